import * as fc from 'fast-check';
import { compareFailures } from '../../../runs/compare';
import type { TestFailure } from '../../../runs/TestRun';

function failure(test: string, error: string, change?: TestFailure['change']): TestFailure {
	return {
		fingerprint: `${test}/${error}`,
		testKey: test,
		title: test,
		suite: null,
		file: null,
		group: null,
		status: 'failed',
		error: { message: error, stack: null },
		attempts: null,
		flaky: false,
		durationMs: null,
		url: null,
		tags: [],
		...(change ? { change } : {}),
	};
}

/** What is listed of a test that failed, and passed when it was tried again. */
const flaky = (test: string, error: string): TestFailure => ({ ...failure(test, error), flaky: true });

const labels = (failures: TestFailure[]) =>
	failures.map(({ fingerprint, change }) => `${fingerprint}: ${change}`);

describe('compareFailures', () => {
	it.each<[string, TestFailure[], TestFailure[], string[], string[]]>([
		['no failures at all', [], [], [], []],
		['a first failure', [failure('pay', '500')], [], ['pay/500: new'], []],
		['the same problem', [failure('pay', '500')], [failure('pay', '500')], ['pay/500: stillFailing'], []],
		[
			'another error of the same test',
			[failure('pay', '404')],
			[failure('pay', '500')],
			['pay/404: new'],
			[],
		],
		['a test that passed on a retry', [flaky('pay', '500')], [], [], []],
		['a retry then, a failure now', [failure('pay', '500')], [flaky('pay', '500')], ['pay/500: new'], []],
		[
			'a failure then, a retry now',
			[flaky('pay', '500')],
			[failure('pay', '500')],
			[],
			['pay/500: recovered'],
		],
		['a test that is fine again', [], [failure('pay', '500')], [], ['pay/500: recovered']],
		[
			'all of it',
			[failure('pay', '500'), failure('cart', 'empty')],
			[failure('pay', '500'), failure('login', 'slow')],
			['pay/500: stillFailing', 'cart/empty: new'],
			['login/slow: recovered'],
		],
		[
			'a test that failed in two ways and recovers once',
			[],
			[failure('pay', '500'), failure('pay', '404')],
			[],
			['pay/500: recovered'],
		],
		[
			'a test that failed in two ways and still fails in one',
			[failure('pay', '404')],
			[failure('pay', '500'), failure('pay', '404')],
			['pay/404: stillFailing'],
			[],
		],
		[
			'labels of an earlier comparison',
			[failure('pay', '500', 'new')],
			[failure('pay', '500', 'new'), failure('old', 'x', 'recovered')],
			['pay/500: stillFailing'],
			[],
		],
		[
			'a test recovered before that fails again',
			[failure('old', 'x')],
			[failure('old', 'x', 'recovered')],
			['old/x: new'],
			[],
		],
		['recovered ones among the current', [failure('old', 'x', 'recovered')], [], [], []],
	])('%s', (_what, current, previous, failures, recovered) => {
		const comparison = compareFailures(current, previous);
		expect(labels(comparison.failures)).toEqual(failures);
		expect(labels(comparison.recovered)).toEqual(recovered);
	});

	it('leaves its input alone', () => {
		const current = [failure('pay', '500')];
		const previous = [failure('login', 'slow')];
		const before = structuredClone({ current, previous });
		compareFailures(current, previous);
		expect({ current, previous }).toEqual(before);
	});

	const some = fc.array(
		fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y')).map(([t, e]) => failure(t, e)),
	);

	it('labels every current failure, and recovers no test that fails', () => {
		fc.assert(
			fc.property(some, some, (current, previous) => {
				const { failures, recovered } = compareFailures(current, previous);
				expect(failures.map(({ fingerprint }) => fingerprint)).toEqual(
					current.map(({ fingerprint }) => fingerprint),
				);
				expect(failures.every(({ change }) => change === 'new' || change === 'stillFailing')).toBe(true);
				const failing = new Set(current.map(({ testKey }) => testKey));
				const gone = new Set(previous.map(({ testKey }) => testKey).filter((key) => !failing.has(key)));
				expect(recovered.map(({ testKey }) => testKey).sort()).toEqual([...gone].sort());
			}),
		);
	});

	it('finds nothing new and nothing recovered in the same run', () => {
		fc.assert(
			fc.property(some, (run) => {
				const { failures, recovered } = compareFailures(run, run);
				expect(failures.every(({ change }) => change === 'stillFailing')).toBe(true);
				expect(recovered).toEqual([]);
			}),
		);
	});
});
