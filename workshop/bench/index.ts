/** The list of benches. */
import type { Bench } from './lib/figure';

/** The file of each row. It is loaded in a separate process, so that a bench loads only what it needs. */
const files: Record<number, string> = {
	1: 'throughput',
	2: 'delivery',
	3: 'waiting',
	4: 'manyRuns',
	5: 'reading',
	6: 'suspended',
	7: 'loading',
	8: 'runModel',
	9: 'editor',
	10: 'stretches',
	11: 'reportFiles',
	12: 'history',
	13: 'pollingDay',
	14: 'formats',
};

/** The numbers of all rows. */
export const rows = Object.keys(files).map(Number);

/** The bench of a row. */
export async function benchOf(row: number): Promise<Bench> {
	return ((await import(`./rows/${files[row]}`)) as { bench: Bench }).bench;
}
