/** Calculates medians and spreads of measurements. */

/** The median: half of the values are smaller, half are larger. */
export function median(values: number[]): number {
	return percentile(values, 0.5);
}

/**
 * The percentile: the given share (0..1) of the values is not larger than it. Interpolated linearly between neighboring
 * values.
 */
export function percentile(values: number[], share: number): number {
	if (values.length === 0) throw new Error('There is nothing to take a percentile of');
	const sorted = [...values].sort((a, b) => a - b);
	const place = (sorted.length - 1) * share;
	const below = Math.floor(place);
	const above = Math.min(below + 1, sorted.length - 1);
	return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/** From the 10th to the 90th percentile. */
export type Spread = [p10: number, p90: number];

/** The range of the values without the lowest and highest tenth. */
export function spreadOf(values: number[]): Spread {
	return [percentile(values, 0.1), percentile(values, 0.9)];
}
