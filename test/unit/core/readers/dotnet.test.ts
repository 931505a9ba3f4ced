/** TRX, NUnit and xUnit.net. */
import { errorsOf, linesOf, runOf, verdictOf } from './reading';

describe('TRX', () => {
	const NAMESPACE = 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010';

	/** A report whose tests are all of one class. */
	function trx(results: string, { summary = '', definitions = '', times = '' } = {}): string {
		return `<?xml version="1.0"?><TestRun id="1" name="ann@PC 2026-05-01" xmlns="${NAMESPACE}">${times}<Results>${results}</Results>
			<TestDefinitions>${definitions || definition('t1')}</TestDefinitions>${summary}</TestRun>`;
	}

	function definition(id: string, className = 'Shop.CartTests, Shop, Version=1.0', more = ''): string {
		return `<UnitTest id="${id}" name="x">${more}<TestMethod className="${className}" name="x"/></UnitTest>`;
	}

	function summary(outcome: string, infos = '', counters = ''): string {
		return `<ResultSummary outcome="${outcome}"><Counters ${counters}/><RunInfos>${infos}</RunInfos></ResultSummary>`;
	}

	const passed = '<UnitTestResult testId="t1" testName="Pays" outcome="Passed"/>';

	it.each([
		['outcome="Passed"', 'passed'],
		['outcome="PassedButRunAborted"', 'passed'],
		['outcome="Failed"', 'failed'],
		['', 'error'],
		['outcome="Error"', 'error'],
		['outcome="Aborted"', 'error'],
		['outcome="Disconnected"', 'error'],
		['outcome="NotRunnable"', 'error'],
		['outcome="Timeout"', 'timedOut'],
		['outcome="NotExecuted"', 'skipped'],
		['outcome="Inconclusive"', 'skipped'],
		['outcome="InProgress"', 'pending'],
		['outcome="Pending"', 'pending'],
		['outcome="Warning"', 'other'],
		['outcome="Completed"', 'other'],
		['outcome="Sideways"', 'other'],
		['outcome="constructor"', 'other'],
	])('a result with %s reads as %s', (outcome, expected) => {
		const run = runOf(trx(`<UnitTestResult testId="t1" testName="Shop.CartTests.Pays" ${outcome}/>`));
		expect(linesOf(run)).toEqual([`${expected} Shop.CartTests > Pays`]);
	});

	it('reads class, tags, owner, files, times and error, wherever the definitions are', () => {
		const result = `<UnitTestResult testId="t1" testName="Pays(card)" outcome="Failed" duration="1.00:00:01.5000000" startTime="2026-05-01T10:00:00.5+02:00">
			<Output><StdOut>out</StdOut><ErrorInfo><Message>Assert.Fail failed. no</Message><StackTrace>   at Shop.CartTests.Pays() in C:\\a.cs:line 3</StackTrace></ErrorInfo></Output>
			<ResultFiles><ResultFile path="PC/shot.png"/></ResultFiles></UnitTestResult>`;
		const more =
			'<TestCategory><TestCategoryItem TestCategory="smoke"/></TestCategory><Owners><Owner name="ann"/></Owners>';
		const report = trx(result, {
			definitions: definition('t1', 'Shop.CartTests', more),
			times:
				'<Times creation="2026-05-01T10:00:05Z" start="2026-05-01T10:00:00+02:00" finish="2026-05-01T10:00:10+02:00"/>',
		});
		const [results = '', definitions = ''] = [
			/<Results>.*<\/Results>/s,
			/<TestDefinitions>.*<\/TestDefinitions>/s,
		].map((part) => part.exec(report)?.[0]);
		for (const text of [
			report,
			report.replace(definitions, '').replace(results, `${definitions}${results}`),
		]) {
			const run = runOf(text);
			expect(run).toMatchObject({ startedAt: '2026-05-01T08:00:00.000Z', durationMs: 10_000, name: null });
			expect(run.tests).toMatchObject([
				{
					title: 'Pays(card)',
					suite: 'Shop.CartTests',
					tags: ['smoke'],
					owner: 'ann',
					attachments: ['PC/shot.png'],
					durationMs: 86_401_500,
					startedAt: '2026-05-01T08:00:00.500Z',
				},
			]);
			expect(run.failures?.[0]?.error).toEqual({
				message: 'Assert.Fail failed. no',
				stack: 'at Shop.CartTests.Pays() in C:\\a.cs:line 3',
			});
		}
	});

	it('counts the rows of a data-driven test, not what contains them', () => {
		const row = (n: number, outcome: string) =>
			`<UnitTestResult testId="t1" testName="Pays (Row ${n})" outcome="${outcome}" resultType="DataDrivenDataRow"/>`;
		const parent = (rows: string) =>
			`<UnitTestResult testId="t1" testName="Pays" outcome="Failed" resultType="DataDrivenTest"><InnerResults>${rows}</InnerResults></UnitTestResult>`;
		expect(linesOf(runOf(trx(parent(row(0, 'Passed') + row(1, 'Failed')))))).toEqual([
			'passed Shop.CartTests > Pays (Row 0)',
			'failed Shop.CartTests > Pays (Row 1)',
		]);
		expect(linesOf(runOf(trx(parent(row(0, 'Passed')))))).toEqual([
			'passed Shop.CartTests > Pays (Row 0)',
			'error Shop.CartTests > Pays',
		]);
	});

	it('keeps rows of a theory apart that share their id and their name', () => {
		const run = runOf(trx(passed + passed.replace('Passed', 'Failed')));
		expect(run.counts).toMatchObject({ total: 2, passed: 1, failed: 1, flaky: 0 });
	});

	it('lists the clean-up of a class, which has none', () => {
		const cleanUp =
			'<UnitTestResult testId="t2" testName="[Test Class Cleanup Failure (Shop.CartTests)]" outcome="Failed"/>';
		const run = runOf(trx(passed + cleanUp, { definitions: definition('t1') + definition('t2', '') }));
		expect(linesOf(run)[1]).toBe('error [Test Class Cleanup Failure (Shop.CartTests)]');
	});

	const info = (text: string, outcome = 'Error') =>
		`<RunInfo outcome="${outcome}"><Text>${text}</Text></RunInfo>`;

	it.each([
		[
			'a crash of the host',
			summary('Failed', info('The host process crashed')),
			['error Error of the test run: The host process crashed'],
		],
		['an error without a text', summary('Failed', info('')), ['error Error of the test run: null']],
		[
			'a run that failed, and nothing else',
			summary('Failed'),
			['error Error of the test run: The run ended as Failed, though none of its tests failed.'],
		],
		[
			'a run that was aborted',
			summary('Aborted'),
			['error Error of the test run: The run ended as Aborted, though none of its tests failed.'],
		],
		['a warning', summary('Completed', info('slow', 'Warning')), []],
		[
			'a line on a test that xUnit calls failed, though it is not',
			summary('Failed', info('[xUnit.net 00:00:00.51]     Shop.CartTests.Other [FAIL]')),
			['error Error of the test run: [xUnit.net 00:00:00.51] Shop.CartTests.Other [FAIL]'],
		],
	])('%s', (_, given, expected) => {
		expect(errorsOf(runOf(trx(passed, { summary: given }))).map((line) => line.replace(/\s+/g, ' '))).toEqual(
			expected,
		);
	});

	it('takes what is said of failed tests for no error of the run', () => {
		const failed = '<UnitTestResult testId="t1" testName="Shop.CartTests.Pays" outcome="Failed"/>';
		const infos =
			info('[xUnit.net 00:00:00.51]     Shop.CartTests.Pays [FAIL]') +
			info('[xUnit.net 00:00:00.51]       Assert.True() Failure') +
			info('Shop.CartTests.Pays failed');
		expect(errorsOf(runOf(trx(failed, { summary: summary('Failed', infos) })))).toHaveLength(1);
	});

	it('is no pass when no test was there, or the counters know of failures that are not', () => {
		const none = runOf(trx('', { summary: summary('Completed', info('No test is available', 'Warning')) }));
		expect(verdictOf(none)).toBe('inconclusive: No test ran, so nothing counts as a pass.');
		const counted = runOf(trx(passed, { summary: summary('Completed', '', 'total="2" failed="1"') }));
		expect(verdictOf(counted)).toBe(
			'inconclusive: The report counts 1 failed test, but none of its tests failed.',
		);
		expect(counted.doubt).toBe('The report counts 1 failed test, but none of its tests failed.');
	});
});

describe('NUnit 3', () => {
	function nunit(suites: string, attributes = ''): string {
		return `<test-run id="0" ${attributes} start-time="2026-05-01 10:00:00Z" end-time="2026-05-01T10:00:02.5Z" duration="2.5"><test-suite type="Assembly" name="shop.dll" fullname="/ci/shop.dll">
			<environment framework-version="3.14.0.0"/>${suites}</test-suite></test-run>`;
	}

	function testCase(attributes: string, content = ''): string {
		return nunit(
			`<test-suite type="TestFixture" name="Cart"><test-case name="Pays" fullname="Shop.Cart.Pays" classname="Shop.Cart" ${attributes}>${content}</test-case></test-suite>`,
		);
	}

	it.each([
		['result="Passed"', 'passed'],
		['result="Warning"', 'passed'],
		['result="Failed"', 'failed'],
		['result="Failed" label="Error"', 'error'],
		['result="Failed" label="Invalid"', 'error'],
		['result="Failed" label="Cancelled"', 'error'],
		['result="Failed(Child)"', 'failed'],
		['result="Skipped" label="Ignored"', 'skipped'],
		['result="Skipped" label="Explicit"', 'skipped'],
		['result="Inconclusive"', 'skipped'],
		['result="Sideways"', 'other'],
	])('%s reads as %s', (attributes, expected) => {
		expect(linesOf(runOf(testCase(attributes)))).toEqual([`${expected} Shop.Cart > Pays`]);
	});

	it('reads names with their arguments, tags, author, files, times and the tool', () => {
		const content =
			'<properties><property name="Category" value="smoke"/><property name="Author" value="ann"/></properties><attachments><attachment><filePath>/ci/shot.png</filePath></attachment></attachments>';
		const report = nunit(
			`<test-suite type="TestFixture" name="Cart(42)"><test-case name="Pays(1)" fullname="Shop.Cart(42).Pays(1)" classname="Shop.Cart" result="Passed" duration="0.5" start-time="0001-01-01 00:00:00Z">${content}</test-case></test-suite>`,
		);
		const run = runOf(report);
		expect(run).toMatchObject({
			startedAt: '2026-05-01T10:00:00.000Z',
			finishedAt: '2026-05-01T10:00:02.500Z',
			durationMs: 2500,
			tool: { name: 'NUnit', version: '3.14.0.0' },
			tests: [
				{
					title: 'Pays(1)',
					suite: 'Shop.Cart(42)',
					tags: ['smoke'],
					owner: 'ann',
					attachments: ['/ci/shot.png'],
					durationMs: 500,
					startedAt: null,
				},
			],
		});
	});

	const ok = '<test-case name="Pays" fullname="Shop.Cart.Pays" result="Passed"/>';
	const bad =
		'<test-case name="Pays" fullname="Shop.Cart.Pays" result="Failed" site="Parent"><failure><message>OneTimeSetUp: no</message></failure></test-case>';
	const failure = '<failure><message>broke</message></failure>';

	it.each([
		[
			'OneTimeTearDown',
			`result="Failed" site="TearDown">${failure}${ok}`,
			['error Shop.Cart: OneTimeTearDown: broke'],
		],
		[
			'OneTimeTearDown beside a failed test',
			`result="Failed" site="TearDown">${failure}${bad}`,
			['failed Pays: OneTimeSetUp: no', 'error Shop.Cart: OneTimeTearDown: broke'],
		],
		[
			'OneTimeSetUp, told by each test',
			`result="Failed" site="SetUp">${failure}${bad}`,
			['failed Pays: OneTimeSetUp: no'],
		],
		[
			'OneTimeSetUp without a test',
			`result="Failed" site="SetUp">${failure}`,
			['error Shop.Cart: OneTimeSetUp: broke'],
		],
		[
			'no site, and no test that failed',
			`result="Failed">${failure}${ok}`,
			['error Shop.Cart: error outside its tests: broke'],
		],
		[
			'the sum of what its tests are',
			`result="Failed" site="Child">${failure}${bad}`,
			['failed Pays: OneTimeSetUp: no'],
		],
		['rows that did not run as their parent failed', `result="Failed" site="Parent">${failure}`, []],
	])('a suite that failed in %s', (_, suite, expected) => {
		expect(
			errorsOf(
				runOf(nunit(`<test-suite type="TestFixture" name="Cart" fullname="Shop.Cart" ${suite}</test-suite>`)),
			),
		).toEqual(expected);
	});

	it('reads a suite that is the whole file, and is no pass when failures are counted only', () => {
		expect(
			linesOf(runOf(`<test-suite type="TestFixture" id="1" name="Cart" failed="0">${ok}</test-suite>`)),
		).toEqual(['passed Shop.Cart > Pays']);
		expect(runOf(nunit(ok, 'failed="2"')).verdict).toBe('inconclusive');
	});
});

describe('NUnit 2', () => {
	function nunit(cases: string): string {
		return `<test-results name="/ci/shop.dll" total="1" date="2026-05-01" time="11:18:43"><environment nunit-version="2.6.4"/><test-suite type="Assembly" name="/ci/shop.dll" time="1.5"><results>
			<test-suite type="Namespace" name="Shop"><results><test-suite type="TestFixture" name="Cart"><results>${cases}</results></test-suite></results></test-suite></results></test-suite></test-results>`;
	}

	it.each([
		['executed="True" result="Success" success="True"', '', 'passed'],
		[
			'executed="True" result="Failure" success="False"',
			'<failure><message>no</message></failure>',
			'failed',
		],
		['executed="True" result="Error"', '', 'error'],
		['executed="False" result="NotRunnable"', '<reason><message>not public</message></reason>', 'error'],
		['executed="True" result="Inconclusive"', '', 'skipped'],
		['executed="False" result="Ignored"', '', 'skipped'],
		["executed='true' success='true'", '', 'passed'],
		['executed="True"', '', 'passed'],
		['executed="True" success="False"', '', 'failed'],
		['executed="False"', '', 'skipped'],
		['executed="True" success="Turue"', '', 'other'],
		['', '', 'other'],
	])('%s %s reads as %s', (attributes, content, expected) => {
		const run = runOf(
			nunit(`<test-case name="Shop.Cart.Pays(1.5d)" ${attributes} time="0,5">${content}</test-case>`),
		);
		expect(linesOf(run)).toEqual([`${expected} Shop.Cart > Pays(1.5d)`]);
		expect(run.tests?.[0]?.durationMs).toBe(500);
	});

	it('gives the reason of a test that cannot run, and no time of a zone that is not told', () => {
		const run = runOf(
			nunit(
				'<test-case name="Shop.Cart.Pays" result="NotRunnable"><reason><message>not public</message></reason></test-case>',
			),
		);
		expect(errorsOf(run)).toEqual(['error Pays: not public']);
		expect(run).toMatchObject({
			startedAt: null,
			durationMs: 1500,
			tool: { name: 'NUnit', version: '2.6.4' },
		});
	});

	it('reads full names of suites as older versions write them', () => {
		const report =
			'<test-results name="shop.dll"><test-suite name="Shop"><results><test-suite name="Shop.Cart"><results><test-case name="Shop.Cart.Pays" executed="True" success="True"/></results></test-suite></results></test-suite></test-results>';
		expect(linesOf(runOf(report))).toEqual(['passed Shop.Cart > Pays']);
	});
});

describe('xUnit.net', () => {
	function xunit(tests: string, attributes = 'failed="0" errors="0"', errors = ''): string {
		return `<assemblies timestamp="06/15/2026 18:09:29"><assembly name="C:\\ci\\Shop.Tests.dll" test-framework="xUnit.net v3 3.2.1+a9cfb80929" run-date="2026-38-06" run-time="12:00:00" time="1.5" ${attributes}>
			${errors}<collection name="Test collection (id: a1b2)">${tests}</collection></assembly></assemblies>`;
	}

	it.each([
		['Pass', 'passed'],
		['Fail', 'failed'],
		['Skip', 'skipped'],
		['NotRun', 'skipped'],
		['Sideways', 'other'],
	])('%s reads as %s', (result, expected) => {
		const run = runOf(
			xunit(
				`<test name="Shop.CartTests.Pays(x: 1.5)" type="Shop.CartTests" method="Pays" result="${result}" time="0,014"/>`,
			),
		);
		expect(linesOf(run)).toEqual([`${expected} Shop.CartTests > Pays(x: 1.5)`]);
		expect(run.tests?.[0]?.durationMs).toBe(14);
	});

	it('reads file and line, traits, error and the tool', () => {
		const content =
			'<traits><trait name="Category" value="smoke"/><trait name="Feature" value="Paying"/></traits><failure exception-type="Xunit.Sdk.TrueException"><message>Assert.True() Failure</message><stack-trace>   at a</stack-trace></failure>';
		const run = runOf(
			xunit(
				`<test name="Pays by card" type="Shop.CartTests" result="Fail" source-file="/ci/CartTests.cs" source-line="5" start-rtf="2026-05-01T10:00:00.5+02:00">${content}</test>`,
			),
		);
		expect(run).toMatchObject({
			tool: { name: 'xUnit.net', version: '3.2.1' },
			durationMs: 1500,
			startedAt: null,
		});
		expect(run.tests).toMatchObject([
			{
				title: 'Pays by card',
				file: '/ci/CartTests.cs',
				line: 5,
				tags: ['smoke', 'Feature: Paying'],
				startedAt: '2026-05-01T08:00:00.500Z',
			},
		]);
		expect(errorsOf(run)).toEqual(['failed Pays by card: Assert.True() Failure']);
	});

	it('lists errors outside tests, which the assembly does not count as failed', () => {
		const errors =
			'<errors><error type="test-class-cleanup" name="Shop.CartTests"><failure exception-type="X"><message>no disk</message></failure></error></errors>';
		const run = runOf(xunit('<test name="a" result="Pass"/>', 'failed="0" errors="1"', errors));
		expect(errorsOf(run)).toEqual(['error Shop.Tests.dll: test-class-cleanup: Shop.CartTests: no disk']);
		expect(runOf(xunit('<test name="a" result="Pass"/>', 'errors="0"', '<errors />')).verdict).toBe('passed');
	});

	it('reads a lone assembly and the classes of version 1, and no other XML of that name', () => {
		const old =
			'<assembly name="shop.dll" run-date="2012-01-14" test-framework="xUnit.net 1.9.0.1566"><class name="Shop.Cart"><test name="Shop.Cart.Pays" type="Shop.Cart" result="Pass"/></class></assembly>';
		expect(linesOf(runOf(old))).toEqual(['passed Shop.Cart > Pays']);
		expect(() => runOf('<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"/>')).toThrow(
			'no test report of a known format',
		);
	});
});
