/** The results of a bench. */
import { median, spreadOf, type Spread } from './stats';

/** One measured figure, as it appears in the table and in the JSON. */
export interface Figure {
	/** Number of the row in the list of benches; a row may have several figures. */
	row: number;
	what: string;
	/** Unit of `ours` and `theirs`. */
	unit: string;
	ours: number;
	/** The value that ours is compared with, measured in the same run; `null` if there is none. */
	theirs: number | null;
	comparedWith: string | null;
	/** ours / theirs. Lower is better for times and sizes, higher for throughput. */
	ratio: number | null;
	/** Spread of the ratio, or of `ours` if there is no ratio; `null` for values that are counted and do not vary. */
	spread: Spread | null;
	/** The goal in words; `null` if the figure has no goal. */
	reach: string | null;
	reached: boolean | null;
	/** A note for understanding the figure. */
	note?: string;
}

/** Options for running a bench. */
export interface BenchOptions {
	/**
	 * Fewer rounds, and without figures that take n8n a long time, so that all benches together take less than four
	 * minutes.
	 */
	quick: boolean;
}

/** One bench, i.e. one row in the list of benches. */
export interface Bench {
	row: number;
	title: string;
	run(options: BenchOptions): Promise<Figure[]>;
}

/** Measurements of both sides, taken alternately: values with the same index were measured one right after the other. */
export interface Pairs {
	ours: number[];
	theirs: number[];
}

/** The part of a figure that says what was measured and what it is compared with. */
export type Head = Pick<Figure, 'row' | 'what' | 'unit'> & Partial<Pick<Figure, 'comparedWith' | 'note'>>;

/** A goal: in words, and as a function that checks it. */
export interface Reach {
	words: string;
	holds(figure: { ours: number; theirs: number | null; ratio: number | null }): boolean;
}

/** A figure of two sides that were measured in turns. The ratio is the median of the ratios of all turns. */
export function compared(head: Head, pairs: Pairs, reach?: Reach): Figure {
	const ratios = pairs.ours.map((value, turn) => value / pairs.theirs[turn]);
	const measured = { ours: median(pairs.ours), theirs: median(pairs.theirs), ratio: median(ratios) };
	return figure(head, { ...measured, spread: spreadOf(ratios) }, reach);
}

/** A figure without a comparison: the median of its measurements. */
export function alone(head: Head, values: number[], reach?: Reach): Figure {
	return figure(head, { ours: median(values), theirs: null, ratio: null, spread: spreadOf(values) }, reach);
}

/** A figure that is counted and does not vary. */
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

/** Goal: at most `limit` times the other side. */
export function ratioAtMost(limit: number): Reach {
	return { words: `at most ${limit} times`, holds: ({ ratio }) => ratio !== null && ratio <= limit };
}

/** Goal: at least `limit` times the other side. */
export function ratioAtLeast(limit: number): Reach {
	return { words: `at least ${limit} times`, holds: ({ ratio }) => ratio !== null && ratio >= limit };
}

/** Goal: at most `limit`. */
export function atMost(limit: number, unit: string): Reach {
	return { words: `at most ${limit.toLocaleString('en')} ${unit}`, holds: ({ ours }) => ours <= limit };
}
