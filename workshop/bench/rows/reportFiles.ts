/** Row 11: reading large report files, beside what the parser alone takes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { alone, atMost, compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { leastReadings } from '../lib/leastReading';
import { inTurns } from '../lib/measure';
import { bareJson, bareSaxes, readReport, type BareParser } from '../lib/readingReport';
import { junitFile, playwrightFile } from '../lib/reportFiles';
import { longestStretch } from '../lib/stretch';

interface Kind {
	what: string;
	tests: number;
	name: string;
	parser: BareParser;
	make(tests: number): string;
	least: (typeof leastReadings)[string];
}

const kinds: Kind[] = [
	{
		what: 'JUnit',
		tests: 100_000,
		name: 'junit.xml',
		parser: bareSaxes,
		make: junitFile,
		least: leastReadings.JUnit,
	},
	{
		what: 'Playwright JSON',
		tests: 20_000,
		name: 'playwright.json',
		parser: bareJson,
		make: playwrightFile,
		least: leastReadings.Playwright,
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
	const { name, parser, least } = kind;
	const tests = quick ? kind.tests / 5 : kind.tests;
	const content = Buffer.from(kind.make(tests));
	const what = `${kind.what} of ${tests.toLocaleString('en')} tests, ${(content.length / 1e6).toFixed(0)} MB`;
	const turns = quick ? 3 : 9;
	const theirs = () => parser.parse(content);
	const how = { turns, warmUps: 1 };
	const pairs = await inTurns(async () => await readReport(name, content), theirs, how);
	const limit = await inTurns(() => least(content), theirs, how);
	const stretches: number[] = [];
	while (stretches.length < turns)
		stretches.push(await longestStretch(async () => await readReport(name, content)));
	return [
		compared({ row: 11, what, unit: 'ms', comparedWith: parser.name, note: NOTE }, pairs, ratioAtMost(2)),
		compared(
			{
				row: 11,
				what: `${what}: the least that is to be done`,
				unit: 'ms',
				comparedWith: parser.name,
				note: LEAST_NOTE,
			},
			limit,
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

const NOTE =
	'CPU time, from the bytes to the run; its pauses for others are in it. Garbage is collected between the turns, after which saxes alone begins with slow code again; ours keeps its compiled code.';

const LEAST_NOTE =
	'The digest of the file, parsing it in pieces between which others get their turn, and of each test an object with its title and whether it passed. What is above that is the reading of the tests: repeats, names, errors, fingerprints, and the collection of the garbage of it.';

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
