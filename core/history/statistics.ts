/** Statistics of short lists. None of these functions changes its list. */

/** The middle value, or the mean of the two in the middle; `null` for an empty list. */
export function median(values: readonly number[]): number | null {
	if (values.length === 0) return null;
	const sorted = ascending(values);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The smallest value that at least `share` (0..1) of the values do not exceed; `null` for an empty list. */
export function nearestRank(values: readonly number[], share: number): number | null {
	if (values.length === 0) return null;
	return ascending(values)[Math.max(0, Math.ceil(share * values.length) - 1)];
}

/** The median of the distances from the median, which a single outlier does not change; `null` for an empty list. */
export function medianDeviation(values: readonly number[]): number | null {
	const middle = median(values);
	return middle === null ? null : median(values.map((value) => Math.abs(value - middle)));
}

/** Of the normal distribution, for 95 %. */
const Z = 1.959964;

/** Wilson's 95 % interval for a rate that was `count` of `total`; `null` if `total` is 0. */
export function wilson(count: number, total: number): { low: number; high: number } | null {
	if (total === 0) return null;
	const rate = count / total;
	const spread = Z * Math.sqrt((rate * (1 - rate)) / total + (Z * Z) / (4 * total * total));
	const [center, scale] = [rate + (Z * Z) / (2 * total), 1 + (Z * Z) / total];
	// The interval holds the rate itself; rounding could leave it out at the ends.
	const [low, high] = [(center - spread) / scale, (center + spread) / scale];
	return { low: Math.max(0, Math.min(rate, low)), high: Math.min(1, Math.max(rate, high)) };
}

function ascending(values: readonly number[]): number[] {
	return [...values].sort((a, b) => a - b);
}
