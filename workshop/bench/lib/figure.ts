/** What a bench finds out. */
import { median, spreadOf, type Spread } from './stats';

/** One measured figure, as it stands in the table and in the JSON. */
export interface Figure {
	/** Number of the row in the list of benches; a row may have several figures. */
	row: number;
	what: string;
	/** Unit of `ours` and `theirs`. */
	unit: string;
	ours: number;
	/** What ours is compared with, measured in the same run; `null` when it stands alone. */
	theirs: number | null;
	comparedWith: string | null;
	/** ours / theirs; of times and sizes less is better, of throughput more. */
	ratio: number | null;
	/** Of the ratio where there is one, else of `ours`; `null` for what is counted and cannot differ. */
	spread: Spread | null;
	/** What is to be reached, in words; `null` for a figure that is only stated. */
	reach: string | null;
	reached: boolean | null;
	/** What one should know to read the figure. */
	note?: string;
}

/** How a bench is run. */
export interface BenchOptions {
	/** Fewer rounds, and fewer figures where those take n8n long, so that all benches end within three minutes. */
	quick: boolean;
}

/** One row of the list of benches. */
export interface Bench {
	row: number;
	title: string;
	run(options: BenchOptions): Promise<Figure[]>;
}

/** Measurements of both sides, taken in turns: the same index is the same moment. */
export interface Pairs {
	ours: number[];
	theirs: number[];
}

/** The part of a figure that says what was measured, and against what. */
export type Head = Pick<Figure, 'row' | 'what' | 'unit'> & Partial<Pick<Figure, 'comparedWith' | 'note'>>;

/** What is to be reached: in words, and as a test of what was measured. */
export interface Reach {
	words: string;
	holds(figure: { ours: number; theirs: number | null; ratio: number | null }): boolean;
}

/** A figure of two sides measured in turns. The ratio is the median of the ratios of each turn. */
export function compared(head: Head, pairs: Pairs, reach?: Reach): Figure {
	const ratios = pairs.ours.map((value, turn) => value / pairs.theirs[turn]);
	const measured = { ours: median(pairs.ours), theirs: median(pairs.theirs), ratio: median(ratios) };
	return figure(head, { ...measured, spread: spreadOf(ratios) }, reach);
}

/** A figure that stands alone: the median of its measurements. */
export function alone(head: Head, values: number[], reach?: Reach): Figure {
	return figure(head, { ours: median(values), theirs: null, ratio: null, spread: spreadOf(values) }, reach);
}

/** A figure that is counted rather than measured. */
export function counted(head: Head, ours: number, theirs: number | null = null, reach?: Reach): Figure {
	return figure(head, { ours, theirs, ratio: theirs === null ? null : ours / theirs, spread: null }, reach);
}

function figure(
	{ comparedWith = null, ...head }: Head,
	measured: Pick<Figure, 'ours' | 'theirs' | 'ratio' | 'spread'>,
	reach?: Reach,
): Figure {
	return {
		...head,
		...measured,
		comparedWith,
		reach: reach?.words ?? null,
		reached: reach ? reach.holds(measured) : null,
	};
}

/** At most this many times the other side. */
export function ratioAtMost(limit: number): Reach {
	return { words: `at most ${limit} times`, holds: ({ ratio }) => ratio !== null && ratio <= limit };
}

/** At least this many times the other side. */
export function ratioAtLeast(limit: number): Reach {
	return { words: `at least ${limit} times`, holds: ({ ratio }) => ratio !== null && ratio >= limit };
}

/** At most this much. */
export function atMost(limit: number, unit: string): Reach {
	return { words: `at most ${limit.toLocaleString('en')} ${unit}`, holds: ({ ours }) => ours <= limit };
}
