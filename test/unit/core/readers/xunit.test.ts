import { errorsOf, linesOf, runOf } from './reading';

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
