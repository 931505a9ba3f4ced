/** Row 14: reading each format of report files, beside what its parser alone takes. */
import { compared, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { samples, type Sample } from '../lib/formatSamples';
import { inTurns } from '../lib/measure';
import { bareJson, bareLines, bareSaxes, readReport, type BareParser } from '../lib/readingReport';

const PARSERS: Record<Sample['kind'], BareParser> = { JSON: bareJson, XML: bareSaxes, lines: bareLines };

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
	const head = { row: 14, what, unit: 'ms', comparedWith: parser.name };
	return compared(head, pairs, ratioAtMost(1.6));
}
