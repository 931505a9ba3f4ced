import { errorsOf, linesOf, runOf, verdictOf } from './reading';

/** A report of one suite. */
function suite(cases: string, attributes = 'name="cart"'): string {
	return `<?xml version="1.0"?><testsuites><testsuite ${attributes}>${cases}</testsuite></testsuites>`;
}

describe('what becomes of a test', () => {
	const outcomes: Array<[content: string, expected: string, error: string | null, attributes?: string]> = [
		['', 'passed', null],
		['<system-out>ok</system-out><properties/>', 'passed', null],
		['<failure/>', 'failed', null],
		['<failure message="no"/>', 'failed', 'no'],
		['<failure type="AssertionError"/>', 'failed', 'AssertionError'],
		['<failure message="no">no\n  at a (b.js:1)</failure>', 'failed', 'no'],
		['<failure>no\nreally\n    at a (b.js:1)</failure>', 'failed', 'no\nreally'],
		['<error message="broke"/>', 'error', 'broke'],
		['<skipped/>', 'skipped', null],
		['<skipped/><failure message="no"/>', 'failed', 'no'],
		['<skipped/><error message="broke"/>', 'error', 'broke'],
		['<skipped type="todo" message="later"/><failure message="no"/>', 'pending', null],
		['<skipped type="pytest.xfail" message="known"/>', 'skipped', null],
		['<failure/><error message="both"/>', 'failed', 'both'],
		['<failure message="no"/><error message="teardown"/>', 'error', 'no'],
		['<failure message="one"/><failure message="two"/>', 'failed', 'one'],
		['', 'skipped', null, 'status="disabled"'],
		['', 'skipped', null, 'status="notrun"'],
		['', 'skipped', null, 'status="run" result="suppressed"'],
		['', 'passed', null, 'status="run" result="completed"'],
		['', 'failed', 'The report says "failed" and nothing else.', 'status="failed"'],
		['', 'error', 'The report says "error" and nothing else.', 'status="error"'],
		['', 'other', 'The report says "crashed" and nothing else.', 'status="Crashed"'],
		['', 'passed', null, 'status="Passed"'],
		['<failure message="no"/>', 'failed', 'no', 'status="disabled"'],
		['<flakyFailure message="first"><stackTrace>s</stackTrace></flakyFailure>', 'passed flaky x2', 'first'],
		['<flakyError message="1"/><flakyFailure message="2"/>', 'passed flaky x3', '1'],
		['<failure message="first"/><rerunFailure message="second"/>', 'failed x2', 'first'],
		['<error message="first"/><rerunError message="2"/><rerunError message="3"/>', 'error x3', 'first'],
		['<failure message="last"/><flakyFailure message="first"/>', 'failed', 'last'],
		['<failure type="testTimeoutFailure" message="too slow"/>', 'timedOut', 'too slow'],
		['<error type="org.testng.internal.thread.ThreadTimeoutException" message="x"/>', 'timedOut', 'x'],
		[
			'<failure message="Test timeout of 30000ms exceeded."/>',
			'timedOut',
			'Test timeout of 30000ms exceeded.',
		],
		['<failure message="the page timed out"/>', 'failed', 'the page timed out'],
		['<error type="org.testng.SkipException" message="not here"/>', 'skipped', null],
	];

	it.each(outcomes)('%s reads as %s', (content, expected, error, attributes = '') => {
		const run = runOf(suite(`<testcase classname="cart" name="pays" ${attributes}>${content}</testcase>`));

		expect(linesOf(run)).toEqual([`${expected} cart > pays`]);
		expect(run.failures?.[0]?.error.message ?? null).toBe(error);
	});

	it('keeps all stacks of one test', () => {
		const content =
			'<failure message="one">one\n at a (b.js:1)</failure><failure message="two">two\n at c (d.js:2)</failure>';
		const run = runOf(suite(`<testcase name="pays">${content}</testcase>`));
		expect(run.failures?.[0]?.error.stack).toBe('one\n at a (b.js:1)\n\ntwo\n at c (d.js:2)');
	});

	it('takes colours and control characters out of what tests print, and keeps the text', () => {
		const colours = '\u001b[31mred\u001b[39m &#x1b;[1mbold&#x1b;[0m #x1B[32mgreen#x1B[0m\u0008';
		const run = runOf(suite(`<testcase name="pays"><failure message="${colours}"/></testcase>`));
		expect(errorsOf(run)).toEqual(['failed pays: red bold green']);
	});
});

describe('what a test is called', () => {
	const names: Array<[report: string, expected: string]> = [
		[suite('<testcase name="pays"/>'), 'cart > pays'],
		[suite('<testcase classname="cart" name="pays"/>'), 'cart > pays'],
		[suite('<testcase classname="shop.Cart" name="pays"/>'), 'cart > shop.Cart > pays'],
		[suite('<testcase classname="cart.Paying" name="pays"/>'), 'cart.Paying > pays'],
		[suite('<testcase classname="pays" name="pays"/>'), 'cart > pays'],
		[suite('<testcase name="  pays\n twice "/>'), 'cart > pays twice'],
		[suite('<testcase/>'), 'cart > Test without a name'],
		['<testsuite name="root"><testcase name="pays"/></testsuite>', 'root > pays'],
		['<testsuites><testcase name="pays"/></testsuites>', 'pays'],
		[
			suite(
				'<testsuite name="paying"><testsuite name="card"><testcase name="pays"/></testsuite></testsuite>',
			),
			'cart > paying > card > pays',
		],
		// Names of the machine, of the tool, and with a time in them.
		[suite('<testcase name="pays"/>', 'name="/home/ci/shop/tests"'), 'pays'],
		[
			suite('<testcase classname="tests.test_cart" name="test_pays[card]"/>', 'name="pytest"'),
			'tests.test_cart > test_pays[card]',
		],
		[
			suite('<testcase classname="cart" name="pays"/>', 'name="TestCart-20260501120000"'),
			'TestCart > cart > pays',
		],
		// A prefix of a namespace is no part of the names.
		['<j:testsuite xmlns:j="urn:j" name="root"><j:testcase name="pays"/></j:testsuite>', 'root > pays'],
	];

	it.each(names)('%s', (report, expected) => {
		expect(linesOf(runOf(report))).toEqual([`passed ${expected}`]);
	});

	it.each([
		['file="cart_spec.rb" line="12"', 'passed cart > pays (cart_spec.rb:12)'],
		['file="cart_spec.rb" line="-1"', 'passed cart > pays (cart_spec.rb)'],
		['file="cart_spec.rb" line="x"', 'passed cart > pays (cart_spec.rb)'],
	])('%s', (attributes, expected) => {
		expect(linesOf(runOf(suite(`<testcase name="pays" ${attributes}/>`)))).toEqual([expected]);
	});

	it('keeps four tests without a name apart', () => {
		const run = runOf(
			suite('<testcase/><testcase><skipped/></testcase><testcase><failure/></testcase><testcase/>'),
		);
		expect(run.counts).toMatchObject({ total: 4, passed: 2, skipped: 1, failed: 1, flaky: 0 });
	});

	it('reads owner, tags and attachments, and no other property', () => {
		const properties =
			'<property name="owner" value="pay team"/><property name="tag" value="smoke"/><property name="token" value="secret"/>';
		const output = 'start\n[[ATTACHMENT|shots/one.png]]\n[[ATTACHMENT| ]]\n[[ATTACHMENT|shots/two.png]]';
		const content = `<properties>${properties}</properties><system-out>${output}</system-out>`;
		const run = runOf(
			suite(
				`<properties><property name="password" value="secret"/></properties><testcase name="pays">${content}</testcase>`,
			),
		);

		expect(run.tests).toMatchObject([
			{ owner: 'pay team', tags: ['smoke'], attachments: ['shots/one.png', 'shots/two.png'] },
		]);
		expect(JSON.stringify(run)).not.toContain('secret');
	});
});

describe('durations and times', () => {
	it.each([
		['time="1.5"', 1500],
		['time="4.5e-05"', 0.045],
		['time="2,503.1"', 2_503_100],
		['time="0,025"', 25],
		['time="-0.000000"', 0],
		['time="-345"', null],
		['time="&lt;&lt;computed&gt;&gt;"', null],
		['time=""', null],
		['duration="2"', 2000],
		['', null],
	])('%s is %s ms', (attributes, expected) => {
		expect(runOf(suite(`<testcase name="pays" ${attributes}/>`)).tests?.[0]?.durationMs).toBe(expected);
	});

	it.each([
		['2026-05-01T10:00:00Z', '2026-05-01T10:00:00.000Z'],
		['2026-05-01T10:00:00.123456+02:00', '2026-05-01T08:00:00.123Z'],
		['Fri, 01 May 2026 10:00:00 GMT', '2026-05-01T10:00:00.000Z'],
		['1 May 2026 10:00:00 GMT', '2026-05-01T10:00:00.000Z'],
		['2026-05-01T10:00:00', null],
		['2026-05-01T 10:00:00', null],
		['1970-01-01T00:00:00Z', null],
		['soon', null],
	])('a suite that began at %s began at %s', (timestamp, expected) => {
		expect(runOf(suite('<testcase name="pays"/>', `name="cart" timestamp="${timestamp}"`)).startedAt).toBe(
			expected,
		);
	});

	it('reads a time without a zone as UTC only of tools that write UTC so', () => {
		const report = (name: string) =>
			`<testsuites name="${name}"><testsuite name="cart" timestamp="2026-05-01T10:00:00"><testcase name="pays"/></testsuite></testsuites>`;
		expect(runOf(report('jest tests')).startedAt).toBe('2026-05-01T10:00:00.000Z');
		expect(runOf(report('Mocha Tests')).startedAt).toBe('2026-05-01T10:00:00.000Z');
		expect(runOf(report('AllTests')).startedAt).toBeNull();
	});

	it('takes the duration of the outermost element, else those of the suites together', () => {
		const suites =
			'<testsuite time="1"><testcase name="a"/></testsuite><testsuite time="2"><testcase name="b"/></testsuite>';
		expect(runOf(`<testsuites time="2.5">${suites}</testsuites>`).durationMs).toBe(2500);
		expect(runOf(`<testsuites>${suites}</testsuites>`).durationMs).toBe(3000);
		expect(
			runOf(`<testsuites>${suites}<testsuite><testcase name="c"/></testsuite></testsuites>`).durationMs,
		).toBeNull();
	});
});

describe('what a suite counts and does not hold', () => {
	it('does not pass when a suite counts tests and holds none', () => {
		const run = runOf(suite('', 'name="cart" tests="6" skipped="2"'));
		expect(verdictOf(run)).toBe(
			'inconclusive: cart counts 6 tests, but holds none of them, so nothing counts as a pass.',
		);
		expect(run.counts).toMatchObject({ total: 6, passed: 4, skipped: 2 });
	});

	it('fails when such a suite counts failures, and says that they cannot be listed', () => {
		const run = runOf(suite('', 'name="cart" tests="6" failures="1"'));
		expect(run).toMatchObject({
			verdict: 'failed',
			counts: { total: 6, passed: 5, failed: 1 },
			failures: [],
			failuresTruncated: true,
			failuresNote: '1 failed test is counted, but none of them could be read.',
		});
	});

	it('lists the error of a suite itself', () => {
		const error =
			'<error message="no database" type="java.io.IOException">no database\n  at a (B.java:1)</error>';
		const run = runOf(suite(`<testcase name="pays"/>${error}`));
		expect(linesOf(run)).toEqual(['passed cart > pays', 'error cart > cart: java.io.IOException']);
		expect(errorsOf(run)).toEqual(['error cart: java.io.IOException: no database']);
	});

	it('lists one error for what is counted as failed where no test failed', () => {
		const run = runOf(
			suite('<testcase name="pays"/><system-err>it crashed</system-err>', 'name="cart" tests="1" errors="1"'),
		);
		expect(errorsOf(run)).toEqual([
			'error cart: error outside its tests: cart counts 1 failure or error that none of its tests shows.',
		]);
		expect(run.failures?.[0]?.error.stack).toBe('it crashed');
		expect(run.verdict).toBe('failed');
	});

	it('doubts what is counted beyond the failures that are there', () => {
		const run = runOf(
			suite('<testcase name="pays"><failure/></testcase>', 'name="cart" tests="3" failures="3"'),
		);
		expect(run.counts.total).toBe(1);
		expect(run.doubt).toBe('cart counts 2 failures more than its tests show.');
	});

	it('is content with tools that count one test as failure and error, or in suites within suites', () => {
		const both = '<testcase name="pays"><failure/><error message="no"/></testcase>';
		expect(runOf(suite(both, 'name="cart" tests="1" failures="1" errors="1"')).doubt).toBeNull();
		const inner =
			'<testsuite name="inner" failures="1"><testcase name="pays"><failure/></testcase></testsuite>';
		const outer = `<testsuite name="outer" failures="1">${inner}</testsuite>`;
		const run = runOf(`<testsuites failures="1">${outer}</testsuites>`);
		expect(run.doubt).toBeNull();
		expect(run.counts).toMatchObject({ total: 1, failed: 1 });
	});

	it.each(['', '""', '"many"', '"-1"', '"NaN"'])('ignores counts that are none: failures=%s', (failures) => {
		const run = runOf(suite('<testcase name="pays"/>', failures ? `failures=${failures}` : ''));
		expect(verdictOf(run)).toBe('passed: The only test passed.');
	});

	it('does not pass when nothing was executed', () => {
		expect(verdictOf(runOf('<testsuites/>'))).toBe('inconclusive: No test ran, so nothing counts as a pass.');
		expect(verdictOf(runOf(suite('<testcase name="a"><skipped/></testcase>')))).toBe(
			'inconclusive: The only test was skipped, so nothing counts as a pass.',
		);
	});

	it.each(['', 'null', 'initializationError'])(
		'reads a failed test called "%s" as an error of its class',
		(name) => {
			const run = runOf(
				suite(`<testcase classname="shop.CartTest" name="${name}"><error message="no database"/></testcase>`),
			);
			expect(errorsOf(run)).toEqual(['error shop.CartTest: error outside its tests: no database']);
		},
	);
});
