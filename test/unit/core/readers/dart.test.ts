import { errorsOf, linesOf, runOf, verdictOf } from './reading';

describe('Dart', () => {
	const START = [
		{ type: 'start', protocolVersion: '0.1.1', runnerVersion: '1.25.0', time: 0 },
		{ type: 'suite', suite: { id: 0, platform: 'vm', path: 'test\\cart_test.dart' }, time: 0 },
		{ type: 'group', group: { id: 2, suiteID: 0, name: 'Cart' }, time: 1 },
	];
	const start = (id: number, name: string, more: object = {}) => ({
		type: 'testStart',
		test: { id, name, suiteID: 0, groupIDs: [2], line: 7, ...more },
		time: 10,
	});
	const done = (testID: number, result: string, more: object = {}) => ({
		type: 'testDone',
		testID,
		result,
		skipped: false,
		hidden: false,
		time: 25,
		...more,
	});
	const error = (testID: number, message: string, isFailure: boolean) => ({
		type: 'error',
		testID,
		error: message,
		stackTrace: 'cart_test.dart 3:1  main',
		isFailure,
		time: 20,
	});
	const END = { type: 'done', success: true, time: 900 };
	const dart = (...events: object[]) => [...START, ...events].map((one) => JSON.stringify(one)).join('\n');

	describe('tests', () => {
		it.each<[events: object[], expected: string]>([
			[[done(3, 'success')], 'passed'],
			[[done(3, 'success', { skipped: true })], 'skipped'],
			[[error(3, 'Expected: 1', true), done(3, 'failure')], 'failed'],
			[[error(3, 'Exception: x', false), done(3, 'error')], 'error'],
			[
				[error(3, 'TimeoutException after 0:00:30.000000: Test timed out', false), done(3, 'error')],
				'timedOut',
			],
			[[done(3, 'success'), error(3, 'Expected: 1', true)], 'failed'],
			[[done(3, 'success'), error(3, 'Exception: x', false)], 'error'],
			[[done(3, 'sideways')], 'other'],
			[[], 'error'],
		])('%j reads as %s', (events, expected) => {
			const run = runOf(dart(start(3, 'Cart pays'), ...events, END));
			expect(linesOf(run)).toEqual([`${expected} Cart > pays (test/cart_test.dart:7)`]);
		});

		it('drops what only prepares tests, and lists it when it fails', () => {
			const loading = start(1, 'loading test/cart_test.dart', { groupIDs: [] });
			expect(
				linesOf(
					runOf(
						dart(
							loading,
							done(1, 'success', { hidden: true }),
							start(3, 'Cart pays'),
							done(3, 'success'),
							END,
						),
					),
				),
			).toEqual(['passed Cart > pays (test/cart_test.dart:7)']);
			const broken = runOf(
				dart(loading, error(1, 'Failed to load', false), done(1, 'error'), { ...END, success: false }),
			);
			expect(errorsOf(broken)).toEqual(['error test/cart_test.dart does not load: Failed to load']);
			const hook = runOf(
				dart(start(4, 'Cart (setUpAll)'), error(4, 'no disk', false), done(4, 'error'), {
					...END,
					success: false,
				}),
			);
			expect(errorsOf(hook)).toEqual(['error Cart (setUpAll): no disk']);
		});

		it('reads durations, the tool, the platform and lines of other kinds', () => {
			const run = runOf(
				`Downloading...\n${dart(start(3, 'Cart pays'), done(3, 'success'))}\n[{"event":"x"}]\n${JSON.stringify(END)}`.replace(
					'"vm"',
					'"chrome"',
				),
			);
			expect(run).toMatchObject({
				tool: { name: 'Dart', version: '1.25.0' },
				durationMs: 900,
				tests: [{ durationMs: 15, group: 'chrome' }],
			});
		});
	});

	describe('whole files', () => {
		it('is no pass when the run has no end, was closed early, or failed beside its tests', () => {
			const passed = [start(3, 'Cart pays'), done(3, 'success')];
			expect(verdictOf(runOf(dart(...passed)))).toBe(
				'inconclusive: The file ends without the event that closes a run, so it proves no pass.',
			);
			expect(verdictOf(runOf(dart(...passed, { ...END, success: null })))).toBe(
				'inconclusive: The run was closed before all of its tests had ended, so it proves no pass.',
			);
			expect(errorsOf(runOf(dart(...passed, { ...END, success: false })))).toEqual([
				'error Error of the test run: The run failed, though none of its tests did.',
			]);
		});

		it('reads several runs in one file, whose ids are the same', () => {
			const failed = dart(start(3, 'Cart pays'), error(3, 'no', true), done(3, 'failure'), {
				...END,
				success: false,
			});
			const passed = dart(start(3, 'Cart pays'), done(3, 'success'), END);
			expect(runOf(`${failed}\n${passed}`)).toMatchObject({
				verdict: 'failed',
				counts: { total: 2, failed: 1, flaky: 0 },
				durationMs: 1800,
			});
			const cut = dart(start(3, 'Cart pays'), done(3, 'success'));
			expect(runOf(`${cut}\n${passed}`).verdict).toBe('inconclusive');
		});

		it('joins the errors of one test', () => {
			const run = runOf(
				dart(start(3, 'Cart pays'), error(3, 'one', true), error(3, 'two', true), done(3, 'failure'), END),
			);
			expect(run.failures?.[0]?.error).toEqual({
				message: 'one',
				stack: 'one\ncart_test.dart 3:1  main\n\ntwo\ncart_test.dart 3:1  main',
			});
		});
	});
});
