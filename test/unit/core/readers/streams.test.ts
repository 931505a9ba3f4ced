/** Go, TAP and Dart: reports that grow line by line. */
import { errorsOf, linesOf, runOf, verdictOf } from './reading';

describe('Go', () => {
	const at = (second: number) => ({ Time: `2026-05-01T10:00:0${second}.5+02:00` });
	const event = (Action: string, Test?: string, more: object = {}) => ({
		...at(1),
		Action,
		Package: 'ex/shop',
		...(Test ? { Test } : {}),
		...more,
	});
	const output = (Output: string, Test?: string) => event('output', Test, { Output });
	const test_ = (name: string, end: string, ...lines: string[]) => [
		event('run', name),
		output(`=== RUN   ${name}\n`, name),
		...lines.map((line) => output(line, name)),
		event(end, name, { Elapsed: 0.25 }),
	];
	const go = (...events: Array<object | string>) =>
		events.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
	const PASS = event('pass', undefined, { Elapsed: 1 });
	const FAIL = event('fail', undefined, { Elapsed: 1 });

	it('reads tests, their messages and times', () => {
		const failed = test_(
			'TestBad',
			'fail',
			'    a_test.go:4: no\n',
			'    a_test.go:5: more\n',
			'--- FAIL: TestBad (0.00s)\n',
		);
		const run = runOf(
			go(
				...test_('TestGood', 'pass'),
				...failed,
				...test_('TestOut', 'skip'),
				{ ...event('bench', 'BenchmarkX') },
				output('FAIL\n'),
				{ ...FAIL, ...at(3) },
			),
		);
		expect(linesOf(run)).toEqual([
			'passed ex/shop > TestGood',
			'failed ex/shop > TestBad',
			'skipped ex/shop > TestOut',
			'passed ex/shop > BenchmarkX',
		]);
		expect(errorsOf(run)).toEqual(['failed TestBad: a_test.go:4: no\na_test.go:5: more']);
		expect(run).toMatchObject({
			startedAt: '2026-05-01T08:00:01.500Z',
			durationMs: 2000,
			platformName: 'Go',
			tests: [{ durationMs: 250 }, {}, {}, {}],
		});
	});

	it('leaves out a parent that failed only for a part of it', () => {
		const parts = [...test_('TestA/one', 'fail', '        a_test.go:9: no\n'), ...test_('TestA/two', 'pass')];
		expect(linesOf(runOf(go(event('run', 'TestA'), ...parts, event('fail', 'TestA'), FAIL)))).toEqual([
			'failed ex/shop > TestA/one',
			'passed ex/shop > TestA/two',
		]);
		const own = output('    a_test.go:2: own\n', 'TestA');
		expect(
			linesOf(runOf(go(event('run', 'TestA'), own, ...parts, event('fail', 'TestA'), FAIL))),
		).toHaveLength(3);
	});

	it('finds the end of a test that printed something without an end of line', () => {
		const noEnd = (word: string) => [
			event('run', 'TestX'),
			output(`text--- ${word}: TestX (0.00s)\n`, 'TestX'),
		];
		expect(linesOf(runOf(go(...noEnd('PASS'), PASS)))).toEqual(['passed ex/shop > TestX']);
		expect(linesOf(runOf(go(...noEnd('SKIP'), PASS)))).toEqual(['skipped ex/shop > TestX']);
		expect(linesOf(runOf(go(...noEnd('FAIL'), FAIL)))).toEqual(['failed ex/shop > TestX']);
		expect(linesOf(runOf(go(event('run', 'TestX'), PASS)))).toEqual(['passed ex/shop > TestX']);
		expect(linesOf(runOf(go(event('run', 'TestX'), FAIL)))).toEqual(['error ex/shop > TestX']);
	});

	it('reads a test that took too long, which has no end at all', () => {
		const run = runOf(
			go(
				event('run', 'TestSlow'),
				output('panic: test timed out after 1s\n', 'TestSlow'),
				output('\ngoroutine 5 [running]:\nx\n', 'TestSlow'),
				FAIL,
			),
		);
		expect(errorsOf(run)).toEqual(['timedOut TestSlow: panic: test timed out after 1s']);
	});

	it.each([
		[
			'a line of text, before Go 1.24',
			[
				'# ex/shop',
				'./a.go:3:2: undefined: x',
				'FAIL\tex/shop [build failed]',
				{ ...PASS, Package: 'ex/other' },
			],
			'./a.go:3:2: undefined: x',
		],
		[
			'events, since Go 1.24',
			[
				{
					ImportPath: 'ex/shop [ex/shop.test]',
					Action: 'build-output',
					Output: './a.go:3:2: undefined: x\n',
				},
				{ ImportPath: 'ex/shop [ex/shop.test]', Action: 'build-fail' },
				{ ...FAIL, FailedBuild: 'ex/shop [ex/shop.test]' },
			],
			'./a.go:3:2: undefined: x',
		],
		['output of the package', [output('FAIL\tex/shop [setup failed]\n'), FAIL], null],
	])('lists a package that does not build, told as %s', (_, events, message) => {
		const [error] = errorsOf(runOf(go(...events)));
		expect(error).toMatch(/^error ex\/shop does not build: /);
		if (message) expect(error).toContain(message);
	});

	it('lists a package that failed although its tests passed, and one that did not end', () => {
		expect(errorsOf(runOf(go(...test_('TestA', 'pass'), output('exit status 3\n'), FAIL)))).toEqual([
			'error ex/shop: error outside its tests: The package failed, though none of its tests did.',
		]);
		expect(errorsOf(runOf(go(...test_('TestA', 'pass'))))).toEqual([
			'error ex/shop did not end: The report ends before the tests of the package do.',
		]);
	});

	it('knows a package without test files, and what a panic left out', () => {
		expect(
			verdictOf(
				runOf(go(event('output', undefined, { Output: '?   ex/shop [no test files]\n' }), event('skip'))),
			),
		).toBe('inconclusive: No test ran, so nothing counts as a pass.');
		const run = runOf(go(...test_('TestA', 'fail', 'panic: boom\n', '\ngoroutine 19 [running]:\n'), FAIL));
		expect(run.doubt).toBe('A test of ex/shop panicked, so not all of its tests ran.');
	});

	it('reads runs of one test as attempts, unless each one counts', () => {
		const report = go(
			...test_('TestA', 'fail', '    a_test.go:1: first\n'),
			...test_('TestA', 'pass'),
			...test_('TestB', 'pass'),
			...test_('TestB', 'pass'),
			PASS,
		);
		expect(linesOf(runOf(report))).toEqual(['passed flaky x2 ex/shop > TestA', 'passed x2 ex/shop > TestB']);
		expect(runOf(report, { repeats: 'each' }).counts).toMatchObject({ total: 4, failed: 1, passed: 3 });
	});

	it('tells the events of several packages apart', () => {
		const other = { Package: 'ex/other' };
		const run = runOf(
			go(
				event('run', 'TestA'),
				{ ...event('run', 'TestA'), ...other },
				event('pass', 'TestA'),
				{ ...event('fail', 'TestA'), ...other },
				PASS,
				{ ...FAIL, ...other },
			),
		);
		expect(linesOf(run)).toEqual(['passed ex/shop > TestA', 'failed ex/other > TestA']);
	});

	it('refuses a line that was cut off', () => {
		expect(() => runOf(`${go(...test_('TestA', 'pass'), PASS)}\n{"Time":"2026`)).toThrow(
			'report, line 5, is no complete JSON object.',
		);
	});
});

describe('TAP', () => {
	it.each([
		['ok', 'passed Test 1'],
		['ok 1 - pays', 'passed pays'],
		['ok pays', 'passed pays'],
		['ok 1 pays', 'passed pays'],
		['not ok 1 - pays', 'failed pays'],
		['not ok 1', 'failed Test 1'],
		['not ok 1 - pays\u2028in parts', 'failed pays in parts'],
		['ok 1 - pays # SKIP not here', 'skipped pays'],
		['not ok 1 - pays # skip', 'skipped pays'],
		['ok 1 # Skipped: not here', 'skipped Test 1'],
		['not ok 1 - pays # TODO later', 'pending pays'],
		['ok 1 - pays # todo', 'pending pays'],
		['ok 1 - pays \\# SKIP', 'passed pays # SKIP'],
		['ok 1 - issue # 12', 'passed issue # 12'],
		['ok 1 - pays # time=4.08ms', 'passed pays'],
	])('%s reads as %s', (line, expected) => {
		expect(linesOf(runOf(`TAP version 14\n1..1\n${line}\n`))).toEqual([expected]);
	});

	it.each([
		['the plan first', '1..2\nok 1 - a\nok 2 - b', []],
		['the plan last', 'ok 1 - a\nok 2 - b\n1..2', []],
		[
			'no plan',
			'TAP version 13\nok 1 - a',
			['error The report is not complete: It has no plan, so it is not known whether all tests are in it.'],
		],
		[
			'fewer tests than planned',
			'1..3\nok 1 - a\nok 2 - b',
			['error The plan was not kept: The plan is 3 tests, but 2 were run.'],
		],
		[
			'more tests than planned',
			'1..1\nok 1 - a\nok 2 - b',
			['error The plan was not kept: The plan is 1 test, but 2 were run.'],
		],
		[
			'a run that was stopped',
			'1..3\nok 1 - a\nBail out!  no disk\nok 2 - b',
			['error The run was stopped: no disk'],
		],
	])('%s', (_, text, expected) => {
		expect(errorsOf(runOf(text))).toEqual(expected);
	});

	it('skips a whole file', () => {
		expect(verdictOf(runOf('TAP version 13\n1..0 # SKIP no browser'))).toBe(
			'inconclusive: No test ran, so nothing counts as a pass.',
		);
	});

	const YAML = `  ---
  duration_ms: 8.5
  failureType: 'testCodeFailure'
  error: |-
    Expected 1
      to be 2
  stack: |-
    at a (file:///b.mjs:3:1)
  ...
`;

	it('reads subtests before their line: the innermost are the tests', () => {
		const text = `TAP version 13
# Subtest: Cart
    # Subtest: pays
    not ok 1 - pays
${YAML.trimEnd().replace(/^/gm, '    ')}
    ok 2 - adds
    1..2
not ok 1 - Cart
  ---
  failureType: 'subtestsFailed'
  ...
1..1
`;
		const run = runOf(text);
		expect(linesOf(run)).toEqual(['failed Cart > pays', 'passed Cart > adds']);
		expect(run.failures).toMatchObject([
			{ durationMs: 8.5, error: { message: 'Expected 1\n  to be 2', stack: 'at a (file:///b.mjs:3:1)' } },
		]);
	});

	it('reads subtests in braces behind their line, and details that break the rules of YAML', () => {
		const text = `TAP version 13
1..2
not ok 1 - a.test.js # time=1.00ms {
    1..2
    not ok 1 - waits # time=220.34ms
        ---
        error:
            name: "Error"
            message: "Test timed out in 200ms.
If this is a long-running test, say so."
        at: "a.js:1"
        ---
        error:
            message: "again"
        ...
    ok 2 - adds # time=0.40ms
}
ok 2 - b.test.js
`;
		const run = runOf(text);
		expect(linesOf(run)).toEqual([
			'timedOut a.test.js > waits',
			'passed a.test.js > adds',
			'passed b.test.js',
		]);
		expect(run.tests?.map(({ durationMs }) => durationMs)).toEqual([220.34, 0.4, null]);
	});

	it('lists what failed outside its tests: a hook, a plan that was not kept', () => {
		const hook =
			"    ok 1 - pays\n    1..1\nnot ok 1 - Cart\n  ---\n  failureType: 'hookFailed'\n  error: 'after broke'\n  ...\n1..1";
		expect(errorsOf(runOf(hook))).toEqual(['error Cart: error outside its tests: after broke']);
		const plan = '    ok 1 - pays\n    1..2\nnot ok 1 - Cart\n1..1';
		expect(errorsOf(runOf(plan))).toEqual([
			'error The plan was not kept: The plan is 2 tests, but 1 was run.',
		]);
		const cancelled =
			"    not ok 1 - pays\n      ---\n      failureType: 'cancelledByParent'\n      ...\n    1..1\nnot ok 1 - Cart\n  ---\n  failureType: 'hookFailed'\n  error: 'before broke'\n  ...\n1..1";
		expect(errorsOf(runOf(cancelled))).toEqual([
			'failed pays: null',
			'error Cart: error outside its tests: before broke',
		]);
	});

	it('is no pass when the end of subtests is missing', () => {
		expect(runOf('TAP version 14\n1..1\n    ok 1 - pays\n    1..1').verdict).toBe('failed');
	});

	it('reads several streams in one file, each with its own plan', () => {
		const [good, cut] = ['TAP version 13\n1..1\nok 1 - pays', 'TAP version 13\n1..2\nnot ok 1 - pays'];
		expect(linesOf(runOf(`> npm test\n${good}\n${good}`))).toEqual(['passed pays', 'passed pays']);
		expect(linesOf(runOf(`${cut}\n${good}`))).toEqual([
			'failed pays',
			'error The plan was not kept',
			'passed pays',
		]);
	});

	it('never lets details decide', () => {
		expect(linesOf(runOf('1..1\nnot ok 1 - a\n  ---\n  status: passed\nok 1 - a\n  ...'))).toEqual([
			'failed a',
		]);
		expect(linesOf(runOf('1..2\nnot ok 1 - a\n  ---\n  message: open\nok 2 - b'))).toEqual([
			'failed a',
			'passed b',
		]);
	});

	it('knows a timeout of node:test', () => {
		const text =
			"1..1\nnot ok 1 - a\n  ---\n  failureType: 'testTimeoutFailure'\n  error: 'test timed out after 100ms'\n  ...";
		expect(errorsOf(runOf(text))).toEqual(['timedOut a: test timed out after 100ms']);
	});

	it('keeps tests of one name apart', () => {
		expect(runOf('1..2\nok 1 - a\nnot ok 2 - a').counts).toMatchObject({ passed: 1, failed: 1, flaky: 0 });
	});
});

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
					dart(loading, done(1, 'success', { hidden: true }), start(3, 'Cart pays'), done(3, 'success'), END),
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
