/**
 * Reports that look greener than their run was, or redder: what a reader that takes them at their word gets wrong.
 * Each trap has its verdict, and what the failures say.
 */
import { errorsOf, linesOf, runOf } from './reading';
import { traps, json, type Trap } from './trapReports';

/** Found later, in what the tools wrote. */
const furtherTraps: Record<string, Trap> = {
	'Allure: the writer for cucumber-js calls a scenario passed of which a step has no definition': {
		report: cucumberAllure({
			name: 'Then x',
			stage: 'finished',
			statusDetails: { message: "The step doesn't have an implementation." },
		}),
		verdict: 'failed',
		errors: ["error pays: Then x: The step doesn't have an implementation."],
	},
	'Allure: and one of which a step is pending or skipped': {
		report: cucumberAllure({ name: 'Then x', stage: 'finished', status: 'skipped' }),
		verdict: 'inconclusive',
		tests: ['skipped pays'],
	},
	'Allure: a hook that broke is in a file of its own': {
		report: json({
			attachments: [],
			errors: [{ message: 'no stock', trace: 'Error: no stock', timestamp: 1 }],
		}),
		verdict: 'failed',
		errors: ['error Error outside any test: no stock'],
	},
	'Jest: jest-junit adds the error of a file to its tests, which makes it two': {
		report: json({
			numTotalTests: 0,
			openHandles: [],
			success: false,
			testResults: [
				{
					name: '/ci/a.test.js',
					status: 'failed',
					message: '  ● Test suite failed to run\n\n    no module',
					assertionResults: [{ ancestorTitles: [], duration: 0, failureMessages: ['x'], status: 'error' }],
				},
			],
		}),
		verdict: 'failed',
		errors: ['error a.test.js does not load: no module'],
	},
	'Jest: a test in error is none, whatever its file says': {
		report: json({
			numTotalTests: 1,
			openHandles: [],
			success: true,
			testResults: [
				{
					name: '/ci/a.test.js',
					status: 'passed',
					message: '',
					assertionResults: [{ title: 'ok', status: 'passed' }, { status: 'error' }],
				},
			],
		}),
		verdict: 'failed',
		tests: ['passed ok (/ci/a.test.js)', 'other Test without a name (/ci/a.test.js)'],
	},
	'Surefire: the suite counts each attempt': {
		report:
			'<testsuite name="shop.Cart" tests="1" failures="3" errors="1"><testcase name="pays" classname="shop.Cart"><failure message="no"/><rerunFailure message="no"/><rerunFailure message="no"/></testcase><testcase name="adds" classname="shop.Cart"><flakyError message="no"/></testcase></testsuite>',
		verdict: 'failed',
		tests: ['failed x3 shop.Cart > pays', 'passed flaky x2 shop.Cart > adds'],
	},
};

function cucumberAllure(step: object): string {
	return json({
		uuid: 'u',
		historyId: 'h',
		name: 'pays',
		status: 'passed',
		stage: 'finished',
		labels: [{ name: 'framework', value: 'cucumberjs' }],
		steps: [{ name: 'Given a cart', status: 'passed', stage: 'finished' }, step],
	});
}

test('each of the twenty traps is here', () => {
	const numbers = new Set(Object.keys(traps).map((title) => Number.parseInt(title, 10)));

	expect(numbers).toEqual(new Set(Array.from({ length: 20 }, (_, index) => index + 1)));
});

test.each(Object.entries({ ...traps, ...furtherTraps }))('%s', (_, { report, verdict, errors, tests }) => {
	const run = runOf(report);

	expect(run.verdict).toBe(verdict);
	if (errors) expect(errorsOf(run)).toEqual(errors);
	if (tests) expect(linesOf(run)).toEqual(tests);
});

test('19 durations: behave has seconds where Cucumber has nanoseconds', () => {
	const feature = (more: object, duration: number) =>
		json([
			{
				keyword: 'Feature',
				name: 'Cart',
				...more,
				elements: [
					{
						type: 'scenario',
						name: 'pays',
						location: 'a:1',
						status: 'passed',
						steps: [{ keyword: 'Given', name: 'x', result: { status: 'passed', duration } }],
					},
				],
			},
		]);
	expect(runOf(feature({ location: 'a.feature:1' }, 0.25)).tests?.[0]?.durationMs).toBe(250);
	expect(runOf(feature({ uri: 'a.feature' }, 250_000_000)).tests?.[0]?.durationMs).toBe(250);
});
