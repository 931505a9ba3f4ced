/** Which earlier runs a run is compared with, and what is not compared. */
import { comparedRun, type ComparableRun } from '../../../../platforms/shared/comparison';
import type { TestFailure, TestResult } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../../core/sampleRun';

type Statuses = Record<string, TestResult['status'] | null>;

/** A run in which these tests failed, and what it tells of others, noting which it was asked for. */
function comparable(id: string, failing: string[], statuses: Statuses = {}, ran = 10, doubt?: string) {
	const failures = failing.map((title) => sampleFailure(title, { testKey: title, fingerprint: title }));
	const counts = { total: ran, passed: ran - failing.length, failed: failing.length };
	const asked: string[][] = [];
	const run = sampleRun({ id, counts, failures, doubt });
	return {
		run,
		asked,
		async statusesOf(of: TestFailure[]) {
			const keys = of.map(({ testKey }) => testKey);
			asked.push(keys);
			return new Map(keys.filter((key) => key in statuses).map((key) => [key, statuses[key]]));
		},
	};
}

/** Gives the runs one by one, noting how many were read. */
function inTurn(runs: ComparableRun[]) {
	const source = {
		read: 0,
		async *runs() {
			for (const run of runs) {
				source.read++;
				yield run;
			}
		},
	};
	return source;
}

test('no further run is read than is needed', async () => {
	const earlier = inTurn([comparable('before', ['pay']), comparable('older', []), comparable('oldest', [])]);
	await comparedRun(comparable('now', ['pay']), earlier.runs(), { most: 5 });
	expect(earlier.read).toBe(1);
});

test.each([
	['did not execute the test', comparable('before', [])],
	['was a small part', comparable('before', ['pay'], {}, 2)],
])('where the run before %s, further ones are read, up to the limit', async (_, before) => {
	const earlier = inTurn([before, comparable('older', []), comparable('oldest', ['pay'])]);
	const now = comparable('now', ['pay']);
	expect(await comparedRun(now, earlier.runs(), { most: 2 })).toMatchObject({
		comparison: { previousRun: { id: 'before' }, earlierRuns: [{ id: 'older' }] },
	});
	expect(earlier.read).toBe(2);
});

test('a newer run is asked for what failed only in an older one', async () => {
	const smoke = comparable('smoke', [], { login: 'passed' }, 2);
	const nightly = comparable('nightly', ['pay', 'login'], {}, 10);
	const now = comparable('now', ['pay'], { login: 'passed' });
	// It has recovered before, so it has not recovered now.
	expect(await comparedRun(now, [smoke, nightly], { most: 2 })).toMatchObject({
		failures: [{ title: 'pay', change: 'stillFailing', comparedWith: 'currents:nightly' }],
		comparison: { recovered: 0, notRun: 0 },
	});
	expect(smoke.asked).toEqual([['pay'], ['pay', 'login']]);
});

test('a run in doubt is not compared, and nothing else is read for it', async () => {
	const earlier = inTurn([comparable('before', ['pay'])]);
	const compared = await comparedRun(comparable('now', ['pay'], {}, 10, 'It lags.'), earlier.runs());
	expect(compared).toMatchObject({
		comparison: null,
		comparisonNote: 'This run is in doubt, so it was not compared. It lags.',
	});
	expect(compared.failures).not.toEqual([expect.objectContaining({ change: expect.anything() })]);
	expect(earlier.read).toBe(0);
});

test('an earlier run in doubt is passed over', async () => {
	const doubted = comparable('doubted', [], {}, 10, 'It lags.');
	const now = comparable('now', ['pay']);
	expect(await comparedRun(now, [doubted, comparable('older', ['pay'])], { most: 2 })).toMatchObject({
		comparison: { previousRun: { id: 'older' }, stillFailing: 1 },
	});
	expect(await comparedRun(now, [doubted])).toMatchObject({
		comparison: null,
		comparisonNote: 'The earlier run is in doubt, so it was not compared. It lags.',
	});
});

test('without an earlier run it says so', async () => {
	expect(await comparedRun(comparable('now', []), [])).toMatchObject({
		comparison: null,
		comparisonNote: 'There is no earlier run to compare with.',
	});
	expect(await comparedRun(comparable('now', []), [], { noneEarlier: 'None at all.' })).toMatchObject({
		comparisonNote: 'None at all.',
	});
});

test('what became of a test and is not known is no number', async () => {
	const now = comparable('now', [], { pay: null });
	expect(await comparedRun(now, [comparable('before', ['pay', 'cart'])])).toMatchObject({
		failures: [{ title: 'cart', change: 'notRun' }],
		comparison: { recovered: null, notRun: null },
		comparisonNote:
			'It is not known whether 1 test that failed before ran now, so it is not known what recovered.',
	});
});
