/** The head of docs/performance.md says what users ask for first, from the figures below it. */
import type { Figure } from '../../../workshop/bench/lib/figure';
import { inShort } from '../../../workshop/bench/lib/inShort';

const figure = (row: number, what: string, ours: number, ratio: number | null = null): Figure => ({
	...{ row, what, unit: 'ms', ours, theirs: null, comparedWith: null, ratio },
	...{ spread: null, reach: null, reached: null },
});

const figures = [
	figure(1, 'Currents, without reading the run, 4 kB', 20, 1.0312),
	figure(2, 'One delivery of Currents, 4 kB', 0.0347),
	figure(3, 'Run of 30 minutes, requests, beside polling each 1 s', 75),
	figure(3, 'Run of 30 minutes, longest delay, beside polling each 1 s', 58.8),
	figure(3, 'Run of 30 minutes after five runs within 5 % of it, not given: longest delay', 17.9),
	figure(8, 'Report as html, 10,000 failures', 55),
	figure(8, 'Report as ctrf, 10,000 failures', 60.7),
	figure(8, 'Report as ctrf, beside the least', 72.9),
	figure(10, 'Jira tickets for 10,000 failures', 31.2),
	figure(11, 'JUnit of 100,000 tests, 50 MB', 818),
	figure(11, 'JUnit of 100,000 tests, 50 MB: memory, in sizes of the file', 1.98),
	figure(12, 'The same, longest stretch', 40.9),
];

test('says the figures of the rows in sentences', () => {
	const text = inShort(figures).join('\n');

	expect(text).toContain('(1.03 times as many a second). Our own part of it is 0.035 ms');
	expect(text).toContain('75 requests and sees the end at most 59 s late; 18 s where');
	expect(text).toContain('JUnit of 100,000 tests, 50 MB, takes 0.82 s, and usually 2 times its size');
	expect(text).toContain('usually takes 61 ms or less');
	expect(text).toContain('usually 41 ms or less');
});

test.each(figures.filter(({ row }) => [1, 2, 3, 11].includes(row)))(
	'is not written without $what',
	(missing) => {
		expect(() => inShort(figures.filter((one) => one !== missing))).toThrow();
	},
);
