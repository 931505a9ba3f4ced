/** Formats the figures: as lines for the terminal, and as a page for docs/. */
import type { Figure } from './figure';
import { inShort } from './inShort';
import type { Machine } from './machine';

/** The results of one bench. */
export interface RowResult {
	row: number;
	title: string;
	figures: Figure[];
}

/** One figure as a line of text. */
export function lineOf(figure: Figure): string {
	const { what, ratio, spread, reach, reached } = figure;
	const against = figure.theirs === null ? '' : `, theirs ${amount(figure.theirs)}, ratio ${amount(ratio)}`;
	const around = spread === null ? '' : ` (${range(spread)})`;
	const verdict = reach === null ? 'stated' : `${reached ? 'reached' : 'NOT reached'}: ${reach}`;
	return `${what}: ${amount(figure.ours)} ${figure.unit}${against}${around}; ${verdict}`;
}

/** The page with the tables of all rows. `on` is the date, ISO 8601. */
export function page(results: RowResult[], machine: Machine, on: string): string {
	const { cpu, cores, memory, platform, node } = machine;
	return [
		'# Performance',
		'',
		`Made by \`npm run bench -- --write\` on ${on}; do not edit. One machine: ${cpu}, ${cores} cores, ${memory} GB memory, ${platform}, Node ${node.slice(1)}. n8n itself runs on Node 24.`,
		'',
		'To repeat it: `npm run bench` (about half an hour; installs n8n once, 2 GB), `npm run bench -- --quick` (fewer rounds), `npm run bench -- --row 2` (one row), `npm run bench -- --json` (the figures as JSON in the last line).',
		'',
		'Each row is measured in a process of its own, and both sides of it in turns, in that process or beside each other on one n8n, so that what else the machine does hits both. A figure is the median of the turns, a ratio the median of the ratios of each turn. The spread is from the 10th to the 90th percentile: of the ratio where there is one, else of the figure; a dash is for what is counted and cannot differ. Work that never waits is timed by CPU time.',
		'',
		...inShort(results.flatMap(({ figures }) => figures)),
		...results.flatMap(section),
		...NOTES_ON_CODE,
	].join('\n');
}

/** Why some of the code is written as it is. */
const NOTES_ON_CODE = [
	'## Why some code is written for speed',
	'',
	'Objects with many fields are made with `Object.assign` or field by field, not by spreading, where there is one for each test of a report: V8 is several times slower at spreading them, and a report may have a million tests. The same goes for deleting a field. So it is in `core/model` (`buildFailure.ts`, `readRun.ts`), `core/comparing/compare.ts`, `core/history/makeRows.ts`, `core/readers`, and in `core/reports` where all tests are written (`ctrf.ts`, `junitTests.ts`, `extra.ts`, `entries.ts`).',
	'',
];

function section({ row, title, figures }: RowResult): string[] {
	const notes = [...new Set(figures.map(({ note }) => note).filter((note) => note !== undefined))];
	return [
		`## ${row}. ${title}`,
		'',
		'| what | compared with | unit | ours | theirs | ratio | spread | to reach | reached |',
		'| --- | --- | --- | --: | --: | --: | --: | --- | --- |',
		...figures.map(tableRow),
		'',
		...notes.flatMap((note) => [note, '']),
	];
}

function tableRow(figure: Figure): string {
	const { what, comparedWith, unit, ours, theirs, ratio, spread, reach, reached } = figure;
	const verdict = reached === null ? 'stated' : reached ? 'yes' : '**no**';
	const numbers = [amount(ours), amount(theirs), amount(ratio), spread === null ? '-' : range(spread)];
	return `| ${[what, comparedWith ?? '-', unit, ...numbers, reach ?? '-', verdict].join(' | ')} |`;
}

function range([from, to]: [number, number]): string {
	return `${amount(from)} to ${amount(to)}`;
}

/** A number with three significant digits: more would differ from run to run. */
function amount(value: number | null): string {
	if (value === null) return '-';
	const rounded = Number(value.toPrecision(3));
	return Math.abs(rounded) >= 1_000 ? rounded.toLocaleString('en') : String(rounded);
}
