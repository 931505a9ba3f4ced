/** Tests and spec files with their metrics over some days. */
import type { INodeParameters } from 'n8n-workflow';

import { logs } from '../harness';
import { complaint, project, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const day = (days: number) => daysAgo(days).slice(0, 10);
const release = { branches: 'release' };

const list =
	(operation: string) =>
	async (parameters: INodeParameters = {}, filters: INodeParameters = release) =>
		await currents.run(operation, { projectId: project(), filters, ...parameters });
const tests = list('getManyTests');
const specFiles = list('getManySpecFiles');

const failing = async (plan = {}) =>
	await currents.endedRun(
		{ branch: 'release', ...plan },
		{ outcome: 'failed', failingTests: ['checkout > pays on invoice'] },
	);
/** The query of the first call to a path, the entries of a list with commas between them. */
const query = async (path: string) => {
	const calls = await currents.sandbox().control.calls({ platform: 'currents' });
	const sent = calls.find((call) => call.path.startsWith(path))!.query;
	return Object.fromEntries(Object.entries(sent).map(([name, values]) => [name, values.join()]));
};

describe('Get Many Tests', () => {
	test('gives a test with its metrics, and the signature that its results are listed by', async () => {
		const { runId } = await failing();
		await currents.endedRun({ branch: 'release' });

		const { json } = await tests({ options: { order: 'failures' }, limit: 1 });

		expect(json).toMatchObject([
			{
				...{ title: 'checkout > pays on invoice', file: 'tests/checkout/payment.spec.ts' },
				...{
					executions: 2,
					failures: 1,
					passes: 1,
					flaky: 0,
					failureRate: 0.5,
					avgDurationMs: expect.any(Number) as number,
				},
				lastSeen: expect.any(String) as string,
			},
		]);
		const { signature } = json[0]!;
		const results = await currents.run('getManyTestResults', {
			...{ testBy: 'signature', signature: signature as string, filters: { ...release, status: ['failed'] } },
		});
		expect(results.json).toMatchObject([{ runId, title: 'pays on invoice' }]);
	});

	test('gives the entries of Currents without Simplify', async () => {
		await failing();

		const { json } = await tests({ simplify: false, limit: 1 });

		expect(json).toMatchObject([{ spec: expect.any(String) as string, metrics: { executions: 1 } }]);
	});

	test('begins with the page that is asked for', async () => {
		await failing();
		const titles = async (parameters: INodeParameters) =>
			(await tests(parameters, release)).json.map(({ title }) => title);

		const all = await titles({ returnAll: true });
		expect(all.length).toBeGreaterThan(4);
		expect(await titles({ limit: 2, options: { page: 1 } })).toEqual(all.slice(2, 4));
		expect(await titles({ returnAll: true, options: { page: 0 } })).toEqual(all);
	});

	test('sends days without times, and the day of the end is among them', async () => {
		await failing();
		await failing({ createdAt: daysAgo(12) });

		const count = async (parameters: INodeParameters, filters: INodeParameters = {}) =>
			(await tests(parameters, { ...release, title: 'on invoice', ...filters })).json[0]?.executions;
		expect(await count({})).toBe(2);
		expect(await query('/tests/')).toMatchObject({ date_start: day(30), date_end: day(-1) });
		expect(await count({ days: 5 })).toBe(1);
		expect(await count({ days: 5 }, { dateEnd: daysAgo(12) })).toBe(1);
		expect(await count({ days: 5 }, { dateEnd: daysAgo(6) })).toBeUndefined();
	});

	test('sends every filter and order under its documented name', async () => {
		await tests(
			{
				options: {
					...{ order: 'flakinessXSamples', dir: 'asc' },
					metricSettings: '{ "failureRate": ["failed"] }',
				},
			},
			{
				...{ annotations: '[{ "type": "owner" }]', authors: 'Kim, Robin', branches: 'main, release' },
				...{ groups: 'chromium', minExecutions: 3, specFile: 'checkout', tags: 'nightly' },
				...{ testState: ['failed', 'passed'], title: 'pays' },
			},
		);

		expect(await query('/tests/')).toEqual({
			...{ date_start: day(30), date_end: day(-1) },
			...{ 'authors[]': 'Kim,Robin', 'branches[]': 'main,release', 'groups[]': 'chromium' },
			...{ 'tags[]': 'nightly', 'test_state[]': 'failed,passed', title: 'pays', spec: 'checkout' },
			...{ min_executions: '3', order: 'flakinessXSamples', dir: 'asc', limit: '50' },
			...{ annotations: '[{"type":"owner"}]', metric_settings: '{"failureRate":["failed"]}' },
		});
	});
});

describe('Get Many Tests: which tests', () => {
	test('filters by state, group and executions', async () => {
		await failing({ groups: ['chromium', 'firefox'] });
		const titles = async (filters: INodeParameters) =>
			(await tests({}, { ...release, ...filters })).json.map(({ title }) => title);

		expect(await titles({ testState: ['failed'] })).toEqual(['checkout > pays on invoice']);
		expect(await titles({ testState: ['pending', 'skipped'] })).toEqual([]);
		expect(await titles({ title: 'ON INVOICE', minExecutions: 3 })).toEqual([]);
		expect(await titles({ groups: 'firefox', title: 'on invoice' })).toHaveLength(1);
	});

	test('reads all pages with Return All, each of the same size', async () => {
		await currents.endedRun({ branch: 'release', tests: 120 });

		expect((await tests({ returnAll: true })).json).toHaveLength(120);
		const pages = (await currents.sandbox().control.calls({ platform: 'currents' })).map(({ query }) => [
			query.limit.join(),
			query.page?.join(),
		]);
		expect(pages).toEqual([
			['50', undefined],
			['50', '1'],
			['50', '2'],
		]);
		expect(new Set((await tests({ limit: 60 })).json.map(({ signature }) => signature)).size).toBe(60);
	});

	test('a list that does not say where it continues is given with a warning', async () => {
		const body = { status: 'OK', data: { list: [{ title: 'a', signature: 's' }, null] } };
		await currents.fault({ match: { path: '/tests/' }, fault: { kind: 'status', status: 200, body } });

		const run = await tests({ returnAll: true });

		expect(run.json).toEqual([{ title: 'a', signature: 's', file: null }]);
		expect(logs.text()).toContain('The list may lack entries: it does not say where it continues.');
	});

	test.each<[string, INodeParameters, string]>([
		[
			'an unknown project',
			{ projectId: project('nothing') },
			'Could not list the tests: Currents did not find it (HTTP 404)',
		],
		['no number of days', { days: 0 }, "'Days' must be 1 or more"],
		[
			'metric settings that are a word',
			{ options: { metricSettings: '"failed"' } },
			"'Metric Settings' is not a JSON object or list",
		],
	])('refuses %s', async (_, parameters, message) => {
		expect(complaint(await tests(parameters)).message).toContain(message);
	});
});

describe('Get Many Spec Files', () => {
	test('gives spec files with their metrics, in the order asked for', async () => {
		await failing();
		await currents.endedRun({ branch: 'release' });

		const { json } = await specFiles({ options: { order: 'failureRate' } });

		expect(json).toHaveLength(4);
		expect(json[0]).toMatchObject({
			...{ file: 'tests/checkout/payment.spec.ts', signature: expect.any(String) as string },
			...{ overallExecutions: 2, failedExecutions: 1, failureRate: 0.5, suiteSize: 4 },
		});
	});

	test('sends every filter and order under its documented name', async () => {
		await specFiles(
			{ options: { order: 'flakeRate', dir: 'asc', includeFailedInDuration: false } },
			{ authors: 'Kim', branches: 'main', groups: 'chromium', specFile: 'pay', tags: 'a, b' },
		);

		expect(await query('/spec-files/')).toEqual({
			...{ date_start: day(30), date_end: day(-1), limit: '50', order: 'flakeRate', dir: 'asc' },
			...{ 'authors[]': 'Kim', 'branches[]': 'main', 'groups[]': 'chromium', 'tags[]': 'a,b' },
			...{ specNameFilter: 'pay', includeFailedInDuration: 'false' },
		});
	});

	test('gives the entries of Currents without Simplify', async () => {
		await failing();

		const { json } = await specFiles({ simplify: false, limit: 1 });

		expect(json).toMatchObject([{ metrics: { overallExecutions: 1 } }]);
	});
});
