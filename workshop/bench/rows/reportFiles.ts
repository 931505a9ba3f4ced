/** Row 11: reading large report files, beside what the parser alone takes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SaxesParser } from 'saxes';

import type * as Reading from '../../../core/readers/readReports';
import type * as Text from '../../../core/readers/text';
import type * as BuildRun from '../../../core/model/buildRun';
import type * as GivingWay from '../../../n8n/givingWay';
import { built } from '../lib/built';
import { alone, atMost, compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { inTurns } from '../lib/measure';
import { junitFile, playwrightFile } from '../lib/reportFiles';
import { longestStretch } from '../lib/stretch';

const { openReading, givingWay: readInTurns } = built<typeof Reading>('core/readers/readReports');
const { textPieces } = built<typeof Text>('core/readers/text');
const { buildRun } = built<typeof BuildRun>('core/model/buildRun');
const { givingWay } = built<typeof GivingWay>('n8n/givingWay');

interface Kind {
	what: string;
	name: string;
	parser: string;
	/** What keeps the ratio from being smaller. */
	limit: string;
	make(): string;
	/** The parser without anything that looks at what it finds. */
	parse(content: Buffer): unknown;
}

const kinds: Kind[] = [
	{
		what: 'JUnit of 100,000 tests',
		name: 'junit.xml',
		parser: 'saxes without handlers',
		limit:
			'The digest of the file, the removal of characters that XML does not allow, a copy of each title (which would keep its whole piece of the file in memory) and the collection of garbage bring it to about 1.6 before a test is read.',
		make: () => junitFile(100_000),
		parse(content) {
			const parser = new SaxesParser();
			for (const piece of textPieces({ name: 'junit.xml', content })) parser.write(piece);
			return parser.close();
		},
	},
	{
		what: 'Playwright JSON of 20,000 tests',
		name: 'playwright.json',
		parser: 'JSON.parse',
		limit:
			'The digest of the file, and finding where the text can be cut so that parsing can be paused, take 1.9 times JSON.parse before a test is read.',
		make: () => playwrightFile(20_000),
		parse: (content) => JSON.parse(content.toString()) as unknown,
	},
];

export const bench: Bench = {
	row: 11,
	title: 'Reading report files',
	async run({ quick }) {
		const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-test-runs-reports-'));
		try {
			const figures: Figure[] = [];
			for (const kind of kinds) figures.push(...(await figuresOf(kind, folder, quick)));
			return figures;
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

async function figuresOf(kind: Kind, folder: string, quick: boolean): Promise<Figure[]> {
	const { name, parser, limit, parse } = kind;
	const content = Buffer.from(kind.make());
	const what = `${kind.what}, ${(content.length / 1e6).toFixed(0)} MB`;
	const turns = quick ? 3 : 9;
	const pairs = await inTurns(
		async () => await read(name, content),
		() => parse(content),
		{ turns, warmUps: 1 },
	);
	const stretches: number[] = [];
	while (stretches.length < turns)
		stretches.push(await longestStretch(async () => await read(name, content)));
	return [
		compared(
			{ row: 11, what, unit: 'ms', comparedWith: parser, note: `${NOTE} ${limit}` },
			pairs,
			ratioAtMost(2),
		),
		alone(
			{ row: 11, what: `${what}: the longest stretch without a turn for others`, unit: 'ms' },
			stretches,
			atMost(50, 'ms'),
		),
		alone(
			{
				row: 11,
				what: `${what}: memory, in sizes of the file`,
				unit: 'times',
				note: 'The file itself is one of them.',
			},
			peaks(path.join(folder, name), content, quick ? 1 : 3),
			atMost(3, 'times'),
		),
	];
}

const NOTE = 'CPU time, from the bytes to the run; its pauses for others are in it.';

async function read(name: string, content: Buffer): Promise<void> {
	const giveWay = givingWay();
	const reading = openReading();
	await readInTurns(reading.add({ name, content }), giveWay);
	const { facts } = await readInTurns(reading.end(), giveWay);
	if (buildRun(facts).verdict !== 'failed') throw new Error(`${name} was not understood`);
}

/** How much memory a fresh process takes to read the file, by its size. */
function peaks(file: string, content: Buffer, times: number): number[] {
	writeFileSync(file, content);
	const program = path.join(__dirname, '../lib/readingPeak.ts');
	const tsx = require.resolve('tsx');
	return Array.from({ length: times }, () => {
		const bytes = execFileSync(process.execPath, ['--import', tsx, program, file], { encoding: 'utf8' });
		return Number(bytes) / content.length;
	});
}
