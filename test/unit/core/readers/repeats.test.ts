/**
 * Tests that are in a report, or in several, more than once. The numbers are those of the rules for repeated tests, in the
 * order in which they count; the first one is also tried with each format that marks attempts.
 */
import * as fc from 'fast-check';

import { toEnd } from '../../../../core/readers/readReports';
import { isBad, mergeRepeats } from '../../../../core/readers/repeats';
import type { ReadTest } from '../../../../core/readers/reader';
import { errorsOf, linesOf, runOf, verdictOf } from './reading';

const CASES = {
	passed: '',
	failed: '<failure message="no"/>',
	error: '<error message="broke"/>',
	skipped: '<skipped/>',
};

/** A JUnit report of tests of one name. */
function junit(
	outcomes: Array<keyof typeof CASES>,
	{ name = 'pays', suite = 'name="cart"', time = '1' } = {},
): string {
	const cases = outcomes.map(
		(outcome) => `<testcase name="${name}" time="${time}">${CASES[outcome]}</testcase>`,
	);
	return `<testsuites><testsuite ${suite}>${cases.join('')}</testsuite></testsuites>`;
}

describe('equal tests of one file', () => {
	describe('attempts, groups and rows', () => {
		it('1 explicit attempts win: they are one test in both modes', () => {
			const report =
				'<testsuite name="cart"><testcase name="pays"><flakyFailure message="first"/></testcase></testsuite>';
			for (const repeats of ['retries', 'each'] as const) {
				expect(linesOf(runOf(report, { repeats }))).toEqual(['passed flaky x2 cart > pays']);
			}
		});

		it('2 another group is another test', () => {
			const suite = (host: string, content: string) =>
				`<testsuite name="a.spec.ts" hostname="${host}"><testcase classname="a.spec.ts" name="pays">${content}</testcase></testsuite>`;
			const run = runOf(
				`<testsuites id="" name="">${suite('chromium', CASES.failed)}${suite('firefox', '')}</testsuites>`,
			);
			expect(linesOf(run)).toEqual([
				'failed pays [chromium] (a.spec.ts)',
				'passed pays [firefox] (a.spec.ts)',
			]);
		});

		it('3 a name with parameters or a number is a test of its own', () => {
			const names = [
				'pays[a]',
				'pays[b]',
				'pays with data set #0',
				'pays/0',
				'pays - #1.2',
				'pays#01',
				'pays(i: 3)',
			];
			const cases = names.map(
				(name, index) => `<testcase name="${name}">${index % 2 ? CASES.failed : ''}</testcase>`,
			);
			expect(runOf(`<testsuite name="cart">${cases.join('')}</testsuite>`).counts).toMatchObject({
				total: 7,
				failed: 3,
				flaky: 0,
			});
		});

		it('4 pytest: a failure with an error of its teardown is one attempt', () => {
			const report = `<testsuite name="pytest"><testcase classname="a" name="pays">${CASES.failed}</testcase><testcase classname="a" name="pays"><error message="failed on teardown with &quot;x&quot;"/></testcase></testsuite>`;
			for (const repeats of ['retries', 'each'] as const) {
				expect(errorsOf(runOf(report, { repeats }))).toEqual(['failed pays: no']);
			}
		});

		it('5 Cucumber: elements of one id on two lines are rows', () => {
			const row = (line: number, status: string) => ({
				id: 'a;same',
				name: 'same',
				line,
				steps: [{ name: 'x', keyword: 'Given', result: { status } }],
			});
			const report = JSON.stringify([
				{ uri: 'a', name: 'A', elements: [row(40, 'passed'), row(41, 'failed')] },
			]);
			expect(runOf(report).counts).toMatchObject({ total: 2, passed: 1, failed: 1, flaky: 0 });
		});

		it('6 without a mark, a pass beside a failure is flaky in any order, and the error is kept', () => {
			for (const outcomes of [
				['failed', 'passed'],
				['passed', 'failed'],
				['passed', 'failed', 'passed'],
			] as const) {
				const run = runOf(junit([...outcomes]));
				expect(linesOf(run)).toEqual([`passed flaky x${outcomes.length} cart > pays`]);
				expect(errorsOf(run)).toEqual(['flaky pays: no']);
				expect(run.verdict).toBe('passed');
			}
		});
	});

	describe('passes, failures and skips', () => {
		it('7 failures alone are one test with the last error, passes alone are several tests', () => {
			const failures = junit(['failed', 'error']);
			expect(linesOf(runOf(failures))).toEqual(['error x2 cart > pays']);
			expect(errorsOf(runOf(failures))).toEqual(['error pays: broke']);
			expect(linesOf(runOf(junit(['passed', 'passed'])))).toEqual([
				'passed cart > pays',
				'passed cart > pays',
			]);
		});

		it('8 passes alone are one test only where the tool writes attempts as tests', () => {
			const go = `<testsuite name="ex"><properties><property name="go.version" value="1"/></properties><testcase name="TestA"/><testcase name="TestA"/></testsuite>`;
			expect(linesOf(runOf(go))).toEqual(['passed x2 ex > TestA']);
			expect(runOf('1..2\nok 1 - a\nok 2 - a').counts.total).toBe(2);
		});

		it('9 tools that do not repeat tests have different tests of one title: the failed one stays failed', () => {
			const jest = `<testsuites name="jest tests">${junit(['passed', 'failed']).slice(12, -13)}</testsuites>`;
			expect(runOf(jest).counts).toMatchObject({ total: 2, passed: 1, failed: 1, flaky: 0 });
		});

		it('10 a skip beside a pass is a pass, beside a failure a failure, and no flake', () => {
			expect(linesOf(runOf(junit(['skipped', 'passed'])))).toEqual(['passed x1 cart > pays']);
			expect(linesOf(runOf(junit(['failed', 'skipped'])))).toEqual(['failed x1 cart > pays']);
			expect(linesOf(runOf(junit(['skipped', 'skipped'])))).toEqual([
				'skipped cart > pays',
				'skipped cart > pays',
			]);
		});

		it('10 TestNG: a skip with an exception beside a pass is an attempt', () => {
			const method = (status: string, content = '') =>
				`<test-method signature="pays()" name="pays" status="${status}">${content}</test-method>`;
			const thrown = '<exception class="java.lang.IllegalStateException"><message>busy</message></exception>';
			const report = `<testng-results><suite><test name="t"><class name="shop.Cart">${method('PASS')}${method('SKIP', thrown)}</class></test></suite></testng-results>`;
			expect(linesOf(runOf(report))).toEqual(['passed flaky x2 shop.Cart > pays']);
		});

		it('12 each one counts where that is asked for', () => {
			const run = runOf(junit(['failed', 'passed', 'skipped']), { repeats: 'each' });
			expect(run.counts).toMatchObject({ total: 3, failed: 1, passed: 1, skipped: 1, flaky: 0 });
		});
	});
});

describe('equal tests of several files', () => {
	it('11 a pass in one and a failure in another is flaky, and the files are named', () => {
		const run = runOf({
			'first.xml': junit(['failed']),
			'second.xml': junit(['passed']),
			'third.xml': junit(['passed'], { name: 'adds' }),
		});
		expect(linesOf(run)).toEqual(['passed flaky x2 cart > pays', 'passed cart > adds']);
		expect(verdictOf(run)).toBe(
			'passed: All 2 tests passed, 1 of them flaky. 1 test failed in one file and passed in another, which is read as a retry: first.xml, second.xml.',
		);
	});

	it('11 reads a rerun also of tools whose equal titles are different tests: the second is the second', () => {
		const file = (...statuses: string[]) =>
			JSON.stringify({
				numTotalTests: 2,
				openHandles: [],
				testResults: [
					{ name: 'a.js', assertionResults: statuses.map((status) => ({ title: 'same', status })) },
				],
			});
		const run = runOf({ a: file('passed', 'failed'), b: file('passed', 'passed') });
		expect(run.counts).toMatchObject({ total: 3, passed: 3, flaky: 1 });
	});

	it('11 the same file twice counts once, unless each one counts', () => {
		const files = {
			'a.xml': junit(['passed', 'failed'], { name: 'x' }),
			'b.xml': junit(['passed', 'failed'], { name: 'x' }),
		};
		expect(runOf(files).counts.total).toBe(1);
		expect(runOf(files, { repeats: 'each' }).counts.total).toBe(4);
	});

	it('11 one execution that two files tell of counts once', () => {
		const suite = 'name="cart" timestamp="2026-05-01T10:00:00"';
		const [first, both] = [
			junit(['failed'], { suite }),
			junit(['failed'], { suite }).replace('</testsuite>', '<testcase name="adds"/></testsuite>'),
		];
		expect(linesOf(runOf({ a: first, b: both }))).toEqual(['failed cart > pays', 'passed cart > adds']);
		// Another duration or time stamp is another execution.
		expect(linesOf(runOf({ a: first, b: junit(['failed'], { suite, time: '2' }) }))).toEqual([
			'failed x2 cart > pays',
		]);
		expect(
			linesOf(runOf({ a: first, b: junit(['failed'], { suite: suite.replace('10:', '11:') }) })),
		).toEqual(['failed x2 cart > pays']);
	});

	it('different tests of several files are one run', () => {
		const run = runOf({
			a: junit(['passed'], { name: 'a' }),
			b: junit(['failed'], { name: 'b' }),
			c: '1..1\nok 1 - c',
		});
		expect(run).toMatchObject({ platformName: 'JUnit, TAP', counts: { total: 3, passed: 2, failed: 1 } });
	});
});

describe('joining attempts', () => {
	const test_: fc.Arbitrary<ReadTest> = fc.record({
		title: fc.constantFrom('', 'a', 'b', 'c'),
		status: fc.constantFrom('passed', 'failed', 'error', 'timedOut', 'skipped', 'pending', 'other'),
		suite: fc.constantFrom(null, 's'),
		group: fc.constantFrom(null, 'g'),
		recurrence: fc.constantFrom('attempts', 'newest', 'unclear', 'separate', undefined),
		isOutside: fc.constantFrom(undefined, undefined, true),
		startedAt: fc.constantFrom(null, '2026-05-01T10:00:00.000Z', '2026-05-01T11:00:00.000Z'),
	});
	const files = fc.array(fc.array(test_, { maxLength: 12 }), { maxLength: 3 });

	it('never makes tests up, never loses one without a name or outside, and never hides that a title failed', () => {
		fc.assert(
			fc.property(files, (given) => {
				const all = given.flat();
				const { tests } = toEnd(mergeRepeats(given, 'retries'));
				const alone = (list: ReadTest[]) =>
					list.filter(({ title, isOutside }) => title === '' || isOutside === true);
				expect(tests.length).toBeLessThanOrEqual(all.length);
				expect(alone(tests)).toEqual(alone(all));
				const titles = (list: ReadTest[]) =>
					new Set(list.map(({ title, suite, group }) => `${suite} ${title} ${group}`));
				expect(titles(tests)).toEqual(titles(all));
				for (const title of titles(all.filter(({ status }) => isBad(status)))) {
					const told = tests.filter((test) => titles([test]).has(title));
					expect(told.some(({ status, flaky }) => isBad(status) || flaky)).toBe(true);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('keeps every one where each counts', () => {
		fc.assert(
			fc.property(files, (given) => {
				expect(toEnd(mergeRepeats(given, 'each'))).toMatchObject({ tests: given.flat(), disagreeing: [] });
			}),
		);
	});

	it('comes to the same counts in whatever order the attempts stand', () => {
		const attempts = fc.array(fc.constantFrom<ReadTest['status']>('passed', 'failed', 'error', 'skipped'), {
			minLength: 1,
			maxLength: 6,
		});
		fc.assert(
			fc.property(
				attempts,
				fc.constantFrom('attempts', 'unclear'),
				fc.integer(),
				(statuses, recurrence, turn) => {
					const read = (list: typeof statuses) => {
						const tests = list.map((status): ReadTest => ({
							title: 'a',
							status,
							recurrence: recurrence as ReadTest['recurrence'],
						}));
						return toEnd(mergeRepeats([tests], 'retries')).tests.map(({ status, flaky, attempts: n }) => [
							isBad(status),
							status === 'skipped',
							flaky ?? false,
							n,
						]);
					};
					const at = Math.abs(turn) % statuses.length;
					expect(read([...statuses.slice(at), ...statuses.slice(0, at)])).toEqual(read(statuses));
				},
			),
		);
	});
});
