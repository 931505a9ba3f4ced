/** Reports that a reader may take for something else than they are. */

export interface Trap {
	report: string;
	verdict: 'passed' | 'failed' | 'inconclusive';
	errors?: string[];
	tests?: string[];
}

export const json = (value: unknown) => JSON.stringify(value);

export const lines = (...events: object[]) => events.map(json).join('\n');

function vitest(file: object, success: boolean): string {
	return json({
		numTotalTests: 1,
		numFailedTests: 0,
		success,
		testResults: [
			{
				name: '/ci/a.test.ts',
				message: '',
				assertionResults: [{ title: 'ok', status: 'passed', failureMessages: [] }],
				...file,
			},
		],
	});
}

function playwright(test: object, more: object = {}): string {
	const suites = [{ title: 'a.spec.ts', specs: [{ title: 'pays', file: 'a.spec.ts', tests: [test] }] }];
	return json({ config: {}, suites, errors: [], stats: { unexpected: 0 }, ...more });
}

const goPass = (name: string) => [
	{ Action: 'run', Package: 'ex/a', Test: name },
	{ Action: 'pass', Package: 'ex/a', Test: name },
];

export const traps: Record<string, Trap> = {
	'1 Vitest says success, and its process failed for an error after all tests: the file holds nothing of it':
		{
			report: vitest({ status: 'passed' }, true),
			verdict: 'passed',
		},
	'2 Vitest: a file failed, its tests passed, its message is empty': {
		report: vitest({ status: 'failed' }, false),
		verdict: 'failed',
		errors: ['error a.test.ts: error outside its tests: The report says that the file failed, and no more.'],
	},
	'3 Jest hides the error of afterAll in a text, and counts no failed test': {
		report: json({
			numTotalTests: 1,
			numFailedTests: 0,
			openHandles: [],
			success: false,
			testResults: [
				{
					name: '/ci/a.test.js',
					status: 'failed',
					message: '  ● Test suite failed to run\n\n    afterAll broke\n\n      at x (a.js:1)',
					assertionResults: [{ title: 'ok', status: 'passed' }],
				},
			],
		}),
		verdict: 'failed',
		errors: ['error a.test.js: error outside its tests: afterAll broke'],
	},
	'4 jest-junit leaves files out that do not load, and writes a todo as a pass: neither can be seen': {
		report:
			'<testsuites name="jest tests" tests="1"><testsuite name="Cart"><testcase classname="Cart todo later" name="Cart todo later" time="0"></testcase></testsuite></testsuites>',
		verdict: 'passed',
		tests: ['passed Cart > todo later'],
	},
	'5 Playwright: JUnit of a run that did not load has no tests and no error': {
		report:
			'<testsuites id="" name="" tests="0" failures="0" skipped="0" errors="0" time="0.23"></testsuites>',
		verdict: 'inconclusive',
	},
	'5 and so has its CTRF': {
		report: json({
			reportFormat: 'CTRF',
			results: { tool: { name: 'playwright' }, summary: { tests: 0, failed: 0 }, tests: [] },
		}),
		verdict: 'inconclusive',
	},
	'6 Playwright: skipped means that it did not run': {
		report: playwright({ status: 'skipped', expectedStatus: 'passed', results: [] }),
		verdict: 'inconclusive',
		tests: ['pending pays (a.spec.ts)'],
	},
	'7 Playwright: a test that should fail and passed has no error': {
		report: playwright({ status: 'unexpected', expectedStatus: 'failed', results: [{ status: 'passed' }] }),
		verdict: 'failed',
		errors: ['failed pays: Expected to fail, but passed.'],
	},
	'7 and in CTRF it is called passed and flaky': {
		report: json({
			reportFormat: 'CTRF',
			results: {
				tool: { name: 'playwright' },
				summary: {},
				tests: [
					{
						name: 'pays',
						status: 'passed',
						rawStatus: 'passed',
						flaky: true,
						extra: { annotations: [{ type: 'fail' }] },
					},
				],
			},
		}),
		verdict: 'failed',
		errors: ['failed pays: Expected to fail, but passed.'],
	},
	'8 Robot Framework: the tear-down of a suite failed, and its tests say PASS': {
		report:
			'<robot><suite name="Cart"><test name="Pay"><status status="PASS"/></test><kw name="Stop" type="TEARDOWN"><status status="FAIL">no disk</status></kw><status status="FAIL"/></suite></robot>',
		verdict: 'failed',
		errors: ['failed Pay: Parent suite teardown failed:\nno disk'],
	},
	'9 TRX: a result without an outcome is an error': {
		report:
			'<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="Pays"/></Results></TestRun>',
		verdict: 'failed',
		errors: ['error Pays: The report gives no outcome, which TRX writers do for an error.'],
	},
	'10 TRX: completed, with an error of the run': {
		report:
			'<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="Pays" outcome="Passed"/></Results><ResultSummary outcome="Completed"><RunInfos><RunInfo outcome="Error"><Text>The host crashed</Text></RunInfo></RunInfos></ResultSummary></TestRun>',
		verdict: 'failed',
		errors: ['error Error of the test run: The host crashed'],
	},
	'10 TRX: completed, without a test': {
		report:
			'<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><ResultSummary outcome="Completed"><RunInfos><RunInfo outcome="Warning"><Text>No test is available</Text></RunInfo></RunInfos></ResultSummary></TestRun>',
		verdict: 'inconclusive',
	},
	'11 k6: true means crossed in one summary': {
		report: json({
			metrics: { iterations: {}, http_req_duration: { avg: 9, thresholds: { 'avg<5': true } } },
			root_group: {},
		}),
		verdict: 'failed',
		tests: ['failed http_req_duration > avg<5'],
	},
	'11 and kept in another': {
		report: json({
			metrics: {
				iterations: {},
				http_req_duration: { values: { avg: 3 }, thresholds: { 'avg<5': { ok: true } } },
			},
			root_group: {},
		}),
		verdict: 'passed',
	},
	'12 Go: a package that does not build is a line of text': {
		report: `${lines(...goPass('TestA'), { Action: 'pass', Package: 'ex/a' })}\nFAIL\tex/b [build failed]`,
		verdict: 'failed',
		errors: ['error ex/b does not build: null'],
	},
	'12 Go: a package failed, and all of its tests passed': {
		report: lines(...goPass('TestA'), { Action: 'fail', Package: 'ex/a' }),
		verdict: 'failed',
		errors: ['error ex/a: error outside its tests: The package failed, though none of its tests did.'],
	},
	'13 Go: a test that took too long has no end': {
		report: lines(
			{ Action: 'run', Package: 'ex/a', Test: 'TestA' },
			{ Action: 'output', Package: 'ex/a', Test: 'TestA', Output: 'panic: test timed out after 1s\n' },
			{ Action: 'fail', Package: 'ex/a' },
		),
		verdict: 'failed',
		tests: ['timedOut ex/a > TestA'],
	},
	'13 Go: a test that printed no end of line has no end either, and passed': {
		report: lines(
			{ Action: 'run', Package: 'ex/a', Test: 'TestA' },
			{ Action: 'output', Package: 'ex/a', Test: 'TestA', Output: 'x--- PASS: TestA (0.00s)\n' },
			{ Action: 'pass', Package: 'ex/a' },
		),
		verdict: 'passed',
		tests: ['passed ex/a > TestA'],
	},
	'14 gotestsum: a package that does not build is a number': {
		report:
			'<testsuites tests="1" failures="0" errors="1"><testsuite name="ex/a" tests="1" failures="0"><testcase classname="ex/a" name="TestA"/></testsuite></testsuites>',
		verdict: 'failed',
		errors: [
			'error Error outside any test: The report counts 1 failure or error that none of its tests shows.',
		],
	},
	'15 TestNG: a configuration method failed, all tests are skips, none is counted as failed': {
		report:
			'<testng-results passed="0" failed="0" skipped="1"><suite><test name="t"><class name="shop.Cart"><test-method is-config="true" name="setUp" status="FAIL"><exception class="X"><message>no browser</message></exception></test-method><test-method name="pays" status="SKIP"><exception class="X"/></test-method></class></test></suite></testng-results>',
		verdict: 'failed',
		errors: ['error shop.Cart: setUp failed: no browser'],
	},
	'16 a passing attempt may stand before the failing one': {
		report:
			'<testsuite name="cart"><testcase name="pays"/><testcase name="pays"><failure message="first"/></testcase></testsuite>',
		verdict: 'passed',
		tests: ['passed flaky x2 cart > pays'],
	},
	'16 TestNG: JUnit has skips as errors': {
		report:
			'<testsuite name="cart" errors="1"><testcase name="pays"/><testcase name="later"><error type="org.testng.SkipException" message="x"/></testcase></testsuite>',
		verdict: 'passed',
		tests: ['passed cart > pays', 'skipped cart > later'],
	},
	'17 pytest: one test that fails and breaks in its teardown is written twice': {
		report:
			'<testsuite name="pytest"><testcase classname="a" name="t"><failure message="assert 0"/></testcase><testcase classname="a" name="t"><error message="failed on teardown with &quot;x&quot;"/></testcase></testsuite>',
		verdict: 'failed',
		tests: ['failed a > t'],
	},
	'18 RSpec: a file does not load, no example, no failure': {
		report: json({
			examples: [],
			messages: ['\nAn error occurred while loading ./a_spec.rb.\nLoadError'],
			summary: { example_count: 0, failure_count: 0, errors_outside_of_examples_count: 1 },
		}),
		verdict: 'failed',
		errors: ['error An error occurred while loading ./a_spec.rb.: LoadError'],
	},
	'18 RSpec: its JUnit shows nothing of it': {
		report:
			'<testsuite name="rspec" tests="0" skipped="0" failures="0" errors="0" time="0.0001"></testsuite>',
		verdict: 'inconclusive',
	},
	'19 behave: a hook failed, no step says so': {
		report: json([
			{
				keyword: 'Feature',
				name: 'Cart',
				location: 'a.feature:1',
				elements: [
					{
						type: 'scenario',
						name: 'pays',
						location: 'a.feature:3',
						status: 'failed',
						steps: [{ keyword: 'Given', name: 'a cart' }],
					},
				],
			},
		]),
		verdict: 'failed',
		errors: ['error pays: The scenario failed, though none of its steps did: a hook may have failed.'],
	},
	'20 Mocha: a hook that failed is among the failures alone': {
		report: json({
			stats: { passes: 1, failures: 1 },
			tests: [{ title: 'a', fullTitle: 'Cart a', err: {} }],
			passes: [{ title: 'a', fullTitle: 'Cart a' }],
			pending: [],
			failures: [
				{
					title: '"after all" hook for "a"',
					fullTitle: 'Cart "after all" hook for "a"',
					err: { message: 'broke' },
				},
			],
		}),
		verdict: 'failed',
		errors: ['error "after all" hook for "a": broke'],
	},
	'20 mochawesome: a hook that failed is counted as other, tests behind it are not run': {
		report: json({
			stats: { testsRegistered: 1, failures: 0, other: 1, skipped: 1 },
			results: [
				{
					title: 'Cart',
					suites: [],
					beforeHooks: [{ title: '"before all" hook', state: 'failed', err: { message: 'broke' } }],
					afterHooks: [],
					tests: [{ title: 'a', state: null, skipped: true, err: {} }],
				},
			],
		}),
		verdict: 'failed',
		errors: ['error "before all" hook: broke'],
	},
};
