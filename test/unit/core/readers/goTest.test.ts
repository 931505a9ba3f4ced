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

	describe('tests', () => {
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
			const parts = [
				...test_('TestA/one', 'fail', '        a_test.go:9: no\n'),
				...test_('TestA/two', 'pass'),
			];
			expect(linesOf(runOf(go(event('run', 'TestA'), ...parts, event('fail', 'TestA'), FAIL)))).toEqual([
				'failed ex/shop > TestA/one',
				'passed ex/shop > TestA/two',
			]);
			const own = output('    a_test.go:2: own\n', 'TestA');
			expect(
				linesOf(runOf(go(event('run', 'TestA'), own, ...parts, event('fail', 'TestA'), FAIL))),
			).toHaveLength(3);
		});

		it('believes a pass, whatever the test printed', () => {
			const passed = test_('TestA', 'pass', 'panic: test timed out after 1s\n');
			expect(linesOf(runOf(go(...passed, PASS)))).toEqual(['passed ex/shop > TestA']);
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

		it('believes a pass that is in the output alone, whatever the test printed', () => {
			const lines = ['panic: test timed out after 1s\n', 'no end of line--- PASS: TestA (0.00s)\n'];
			const run = runOf(go(event('run', 'TestA'), ...lines.map((line) => output(line, 'TestA')), PASS));
			expect(linesOf(run)).toEqual(['passed ex/shop > TestA']);
			expect(verdictOf(run)).toBe('passed: The only test passed.');
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
	});

	describe('packages and files', () => {
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
			expect(linesOf(runOf(report))).toEqual([
				'passed flaky x2 ex/shop > TestA',
				'passed x2 ex/shop > TestB',
			]);
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
});
