import * as fc from 'fast-check';
import {
	executed,
	failedOrOther,
	noCounts,
	passRate,
	sumCounts,
	unaccounted,
	unexplained,
} from '../../../../core/model/counts';
import type { RunCounts } from '../../../../core/model/TestRun';

const counts = (known: Partial<RunCounts>): RunCounts => ({ ...noCounts(), ...known });

describe('noCounts', () => {
	it('knows nothing', () => {
		expect(noCounts()).toEqual({
			total: null,
			passed: null,
			failed: null,
			skipped: null,
			flaky: null,
			pending: null,
			other: null,
		});
	});

	it('is a new object each time', () => {
		expect(noCounts()).not.toBe(noCounts());
	});
});

describe('sumCounts', () => {
	it('adds each number', () => {
		const one = { total: 9, passed: 4, failed: 2, skipped: 1, flaky: 1, pending: 1, other: 1 };
		const two = { total: 5, passed: 5, failed: 0, skipped: 0, flaky: 2, pending: 0, other: 0 };
		expect(sumCounts([one, two])).toEqual({
			total: 14,
			passed: 9,
			failed: 2,
			skipped: 1,
			flaky: 3,
			pending: 1,
			other: 1,
		});
	});

	it('does not know what one of them does not know', () => {
		expect(sumCounts([counts({ passed: 1, failed: 1 }), counts({ passed: 2 })])).toEqual(
			counts({ passed: 3 }),
		);
	});

	it('knows nothing of no counts', () => {
		expect(sumCounts([])).toEqual(noCounts());
	});
});

describe('executed', () => {
	it.each<[Partial<RunCounts>, number | null]>([
		[{}, null],
		[{ total: 0 }, 0],
		[{ passed: 3, failed: 2 }, 5],
		[{ passed: 3, failed: 2, other: 1, skipped: 4, total: 10 }, 6],
		[{ passed: 0, failed: 0, skipped: 4, total: 4 }, 0],
		[{ passed: 0, failed: 0, skipped: 1, pending: 0, total: 4 }, null],
		[{ passed: 2, failed: 0, skipped: 1, pending: 0, total: 4 }, 2],
		[{ passed: 3, total: 3 }, 3],
		[{ passed: 3, total: 5 }, null],
		[{ failed: 3, total: 5 }, null],
		[{ total: 5, skipped: 2 }, null],
		[{ total: 5, skipped: 2, pending: 1 }, 2],
		[{ total: 5, skipped: 5, pending: 0 }, 0],
		[{ total: 5, skipped: 4, pending: 4 }, 0],
	])('%j: %p', (known, expected) => {
		expect(executed(counts(known))).toBe(expected);
	});
});

describe('unaccounted', () => {
	it.each<[Partial<RunCounts>, number]>([
		[{}, 0],
		[{ total: 9, passed: 5 }, 0],
		[{ total: 9, passed: 5, failed: 1, skipped: 1, pending: null }, 0],
		[{ total: 9, passed: 5, failed: 1, skipped: 1, pending: 0 }, 2],
		[{ total: 9, passed: 5, failed: 1, skipped: 1, pending: 0, other: 2 }, 0],
		[{ total: 9, passed: 5, failed: 1, skipped: 1, pending: 0, flaky: 2 }, 2],
		[{ total: 3, passed: 5, failed: 1, skipped: 1, pending: 0 }, 0],
	])('%j: %p', (known, expected) => {
		expect(unaccounted(counts(known))).toBe(expected);
	});
});

describe('unexplained', () => {
	it.each<[Partial<RunCounts>, number]>([
		[{}, 0],
		[{ passed: 5, failed: 1 }, 0],
		[{ total: 10, passed: 3, failed: 0 }, 7],
		[{ total: 9, passed: 5, failed: 1, skipped: 1, pending: null }, 2],
		[{ total: 9, passed: 5, failed: 1, skipped: 1, pending: 2 }, 0],
		[{ total: 9, passed: 5, other: 4 }, 0],
	])('%j: %p', (known, expected) => {
		expect(unexplained(counts(known))).toBe(expected);
	});
});

describe('passRate', () => {
	it.each<[Partial<RunCounts>, number | null]>([
		[{}, null],
		[{ passed: 3, failed: 1 }, 0.75],
		[{ passed: 3, failed: 1, other: 2 }, 0.5],
		[{ passed: 3, failed: 0, skipped: 7, total: 10 }, 1],
		[{ passed: 3, failed: 1, skipped: 0, pending: 0, total: 10 }, 0.75],
		[{ passed: 0, failed: 0, skipped: 0, pending: 0, total: 10 }, null],
		[{ passed: 0, failed: 2 }, 0],
		[{ passed: 0, failed: 0 }, null],
		[{ total: 0 }, null],
		[{ passed: 4, total: 4 }, 1],
		[{ passed: 4, total: 5 }, null],
		[{ failed: 1, total: 5, skipped: 0, pending: 0 }, null],
	])('%j: %p', (known, expected) => {
		expect(passRate(counts(known))).toBe(expected);
	});

	it('is within 0..1 or unknown', () => {
		const some = fc.option(fc.nat(20), { nil: null });
		fc.assert(
			fc.property(
				fc.record({
					total: some,
					passed: some,
					failed: some,
					skipped: some,
					flaky: some,
					pending: some,
					other: some,
				}),
				(any) => {
					const rate = passRate(any);
					if (rate !== null) expect(rate >= 0 && rate <= 1).toBe(true);
				},
			),
		);
	});
});

describe('failedOrOther', () => {
	it.each<[Partial<RunCounts>, number | null]>([
		[{}, null],
		[{ other: 2 }, null],
		[{ failed: 2 }, 2],
		[{ failed: 2, other: 1 }, 3],
	])('%j: %p', (known, expected) => {
		expect(failedOrOther(counts(known))).toBe(expected);
	});
});
