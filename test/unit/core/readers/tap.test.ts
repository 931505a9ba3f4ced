import { errorsOf, linesOf, runOf, verdictOf } from './reading';

describe('TAP', () => {
	describe('lines', () => {
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
	});

	describe('subtests and details', () => {
		it.each([0, 600])('a title that ends in a brace has no subtests, %i lines of output later', (lines) => {
			const output = '# output\n'.repeat(lines);
			const subtests = '    ok 1 - adds\n    not ok 2 - removes\n    1..2\n';
			const run = runOf(
				`TAP version 14\nok 1 - rejects {\nok 2 - accepts\n${output}${subtests}ok 3 - cart\n1..3\n`,
			);
			expect(linesOf(run)).toEqual([
				'passed rejects',
				'passed accepts',
				'passed cart > adds',
				'failed cart > removes',
			]);
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
	});

	describe('whole files', () => {
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
});
