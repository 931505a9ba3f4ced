/** Reports of each format, as whole as their tools write them, to be spoilt: each once with failures and once without. */

/** The texts of one kind of report. */
export interface SampleReport {
	/** Id of the format. */
	format: string;
	/** Which of the shapes of the format it is, where there are several. */
	shape?: string;
	/** Whether a failure shows in a single place, so that one byte can hide it. */
	tellsOnce?: boolean;
	/** The report, with failures or without. */
	text: (hasFailed: boolean) => string;
}

const json = (value: unknown) => JSON.stringify(value);
const lines = (values: unknown[]) => values.map((value) => `${json(value)}\n`).join('');

/** What is there only in a report with failures. */
const only = (hasFailed: boolean, text: string) => (hasFailed ? text : '');
const list = <Entry>(hasFailed: boolean, ...entries: Entry[]): Entry[] => (hasFailed ? entries : []);

export const sampleReports: readonly SampleReport[] = [
	{
		format: 'junit',
		text: (
			failed,
		) => `<?xml version="1.0" encoding="UTF-8"?><testsuites tests="${failed ? 3 : 2}" failures="${failed ? 1 : 0}" errors="0">
<testsuite name="shop.Cart" tests="${failed ? 3 : 2}" failures="${failed ? 1 : 0}" errors="0" skipped="1" time="1.5" timestamp="2026-05-01T08:00:00">
<properties><property name="env" value="test"/></properties>
<testcase name="adds" classname="shop.Cart" time="0.5"/>
<testcase name="later" classname="shop.Cart" time="0"><skipped message="not here"/></testcase>
${only(failed, '<testcase name="pays" classname="shop.Cart" time="1"><failure message="1 &lt; 2" type="Error"><![CDATA[Error: 1 < 2\n\tat shop.Cart(Cart.java:7)]]></failure><system-out>log</system-out></testcase>\n')}</testsuite></testsuites>
`,
	},
	{
		format: 'junit',
		shape: 'Surefire',
		text: (failed) =>
			`<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="shop.CartTest" time="0.2" tests="2" errors="0" skipped="0" failures="${failed ? 1 : 0}"><testcase name="adds" classname="shop.CartTest" time="0.1"><flakyFailure message="first" type="java.lang.AssertionError"><stackTrace>at shop</stackTrace></flakyFailure></testcase><testcase name="pays" classname="shop.CartTest" time="0.1">${only(failed, '<failure message="no" type="java.lang.AssertionError">at shop</failure><rerunFailure message="no" type="java.lang.AssertionError"><stackTrace>at shop</stackTrace></rerunFailure>')}</testcase></testsuite>`,
	},
	{
		format: 'ctrf',
		text: (failed) =>
			json({
				reportFormat: 'CTRF',
				specVersion: '1.0.0',
				results: {
					tool: { name: 'jest', version: '30.1' },
					summary: { tests: failed ? 3 : 2, passed: 2, failed: failed ? 1 : 0, start: 1777622400000 },
					tests: [
						{ name: 'adds', status: 'passed', duration: 5, suite: ['Cart'], tags: ['smoke'] },
						{ name: 'again', status: 'passed', duration: 5, flaky: true, retries: 1 },
						...list(failed, { name: 'pays', status: 'failed', message: 'no', trace: 'Error: no\n  at a' }),
					],
				},
			}),
	},
	{
		format: 'playwright',
		text: (failed) => {
			const result = (status: string) => ({
				status,
				duration: 7,
				startTime: '2026-05-01T08:00:01.000Z',
				errors: status === 'failed' ? [{ message: 'Error: no', stack: 'Error: no\n    at a.ts:4:1' }] : [],
			});
			const spec = (title: string, status: string, ...results: string[]) => ({
				title,
				file: 'cart.spec.ts',
				line: 4,
				tests: [{ projectName: 'chromium', status, expectedStatus: 'passed', results: results.map(result) }],
			});
			return json({
				config: { version: '1.60.0' },
				suites: [
					{
						title: 'cart.spec.ts',
						specs: [
							spec('adds', 'expected', 'passed'),
							spec('again', 'flaky', 'failed', 'passed'),
							...list(failed, spec('pays', 'unexpected', 'failed')),
						],
					},
				],
				errors: [],
				stats: { expected: 1, unexpected: failed ? 1 : 0, flaky: 1, skipped: 0, duration: 20 },
			});
		},
	},
	{
		format: 'jest',
		text: (failed) => {
			const test = (title: string, status: string, messages: string[] = []) => ({
				title,
				status,
				ancestorTitles: ['Cart'],
				duration: 3,
				failureMessages: messages,
				location: { line: 4, column: 1 },
			});
			return json({
				success: !failed,
				numFailedTests: failed ? 1 : 0,
				numPassedTests: 1,
				numTotalTests: failed ? 2 : 1,
				startTime: 1777622400000,
				testResults: [
					{
						name: '/ci/cart.test.ts',
						status: failed ? 'failed' : 'passed',
						message: '',
						assertionResults: [
							test('adds', 'passed'),
							...list(failed, test('pays', 'failed', ['Error: no\n    at a (cart.test.ts:4:1)'])),
						],
					},
				],
			});
		},
	},
	{
		format: 'mocha',
		text: (failed) => {
			const passes = { title: 'adds', fullTitle: 'Cart adds', duration: 1, currentRetry: 0, err: {} };
			const failure = {
				...passes,
				title: 'pays',
				fullTitle: 'Cart pays',
				err: { message: 'no', stack: 'no' },
			};
			const failures = list(failed, failure);
			return json({
				stats: { tests: failed ? 2 : 1, passes: 1, failures: failures.length, duration: 9 },
				tests: [passes, ...failures],
				pending: [],
				failures,
				passes: [passes],
			});
		},
	},
	{
		format: 'mocha',
		shape: 'mochawesome',
		text: (failed) => {
			const passes = { title: 'adds', fullTitle: 'Cart adds', state: 'passed', pass: true, err: {} };
			const failure = {
				...passes,
				title: 'pays',
				state: 'failed',
				pass: false,
				fail: true,
				err: { message: 'no' },
			};
			return json({
				stats: { tests: failed ? 2 : 1, passes: 1, failures: failed ? 1 : 0 },
				results: [
					{
						title: '',
						suites: [{ title: 'Cart', tests: [passes, ...list(failed, failure)], suites: [] }],
						tests: [],
					},
				],
				meta: { mochawesome: { version: '7.1.3' } },
			});
		},
	},
	{
		format: 'cucumber',
		text: (failed) => {
			const step = (status: string, error?: string) => ({
				keyword: 'Given ',
				name: 'a cart',
				result: { status, duration: 1_500_000, ...(error ? { error_message: error } : {}) },
			});
			const scenario = (name: string, ...steps: object[]) => ({
				...{ keyword: 'Scenario', type: 'scenario', id: `cart;${name}`, name, line: 4, steps },
				tags: [{ name: '@smoke' }],
			});
			return json([
				{
					uri: 'features/cart.feature',
					id: 'cart',
					keyword: 'Feature',
					name: 'Cart',
					elements: [
						scenario('adds', step('passed')),
						...list(failed, scenario('pays', step('passed'), step('failed', 'Error: no'))),
					],
				},
			]);
		},
	},
	{
		format: 'cucumber',
		shape: 'messages',
		text: (failed) => {
			const time = (seconds: number) => ({ seconds: 1_777_622_400 + seconds, nanos: 5 });
			const scenario = (name: string, status: string) => [
				{
					pickle: {
						id: `p-${name}`,
						uri: 'cart.feature',
						name,
						astNodeIds: [],
						steps: [{ id: 'ps', text: 'a' }],
					},
				},
				{
					testCase: { id: `c-${name}`, pickleId: `p-${name}`, testSteps: [{ id: 's', pickleStepId: 'ps' }] },
				},
				{ testCaseStarted: { id: `r-${name}`, testCaseId: `c-${name}`, attempt: 0, timestamp: time(1) } },
				{
					testStepFinished: {
						testCaseStartedId: `r-${name}`,
						testStepId: 's',
						testStepResult: { status, message: status === 'FAILED' ? 'Error: no' : undefined },
						timestamp: time(2),
					},
				},
				{ testCaseFinished: { testCaseStartedId: `r-${name}`, timestamp: time(2), willBeRetried: false } },
			];
			return lines([
				{ meta: { protocolVersion: '27.0.0', implementation: { name: 'cucumber-js', version: '12.0' } } },
				{ testRunStarted: { timestamp: time(0) } },
				...scenario('adds', 'PASSED'),
				...(failed ? scenario('pays', 'FAILED') : []),
				{ testRunFinished: { success: !failed, timestamp: time(3) } },
			]);
		},
	},
	{
		format: 'trx',
		text: (
			failed,
		) => `<?xml version="1.0" encoding="utf-8"?><TestRun id="1" name="nightly" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
<Times start="2026-05-01T10:00:00+02:00" finish="2026-05-01T10:00:10+02:00"/>
<Results><UnitTestResult testId="t1" testName="Adds" outcome="Passed" duration="00:00:00.5000000"/>
${only(failed, '<UnitTestResult testId="t2" testName="Pays" outcome="Failed"><Output><ErrorInfo><Message>no</Message><StackTrace>at Shop.Pays()</StackTrace></ErrorInfo></Output></UnitTestResult>')}</Results>
<TestDefinitions><UnitTest id="t1" name="Adds"><TestMethod className="Shop.Cart, Shop" name="Adds"/></UnitTest><UnitTest id="t2" name="Pays"><TestMethod className="Shop.Cart" name="Pays"/></UnitTest></TestDefinitions>
<ResultSummary outcome="${failed ? 'Failed' : 'Completed'}"><Counters total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}"/></ResultSummary></TestRun>`,
	},
	{
		format: 'nunit',
		text: (failed) => {
			const result = failed ? 'Failed' : 'Passed';
			return `<test-run id="2" testcasecount="${failed ? 2 : 1}" result="${result}" total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}" engine-version="3.16" start-time="2026-05-01 08:00:00Z">
<test-suite type="Assembly" name="shop.dll" result="${result}"><test-suite type="TestFixture" name="Cart" fullname="Shop.Cart" result="${result}">
<test-case name="Adds" fullname="Shop.Cart.Adds" classname="Shop.Cart" result="Passed" duration="0.01"/>
${only(failed, '<test-case name="Pays" fullname="Shop.Cart.Pays" classname="Shop.Cart" result="Failed"><failure><message>no</message><stack-trace>at Shop</stack-trace></failure></test-case>')}</test-suite></test-suite></test-run>`;
		},
	},
	{
		format: 'nunit',
		shape: 'version 2',
		text: (
			failed,
		) => `<test-results name="shop.dll" total="${failed ? 2 : 1}" errors="0" failures="${failed ? 1 : 0}" not-run="0" date="2026-05-01" time="10:00:00"><environment nunit-version="2.6.4"/>
<test-suite type="Assembly" name="shop.dll" executed="True" success="${failed ? 'False' : 'True'}" result="${failed ? 'Failure' : 'Success'}"><results>
<test-case name="Shop.Cart.Adds" executed="True" result="Success" success="True" time="0.01"/>
${only(failed, '<test-case name="Shop.Cart.Pays" executed="True" result="Failure" success="False"><failure><message>no</message><stack-trace>at</stack-trace></failure></test-case>')}</results></test-suite></test-results>`,
	},
	{
		format: 'xunit',
		text: (
			failed,
		) => `<assemblies timestamp="05/01/2026 10:00:00"><assembly name="/ci/shop.dll" total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}" skipped="0" errors="0" test-framework="xUnit.net 2.9">
<errors/><collection total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}" name="Cart"><test name="Shop.Cart.Adds" type="Shop.Cart" method="Adds" time="0.1" result="Pass"/>
${only(failed, '<test name="Shop.Cart.Pays" type="Shop.Cart" method="Pays" time="0.1" result="Fail"><failure exception-type="X"><message>no</message><stack-trace>at Shop</stack-trace></failure></test>')}</collection></assembly></assemblies>`,
	},
	{
		format: 'testng',
		text: (
			failed,
		) => `<testng-results ignored="0" total="${failed ? 2 : 1}" passed="1" failed="${failed ? 1 : 0}" skipped="0"><suite name="Shop" duration-ms="9" started-at="2026-05-01T10:00:00 UTC"><test name="all"><class name="shop.Cart">
<test-method signature="adds()[pri:0]" name="adds" status="PASS" duration-ms="6" started-at="2026-05-01T10:00:01 UTC"/>
${only(failed, '<test-method signature="pays()[pri:0]" name="pays" status="FAIL" duration-ms="6"><exception class="java.lang.AssertionError"><message><![CDATA[no]]></message><full-stacktrace><![CDATA[no at]]></full-stacktrace></exception></test-method>')}</class></test></suite></testng-results>`,
	},
	{
		format: 'allure',
		text: (failed) =>
			json({
				uuid: 'u1',
				historyId: 'h1',
				fullName: 'shop.Cart.pays',
				name: 'pays',
				...(failed
					? { status: 'failed', statusDetails: { message: 'no', trace: 'at' } }
					: { status: 'passed' }),
				stage: 'finished',
				start: 1777622400000,
				stop: 1777622400250,
				labels: [{ name: 'suite', value: 'Cart' }],
				parameters: [{ name: 'browser', value: 'chrome' }],
			}),
	},
	{
		format: 'goTest',
		text: (failed) => {
			const event = (Action: string, Test?: string, more: object = {}) => ({
				Time: '2026-05-01T08:00:01Z',
				Action,
				Package: 'ex/shop',
				...(Test ? { Test } : {}),
				...more,
			});
			const test = (name: string, end: string, Output: string) => [
				event('run', name),
				event('output', name, { Output }),
				event(end, name, { Elapsed: 0.2 }),
			];
			return lines([
				event('start'),
				...test('TestAdds', 'pass', '--- PASS: TestAdds (0.20s)\n'),
				...(failed ? test('TestPays', 'fail', '    a_test.go:4: no\n') : []),
				event('output', undefined, { Output: failed ? 'FAIL\n' : 'PASS\n' }),
				event(failed ? 'fail' : 'pass', undefined, { Elapsed: 0.4 }),
			]);
		},
	},
	{
		format: 'robot',
		text: (failed) => {
			const status = (isPass: boolean, text = '') =>
				`<status status="${isPass ? 'PASS' : 'FAIL'}" start="2026-05-01T08:00:00" elapsed="0.1">${text}</status>`;
			const test = (name: string, isPass: boolean) =>
				`<test id="s1-t1" name="${name}" line="7"><kw name="Log"><msg level="INFO">x</msg>${status(isPass)}</kw>${status(isPass, isPass ? '' : '1 != 2')}</test>\n`;
			return `<robot generator="Robot 7.1 (Python 3.12 on linux)" schemaversion="5"><suite id="s1" name="Shop" source="/ci/shop.robot">
${test('Adds', true)}${only(failed, test('Pays', false))}${status(!failed)}</suite>
<statistics><total><stat pass="1" fail="${failed ? 1 : 0}" skip="0">All Tests</stat></total></statistics><errors/></robot>`;
		},
	},
	{
		format: 'robot',
		shape: 'JSON',
		text: (failed) =>
			json({
				generator: 'Rebot 7.1 (Python 3.12 on linux)',
				generated: '2026-05-01T10:00:00',
				rpa: false,
				suite: {
					name: 'Shop',
					source: '/ci/shop.robot',
					tests: [
						{ name: 'Adds', status: 'PASS', elapsed_time: 0.1 },
						...list(failed, { name: 'Pays', status: 'FAIL', message: '1 != 2', elapsed_time: 0.1 }),
					],
					status: failed ? 'FAIL' : 'PASS',
				},
				statistics: { total: { pass: 1, fail: failed ? 1 : 0, skip: 0, label: 'All Tests' } },
				errors: [],
			}),
	},
	{
		format: 'tap',
		// With the plan at the end: one whose plan comes first is whole as soon as its last test is there.
		text: (failed) => `TAP version 14
# Subtest: Cart
    ok 1 - adds
      ---
      duration_ms: 1.5
      ...
    1..1
ok 1 - Cart
ok 2 - later # SKIP not here
${only(failed, 'not ok 3 - pays\n  ---\n  message: |-\n    no\n  at: a.js:4\n  ...\n')}1..${failed ? 3 : 2}
`,
	},
	{
		format: 'rspec',
		text: (failed) => {
			const example = {
				...{ id: './spec/cart_spec.rb[1:1]', description: 'adds', full_description: 'Cart adds' },
				...{ status: 'passed', file_path: './spec/cart_spec.rb', line_number: 3, run_time: 0.25 },
			};
			const failure = {
				...example,
				id: './spec/cart_spec.rb[1:2]',
				status: 'failed',
				exception: { class: 'X', message: '\nno\n', backtrace: ['a.rb:1'] },
			};
			return json({
				version: '3.13.0',
				examples: [example, ...list(failed, failure)],
				summary: {
					duration: 1.5,
					example_count: failed ? 2 : 1,
					failure_count: failed ? 1 : 0,
					errors_outside_of_examples_count: 0,
				},
				summary_line: failed ? '2 examples, 1 failure' : '1 example, 0 failures',
			});
		},
	},
	{
		format: 'dart',
		text: (failed) => {
			const test = (id: number, name: string, result: string) => [
				{ type: 'testStart', test: { id, name, suiteID: 0, groupIDs: [2], line: 7 }, time: 10 },
				...list(result === 'failure', {
					...{ type: 'error', testID: id, error: 'Expected: 1', stackTrace: 'a 3:1' },
					...{ isFailure: true, time: 20 },
				}),
				{ type: 'testDone', testID: id, result, skipped: false, hidden: false, time: 25 },
			];
			return lines([
				{ type: 'start', protocolVersion: '0.1.1', runnerVersion: '1.25.0', time: 0 },
				{ type: 'suite', suite: { id: 0, platform: 'vm', path: 'test/cart_test.dart' }, time: 0 },
				{ type: 'group', group: { id: 2, suiteID: 0, name: 'Cart' }, time: 1 },
				...test(3, 'Cart adds', 'success'),
				...(failed ? test(4, 'Cart pays', 'failure') : []),
				{ type: 'done', success: !failed, time: 900 },
			]);
		},
	},
	{
		format: 'newman',
		text: (failed) => {
			const assertions = [
				{ assertion: 'is added' },
				...list(failed, { assertion: 'is paid', error: { name: 'AssertionError', message: 'no' } }),
			];
			return json({
				collection: { info: { name: 'Shop' }, item: [{ id: 'r1', name: 'Pay' }] },
				run: {
					stats: { assertions: { total: assertions.length, failed: failed ? 1 : 0 } },
					timings: { started: 1777622400000, completed: 1777622401000 },
					executions: [{ cursor: { iteration: 0, cycles: 1 }, item: { id: 'r1', name: 'Pay' }, assertions }],
					failures: list(failed, { at: 'assertion:1', error: { name: 'AssertionError', message: 'no' } }),
					error: null,
				},
			});
		},
	},
	{
		format: 'k6',
		tellsOnce: true,
		text: (failed) =>
			json({
				metrics: {
					iterations: { values: { count: 9 } },
					http_req_duration: {
						type: 'trend',
						values: { avg: 12.5, 'p(95)': 700 },
						thresholds: { 'p(95)<500': { ok: !failed } },
					},
				},
				root_group: { name: '', groups: [], checks: [{ name: 'is 200', passes: 9, fails: 0 }] },
				state: { testRunDurationMs: 1500 },
			}),
	},
];
