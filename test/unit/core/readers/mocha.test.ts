import { errorsOf, linesOf, runOf } from './reading';

const json = (value: unknown) => JSON.stringify(value);

describe('Mocha', () => {
	const test_ = (title: string, more: object = {}) => ({
		title,
		fullTitle: `Cart ${title}`,
		file: '/ci/cart.spec.js',
		duration: 3,
		currentRetry: 0,
		err: {},
		...more,
	});
	const err = { message: 'no', stack: 'Error: no\n    at a' };

	function mocha(
		{ passes = [], failures = [], pending = [], tests }: Record<string, object[]>,
		stats: object = {},
	) {
		const all = tests ?? [...passes, ...failures, ...pending];
		const { length } = failures;
		return json({
			stats: {
				suites: 1,
				tests: all.length,
				passes: passes.length,
				failures: length,
				pending: pending.length,
				start: '2026-05-01T10:00:00.000Z',
				end: '2026-05-01T10:00:01.000Z',
				duration: 900,
				...stats,
			},
			tests: all,
			passes,
			failures,
			pending,
		});
	}

	describe('the JSON reporter: tests', () => {
		it('reads how a test ended by the lists that it is in', () => {
			const late = { err: { message: 'Timeout of 100ms exceeded.', code: 'ERR_MOCHA_TIMEOUT' } };
			const run = runOf(
				mocha({
					passes: [test_('a')],
					failures: [test_('b', { err }), test_('c', late)],
					pending: [test_('d', { duration: undefined })],
				}),
			);
			expect(linesOf(run)).toEqual([
				'passed Cart > a (/ci/cart.spec.js)',
				'failed Cart > b (/ci/cart.spec.js)',
				'timedOut Cart > c (/ci/cart.spec.js)',
				'skipped Cart > d (/ci/cart.spec.js)',
			]);
			expect(run).toMatchObject({
				startedAt: '2026-05-01T10:00:00.000Z',
				durationMs: 900,
				platformName: 'Mocha',
			});
			expect(run.failures?.[0]?.error).toEqual({ message: 'no', stack: 'Error: no\n    at a' });
		});

		it('tells tests of one title apart, one of which did not run, and one that is in no list', () => {
			const skipped = test_('a', { duration: undefined });
			expect(runOf(mocha({ passes: [test_('a')], pending: [skipped] })).counts).toMatchObject({
				passed: 1,
				skipped: 1,
			});
			expect(linesOf(runOf(mocha({ passes: [], tests: [test_('a')] })))[0]).toMatch(/^other/);
		});

		it('reads retries: the error before a pass is not told', () => {
			const run = runOf(
				mocha({
					passes: [test_('a', { currentRetry: 1 })],
					failures: [test_('b', { currentRetry: 2, err })],
				}),
			);
			expect(linesOf(run)[0]).toMatch(/^passed flaky x2/);
			expect(linesOf(run)[1]).toMatch(/^failed x3/);
			expect(errorsOf(run)[0]).toBe('flaky a: null');
		});
	});

	describe('hooks, mochawesome and the run', () => {
		it('lists hooks that failed, which are in the failures alone', () => {
			const hook = test_('"before all" hook for "a"', {
				err: { message: 'before broke', stack: 'Error: before broke\n    at a' },
			});
			const run = runOf(
				mocha({
					passes: [test_('z')],
					failures: [test_('b', { err }), hook],
					tests: [test_('z'), test_('b', { err })],
				}),
			);
			expect(errorsOf(run)).toEqual(['failed b: no', 'error "before all" hook for "a": before broke']);
			expect(run.counts).toMatchObject({ total: 3, passed: 1, failed: 1, other: 1 });
		});

		it('reads mochawesome: hooks in lists of their own, tests behind them not run', () => {
			const done = (title: string, more: object) => ({
				title,
				fullTitle: title,
				duration: 3,
				timedOut: false,
				state: null,
				pass: false,
				fail: false,
				pending: false,
				skipped: false,
				err: {},
				...more,
			});
			const suite = {
				title: 'Cart',
				fullFile: '/ci/cart.spec.js',
				beforeHooks: [
					done('"before each" hook', {
						state: 'failed',
						fail: true,
						err: { message: 'Error: broke', estack: 'Error: broke\n    at a' },
					}),
				],
				afterHooks: [done('"after all" hook', { state: 'passed' })],
				tests: [
					done('a', { state: 'passed', pass: true }),
					done('b', { state: 'failed', fail: true, err: { message: 'AssertionError: no', estack: 'x' } }),
					done('c', { state: 'failed', fail: true, timedOut: true }),
					done('d', { state: 'pending', pending: true }),
					done('e', { skipped: true }),
					done('f', {}),
				],
				suites: [
					{
						title: 'Inner',
						fullFile: '/ci/cart.spec.js',
						tests: [done('g', { state: 'passed', pass: true })],
						suites: [],
					},
				],
			};
			const run = runOf(
				json({
					stats: { testsRegistered: 7, failures: 2, other: 1 },
					results: [{ title: '', suites: [suite], tests: [] }, false],
					meta: { mocha: { version: '10.8.2' }, mochawesome: {} },
				}),
			);
			expect(linesOf(run)).toEqual([
				'error Cart > "before each" hook (/ci/cart.spec.js)',
				...[
					'passed Cart > a',
					'failed Cart > b',
					'timedOut Cart > c',
					'skipped Cart > d',
					'pending Cart > e',
					'other Cart > f',
					'passed Cart > Inner > g',
				].map((line) => `${line} (/ci/cart.spec.js)`),
			]);
			expect(run.tool).toEqual({ name: 'Mocha', version: '10.8.2' });
		});

		it('is no pass when the statistics count failures that are not there', () => {
			expect(runOf(mocha({ passes: [test_('a')] }, { failures: 2 })).verdict).toBe('inconclusive');
		});
	});
});
