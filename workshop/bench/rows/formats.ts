/** Row 14: reading each format of report files, beside what its parser alone takes. */
import { compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { samples, type Sample } from '../lib/formatSamples';
import { inTurns } from '../lib/measure';
import { bareJson, bareLines, bareSaxes, readReport, type BareParser } from '../lib/readingReport';

const PARSERS: Record<Sample['kind'], BareParser> = { JSON: bareJson, XML: bareSaxes, lines: bareLines };

/** What is to be known to judge a ratio. */
const NOTES: Record<Sample['kind'], string> = {
	JSON: 'JSON.parse takes 1 to 4 microseconds for a test, so little work on each is as much again. What parsing with pauses takes alone: see the reading of Playwright in row 11.',
	XML: 'Output of tests is passed over faster than the parser itself does it.',
	lines: 'Lines of TAP are only parted by the other side, not understood.',
};

export const bench: Bench = {
	row: 14,
	title: 'Reading each format of report files',
	async run({ quick }) {
		const figures: Figure[] = [];
		for (const sample of samples(quick ? 5e6 : 20e6)) figures.push(await figureOf(sample, quick ? 3 : 9));
		return figures;
	},
};

async function figureOf({ format, kind, tests, text }: Sample, turns: number): Promise<Figure> {
	const content = Buffer.from(text);
	const parser = PARSERS[kind];
	const { counts } = await readReport(format, content);
	if (counts.total !== tests || counts.failed !== tests / 20)
		throw new Error(`${format} was read as ${JSON.stringify(counts)}`);
	const pairs = await inTurns(
		async () => await readReport(format, content),
		() => parser.parse(content),
		{ turns, warmUps: 1 },
	);
	const what = `${format} (${kind}) of ${tests.toLocaleString('en')} tests, ${(content.length / 1e6).toFixed(0)} MB`;
	const head = { row: 14, what, unit: 'ms', comparedWith: parser.name, note: NOTES[kind] };
	return compared(head, pairs, ratioAtMost(1.6));
}
