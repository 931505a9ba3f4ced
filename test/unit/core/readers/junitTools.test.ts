/** JUnit reports as single tools write them. */
import { errorsOf, linesOf, runOf, verdictOf } from './reading';

interface Sample {
	report: string;
	tests: string[];
	errors?: string[];
}

const samples: Record<string, Sample> = {
	'jest-junit repeats the suite in each title, and titles may be equal': {
		report: `<testsuites name="jest tests"><testsuite name="Cart">
			<testcase classname="Cart pays" name="Cart pays"/>
			<testcase classname="Cart pays" name="Cart pays"><failure>Error: no
    at pay (cart.test.js:3:5)</failure></testcase></testsuite>
			<testsuite name="undefined"><testcase classname=" alone" name=" alone"/></testsuite></testsuites>`,
		tests: ['passed Cart > pays', 'failed Cart > pays', 'passed alone'],
		errors: ['failed pays: Error: no'],
	},
	'jest-junit writes the error of a hook as JSON, in no counter': {
		report: `<testsuites name="jest tests" tests="1" failures="0"><testsuite name="Cart" failures="0"><testcase name="Cart pays"/>
			<testcase name=" Test execution failure: could be caused by test hooks like 'afterAll'."><failure>{&quot;message&quot;:&quot;&quot;,&quot;stack&quot;:&quot;Error: broke\\n    at a.js:1&quot;}</failure></testcase>
			</testsuite></testsuites>`,
		tests: ['passed Cart > pays', 'error Cart > Cart: a hook failed'],
		errors: ['error Cart: a hook failed: Error: broke'],
	},
	'jest-junit writes a file that does not load twice': {
		report: `<testsuites name="jest tests" errors="1"><testsuite name="a.test.js" errors="1" timestamp="1970-01-01T00:00:00">
			<testcase classname="Test suite failed to run" name="a.test.js"><error>  ● Test suite failed to run

    Cannot find module './b'
</error></testcase>
			<testcase classname="Test suite failed to run" name="a.test.js"><failure>{&quot;message&quot;:&quot;Cannot find module&quot;}</failure></testcase>
			</testsuite></testsuites>`,
		tests: ['error a.test.js > a.test.js: Test suite failed to run'],
		errors: ["error a.test.js: Test suite failed to run: Cannot find module './b'"],
	},
	'Vitest: the class is the file; a file that does not load is a test of its own name': {
		report: `<testsuites name="vitest tests"><testsuite name="a.test.ts" hostname="ci-7">
			<testcase classname="a.test.ts" name="Cart > paying > pays"/>
			<testcase classname="a.test.ts" name="Cart > fails"><failure message="no" type="Error"/><failure message="no" type="Error"/></testcase></testsuite>
			<testsuite name="b.test.ts"><testcase classname="b.test.ts" name="b.test.ts"><failure message="Cannot find x"/></testcase></testsuite></testsuites>`,
		tests: [
			'passed Cart > paying > pays (a.test.ts)',
			'failed Cart > fails (a.test.ts)',
			'error b.test.ts does not load (b.test.ts)',
		],
		errors: ['failed fails: no', 'error b.test.ts does not load: Cannot find x'],
	},
	"Mocha's own: header counts errors, elements are failures, hooks are tests": {
		report: `<testsuite name="Mocha Tests" tests="2" failures="0" errors="2">
			<testcase classname="Cart" name="pays" file="/ci/cart.spec.js"><failure>no
Error: no
    at pay (cart.spec.js:1)</failure></testcase>
			<testcase classname="Cart" name="&quot;after all&quot; hook for &quot;pays&quot;" file="/ci/cart.spec.js"><failure>broke</failure></testcase></testsuite>`,
		tests: [
			'failed Cart > pays (/ci/cart.spec.js)',
			'error Cart > "after all" hook for "pays" (/ci/cart.spec.js)',
		],
	},
	'mocha-junit-reporter swaps name and class, counts pending tests it leaves out, and Cypress names the file once':
		{
			report: `<testsuites name="Mocha Tests" tests="3" skipped="2"><testsuite name="Root Suite" file="cypress/cart.cy.js" tests="0"/>
			<testsuite name="Cart" tests="2"><testcase name="Cart pays" classname="pays"/></testsuite>
			<testsuite name="Later" tests="1"/></testsuites>`,
			tests: ['passed Cart > pays (cypress/cart.cy.js)'],
		},
	'Playwright: the project is the host of the suite, the class the file': {
		report: `<testsuites id="" name="" tests="4" failures="1" errors="1">
			<testsuite name="cart.spec.ts" hostname="chromium" failures="1"><testcase name="Cart › pays" classname="cart.spec.ts"><failure message="no" type="expect.toBe"/></testcase>
			<testcase name="later" classname="cart.spec.ts"><properties><property name="skip" value=""/></properties><flakyError message="once"/></testcase></testsuite>
			<testsuite name="cart.spec.ts" hostname="firefox" errors="1"><testcase name="Cart › pays" classname="cart.spec.ts"/>
			<testcase name="waits" classname="cart.spec.ts"><error message="Test timeout of 1500ms exceeded."/></testcase></testsuite></testsuites>`,
		tests: [
			'failed Cart > pays [chromium] (cart.spec.ts)',
			'skipped flaky x2 later [chromium] (cart.spec.ts)',
			'passed Cart > pays [firefox] (cart.spec.ts)',
			'timedOut waits [firefox] (cart.spec.ts)',
		],
	},
	'pytest: a test that fails and breaks in its teardown is one test': {
		report: `<testsuites><testsuite name="pytest" errors="2" failures="1" tests="3">
			<testcase classname="" name="test_b"><error message="collection failure">Traceback:
E   ModuleNotFoundError: No module named 'x'</error></testcase>
			<testcase classname="test_a" name="test_pay"><failure message="assert 0">E assert 0</failure></testcase>
			<testcase classname="test_a" name="test_pay"><error message="failed on teardown with &quot;OSError&quot;">E OSError</error></testcase>
			<testcase classname="test_a" name="test_wait"><failure message="Failed: Timeout &gt;1.0s"/></testcase></testsuite></testsuites>`,
		tests: ['error test_b could not be collected', 'failed test_a > test_pay', 'timedOut test_a > test_wait'],
		errors: [
			"error test_b could not be collected: ModuleNotFoundError: No module named 'x'",
			'failed test_pay: assert 0',
			'timedOut test_wait: Failed: Timeout >1.0s',
		],
	},
	'gotestsum: reruns are equal tests in any order, a package that does not build is a number only': {
		report: `<testsuites tests="4" failures="3" errors="1"><testsuite name="ex/a" failures="3"><properties><property name="go.version" value="go1.22"/></properties>
			<testcase classname="ex/a" name="TestBad"><failure message="Failed">=== RUN   TestBad&#xA;    a_test.go:4: no&#xA;--- FAIL: TestBad (0.00s)&#xA;</failure></testcase>
			<testcase classname="ex/a" name="TestFlaky"><failure message="Failed">=== RUN   TestFlaky&#xA;    a_test.go:9: first&#xA;</failure></testcase>
			<testcase classname="ex/a" name="TestBad"><failure message="Failed"></failure></testcase>
			<testcase classname="ex/a" name="TestFlaky"/><testcase classname="ex/a" name="TestTwice"/><testcase classname="ex/a" name="TestTwice"/></testsuite></testsuites>`,
		tests: [
			'failed x2 ex/a > TestBad',
			'passed flaky x2 ex/a > TestFlaky',
			'passed x2 ex/a > TestTwice',
			'error Error outside any test',
		],
	},
	'gotestsum: a TestMain that fails is a test without a class': {
		report: `<testsuites failures="1" errors="0"><testsuite name="ex/e" failures="0"><properties><property name="go.version" value="go1.22"/></properties>
			<testcase classname="" name="TestMain"><failure message="Failed">FAIL</failure></testcase><testcase classname="ex/e" name="TestA"/></testsuite></testsuites>`,
		tests: ['error ex/e > ex/e: TestMain failed', 'passed ex/e > TestA'],
	},
	'gotestsum: beside it, a package that does not build is still only a number': {
		report: `<testsuites failures="1" errors="1"><testsuite name="ex/e" failures="0"><properties><property name="go.version" value="go1.22"/></properties>
			<testcase classname="" name="TestMain"><failure message="Failed">FAIL</failure></testcase></testsuite></testsuites>`,
		tests: ['error ex/e > ex/e: TestMain failed', 'error Error outside any test'],
	},
	'go-junit-report: a package that does not build is a test': {
		report:
			'<testsuite name="ex/a"><testcase classname="ex/a" name="[build failed]"><failure message="undefined: x"/></testcase></testsuite>',
		tests: ['error ex/a > ex/a: build failed'],
	},
	'TestNG: attempts that were repeated are errors, a failed row of data is a failure': {
		report: `<!-- Generated by org.testng.reporters.JUnitReportReporter --><testsuite name="shop.T" failures="1" errors="2">
			<testcase classname="shop.T" name="flaky"/><testcase classname="shop.T" name="flaky"><error type="java.lang.RuntimeException" message="first"/></testcase>
			<testcase classname="shop.T" name="rows"/><testcase classname="shop.T" name="rows"><failure type="java.lang.AssertionError" message="no"/></testcase>
			<testcase classname="shop.T" name="left out"><error type="org.testng.SkipException" message="x"/></testcase></testsuite>`,
		tests: [
			'passed flaky x2 shop.T > flaky',
			'passed shop.T > rows',
			'failed shop.T > rows',
			'skipped shop.T > left out',
		],
	},
	'PHPUnit: class, file and line; the text begins with the name of the test': {
		report: `<testsuites><testsuite name="/ci/tests"><testsuite name="CartTest" file="/ci/CartTest.php"><testsuite name="CartTest::testPay">
			<testcase name="testPay with data set &quot;card&quot;" class="CartTest" classname="CartTest" file="/ci/CartTest.php" line="9"><failure type="X">CartTest::testPay with data set "card"
Failed asserting that 1 is 2.

/ci/CartTest.php:12</failure></testcase></testsuite></testsuite></testsuite></testsuites>`,
		tests: ['failed CartTest > CartTest::testPay > testPay with data set "card" (/ci/CartTest.php:9)'],
		errors: ['failed testPay with data set "card": Failed asserting that 1 is 2.'],
	},
	'WebdriverIO: the browser is part of the class, and its version no part of the group': {
		report: `<testsuites failures="1" errors="1"><testsuite name="Cart" failures="1" errors="1"><properties><property name="specId" value="0"/><property name="capabilities" value="chrome.123_0_1.windows"/></properties>
			<testcase classname="Reporter-chrome.123_0_1.windows.Cart" name="pays"><failure/><error message="Error: not shown"/></testcase></testsuite></testsuites>`,
		tests: ['failed Cart > pays [chrome windows]'],
		errors: ['failed pays: Error: not shown'],
	},
	'Newman: errors of requests and scripts are numbers and text of the suite': {
		report: `<testsuites name="Shop"><testsuite name="Cart / Pay" id="6b8245da-84af-4efa-83e3-9d44b9af570b" failures="2" errors="1">
			<system-err>Iteration: 0
RequestError: connect ECONNREFUSED</system-err><testcase name="is paid" classname="CartPay"><failure message="no">Failed 2 times.</failure></testcase></testsuite>
			<testsuite name="Cart / Add" id="249613a6-3694-4600-b055-566bd6818f60" failures="2" errors="0"><testcase name="is there" classname="CartAdd"><failure message="no">Failed 2 times.</failure></testcase></testsuite></testsuites>`,
		tests: [
			'failed Cart / Pay > is paid',
			'error Cart / Pay > Cart / Pay: error outside its tests',
			'failed Cart / Add > is there',
		],
	},
	'node:test: one class for all, a file that does not load is a test': {
		report: `<testsuites><testsuite name="Cart"><testcase name="pays" classname="test"/><testcase name="pays" classname="test"><failure type="testCodeFailure" message="no"/></testcase>
			<testcase name="waits" classname="test"><failure type="testTimeoutFailure" message="test timed out after 100ms"/></testcase></testsuite>
			<testcase name="/ci/b.test.mjs" classname="test"><failure type="testCodeFailure" message="test failed"/></testcase></testsuites>`,
		tests: [
			'passed Cart > pays',
			'failed Cart > pays',
			'timedOut Cart > waits',
			'error /ci/b.test.mjs: error outside its tests',
		],
	},
	'RSpec: class from the path, equal titles are different tests': {
		report: `<testsuite name="rspec"><testcase classname="spec.cart_spec" name="Cart pays" file="./spec/cart_spec.rb"/>
			<testcase classname="spec.cart_spec" name="Cart pays" file="./spec/cart_spec.rb"><failure message="no" type="X">no
./spec/cart_spec.rb:3:in 'block'</failure></testcase></testsuite>`,
		tests: [
			'passed spec.cart_spec > Cart pays (./spec/cart_spec.rb)',
			'failed spec.cart_spec > Cart pays (./spec/cart_spec.rb)',
		],
	},
	'cucumber-js: an undefined step is an empty failure': {
		report: `<testsuite name="Cucumber" tests="2" failures="1"><testcase classname="Cart" name="pays - #1.1"/><testcase classname="Cart" name="undefined"><failure/></testcase></testsuite>`,
		tests: ['passed Cart > pays - #1.1', 'failed Cart > undefined'],
		errors: ['failed undefined: null'],
	},
	'behave: an undefined step has no message': {
		report: `<testsuite name="a.Cart" failures="1" errors="1"><testcase classname="a.Cart" name="pays" status="failed"><failure type="NoneType" message="None">Failing step: Given x ... undefined</failure></testcase>
			<testcase classname="a.Cart" name="hook" status="failed"><error type="RuntimeError" message="HOOK-ERROR in before_scenario"/></testcase></testsuite>`,
		tests: ['failed a.Cart > pays', 'error a.Cart > hook'],
		errors: ['failed pays: Failing step: Given x ... undefined', 'error hook: HOOK-ERROR in before_scenario'],
	},
	'a .NET logger: rows of a theory may have one name': {
		report: `<testsuites><testsuite name="Shop.Tests.dll"><testcase classname="Shop.Cart" name="Pays"/><testcase classname="Shop.Cart" name="Pays"><failure type="failure" message="no"/></testcase></testsuite></testsuites>`,
		tests: ['passed Shop.Tests.dll > Shop.Cart > Pays', 'failed Shop.Tests.dll > Shop.Cart > Pays'],
	},
	'Bazel: a target without a report of its own': {
		report: `<testsuites><testsuite name="shop/cart_test" tests="1" errors="1"><testcase name="shop/cart_test" status="run" duration="3" time="3"><error message="exited with error code 1"/></testcase><system-out>log</system-out></testsuite></testsuites>`,
		tests: ['error shop/cart_test > shop/cart_test'],
	},
};

test.each(Object.entries(samples))('%s', (_, { report, tests, errors }) => {
	const run = runOf(report);

	expect(linesOf(run)).toEqual(tests);
	if (errors) expect(errorsOf(run)).toEqual(errors);
	expect(run.doubt).toBeNull();
});

test('a report of a run that did not load holds nothing, and is no pass', () => {
	const playwright =
		'<testsuites id="" name="" tests="0" failures="0" skipped="0" errors="0" time="0.23"></testsuites>';
	const rspec =
		'<testsuite name="rspec" tests="0" skipped="0" failures="0" errors="0" time="0.0001"></testsuite>';
	for (const report of [playwright, rspec]) {
		expect(verdictOf(runOf(report))).toBe('inconclusive: No test ran, so nothing counts as a pass.');
	}
});
