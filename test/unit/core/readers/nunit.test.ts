import { errorsOf, linesOf, runOf } from './reading';

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

	describe('tests', () => {
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
	});

	describe('suites', () => {
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
					runOf(
						nunit(`<test-suite type="TestFixture" name="Cart" fullname="Shop.Cart" ${suite}</test-suite>`),
					),
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
