/** Row 14: reading each format of report files, beside what its parser alone takes. */
import { compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { samples, type Sample } from '../lib/formatSamples';
import { leastReadings } from '../lib/leastReading';
import { inTurns } from '../lib/measure';
import { bareJson, bareLines, bareSaxes, readReport, type BareParser } from '../lib/readingReport';

const PARSERS: Record<Sample['kind'], BareParser> = { JSON: bareJson, XML: bareSaxes, lines: bareLines };

/** What is to be known to judge a ratio. */
const NOTES: Record<Sample['kind'], string> = {
	JSON: 'JSON.parse takes 1 to 4 microseconds for a test, so little work on each is as much again.',
	XML: 'Output of tests is passed over faster than the parser itself does it.',
	lines: 'Lines of TAP are only parted by the other side, not understood.',
};

const LEAST_NOTE =
	'The least is the digest of the file, parsing it in pieces between which others get their turn, and of each test an object with its title and whether it passed. Where that is above the goal, no reader that pauses reaches it. What is above the least is the reading of the tests: repeats, names, errors, fingerprints, and the collection of the garbage of it.';

export const bench: Bench = {
	row: 14,
	title: 'Reading each format of report files',
	async run({ quick }) {
		const figures: Figure[] = [];
		for (const sample of samples(quick ? 2e6 : 20e6))
			figures.push(...(await figuresOf(sample, quick ? 3 : 9)));
		return figures;
	},
};

async function figuresOf({ format, kind, tests, text }: Sample, turns: number): Promise<Figure[]> {
	const content = Buffer.from(text);
	const parser = PARSERS[kind];
	const least = leastReadings[format];
	const { counts } = await readReport(format, content);
	if (counts.total !== tests || counts.failed !== tests / 20)
		throw new Error(`${format} was read as ${JSON.stringify(counts)}`);
	const passed = least(content).filter(({ hasPassed }) => hasPassed).length;
	if (passed !== tests - tests / 20)
		throw new Error(`The least of ${format} has ${passed} tests that passed`);
	const how = { turns, warmUps: 1 };
	const theirs = () => parser.parse(content);
	const pairs = await inTurns(async () => await readReport(format, content), theirs, how);
	const limit = await inTurns(() => least(content), theirs, how);
	const what = `${format} (${kind}) of ${tests.toLocaleString('en')} tests, ${(content.length / 1e6).toFixed(0)} MB`;
	const head = { row: 14, unit: 'ms', comparedWith: parser.name };
	return [
		compared({ ...head, what, note: NOTES[kind] }, pairs, ratioAtMost(1.6)),
		compared({ ...head, what: `${what}: the least that is to be done`, note: LEAST_NOTE }, limit),
	];
}
