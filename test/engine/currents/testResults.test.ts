/** The results of one test in many runs, and what Test Run History makes of them. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRunHistory } from '../../../nodes/TestRunHistory/TestRunHistory.node';
import { nodeRun } from '../harness';
import { complaint, project, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const TITLE = 'checkout > pays on invoice';
const TEST = { specFile: 'tests/checkout/payment.spec.ts', suite: 'checkout', title: 'pays on invoice' };
const MOBILE = {
	specFile: 'cypress/e2e/offline.cy.ts',
	suite: 'offline',
	title: 'queues changes',
	projectId: project('mobl02'),
};

const failing = async (plan = {}, failingTests = [TITLE]) =>
	await currents.endedRun({ branch: 'release', ...plan }, { outcome: 'failed', failingTests });

const results = async (parameters: INodeParameters = {}) =>
	await currents.run('getManyTestResults', {
		...{ projectId: project(), ...TEST, filters: { branches: 'release' } },
		...parameters,
	});

describe('Get Test Signature', () => {
	const signature = async (parameters: INodeParameters = {}) =>
		await currents.run('getTestSignature', { projectId: project(), ...TEST, ...parameters });

	test('tells tests apart by spec file, suites and title, and needs no suite', async () => {
		const ways = [
			{},
			{ title: 'other' },
			{ specFile: 'other' },
			{ suite: '' },
			{ suite: 'checkout > inner' },
		];
		const runs = await Promise.all(ways.map(signature));

		expect(new Set(runs.map(({ json }) => json[0]!.signature)).size).toBe(ways.length);
		expect((await signature()).json).toEqual(runs[0]!.json);
	});

	test('sends the suites as parts of the title', async () => {
		await signature({ suite: ' checkout > inner ' });

		const [call] = await currents.sandbox().control.calls({ platform: 'currents' });
		expect(call!.body).toEqual({
			projectId: 'shop01',
			specFilePath: TEST.specFile,
			testTitle: ['checkout', 'inner', 'pays on invoice'],
		});
	});

	test.each<[string, INodeParameters, string]>([
		['no title', { title: '={{ "" }}' }, "'Title' is empty"],
		['no spec file', { specFile: '={{ "" }}' }, "'Spec File' is empty"],
		[
			'an unknown project',
			{ projectId: project('nothing') },
			'Could not get the signature of the test: Currents did not find it (HTTP 404)',
		],
	])('refuses %s', async (_, parameters, message) => {
		expect(complaint(await signature(parameters)).message).toBe(message);
	});
});

describe('Get Many Test Results', () => {
	test('gives a row for each result, the newest first, with the identity of the failure', async () => {
		await currents.endedRun({ branch: 'release' }, { outcome: 'flaky' });
		const { runId, meta } = await failing();
		const [failure] = (await currents.run('getManyFailures', { runId })).json;

		const { json, error } = await results();

		expect(error).toBeNull();
		expect(json).toHaveLength(2);
		expect(json[0]).toEqual({
			...{ runKey: `currents:${runId}`, testKey: failure!.testKey, fingerprint: failure!.fingerprint },
			...{ title: 'pays on invoice', suite: 'checkout', file: TEST.specFile, group: 'chromium' },
			...{ status: 'failed', flaky: false, branch: 'release', commit: meta.commit.sha, environment: null },
			...{ complete: null, runId, url: failure!.url, attempts: 2, durationMs: failure!.durationMs },
			message: (failure!.error as { message: string }).message,
			finishedAt: expect.any(String) as string,
		});
		expect(json[1]).toMatchObject({ status: 'passed', fingerprint: null, message: null, attempts: 1 });
	});

	test('needs no further request by signature, and not for groups that several runs have', async () => {
		await failing();
		await failing();
		const { json } = await currents.run('getTestSignature', { projectId: project(), ...TEST });
		await currents.sandbox().control.clearCalls();

		const run = await results({ testBy: 'signature', signature: json[0]!.signature as string });

		expect(run.json).toHaveLength(2);
		expect(await currents.calls()).toEqual([`GET /test-results/${String(json[0]!.signature)}`]);
	});

	test('a group that is called like the build is none, as in the failures', async () => {
		const { runId } = await failing({ projectId: 'mobl02' }, ['offline > queues changes']);
		const [failure] = (await currents.run('getManyFailures', { runId })).json;

		const { json } = await results(MOBILE);

		expect(json).toMatchObject([{ group: null, testKey: failure!.testKey }]);
	});

	test('of a run that was deleted the group stays as it is', async () => {
		const { meta } = await failing({ projectId: 'mobl02' }, ['offline > queues changes']);
		await currents.fault({ match: { path: '/runs/' }, times: 9, fault: { kind: 'status', status: 404 } });

		expect((await results(MOBILE)).json).toMatchObject([{ group: meta.ciBuildId }]);
	});

	test('reads page by page up to the limit, and all with Return All', async () => {
		for (let run = 0; run < 60; run++) await failing({ tests: 2 });

		expect((await results({ limit: 3 })).json).toHaveLength(3);
		expect((await results({ returnAll: true })).json).toHaveLength(60);
	});

	test('filters by days, group and status', async () => {
		const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
		await failing({ groups: ['chromium', 'firefox'] });
		await failing({ createdAt: daysAgo(40) });

		const count = async (parameters: INodeParameters, filters: INodeParameters = {}) =>
			(await results({ ...parameters, filters: { branches: 'release', ...filters } })).json.length;
		expect(await count({})).toBe(2);
		expect(await count({ days: 50 })).toBe(3);
		expect(await count({ days: 20 }, { dateEnd: daysAgo(30) })).toBe(1);
		expect(await count({}, { groups: 'firefox' })).toBe(1);
		expect(await count({}, { status: ['passed'] })).toBe(0);
		expect(await count({}, { flaky: true })).toBe(0);
		expect(await count({}, { flaky: false })).toBe(2);
	});

	test('gives the answer of Currents without Simplify', async () => {
		await failing();

		const { json } = await results({ simplify: false });

		expect(json).toMatchObject([
			{ status: 'failed', title: ['checkout', 'pays on invoice'], groupId: 'chromium' },
		]);
	});

	test('says when the results are refused', async () => {
		await currents.fault({ match: { path: '/test-results/' }, fault: { kind: 'status', status: 400 } });

		expect(complaint(await results()).message).toBe(
			'Could not list the results of the test: Currents did not accept the request (HTTP 400)',
		);
	});
});

describe('Test Run History behind it', () => {
	test('says without a table how flaky the test is, and since when it fails', async () => {
		await currents.endedRun({ branch: 'release' });
		const first = await failing();
		await failing();
		const { runId } = await failing();
		const rows = (await results()).json;

		const summary = await nodeRun({
			node: new TestRunHistory(),
			parameters: { operation: 'summarize' },
			items: rows,
		});
		expect(summary.json).toMatchObject([{ testKey: rows[0]!.testKey, runs: 4, failed: 3, failingStreak: 3 }]);

		const run = await currents.run('getRun', { runId, options: { includeFailures: 5 } });
		const added = await nodeRun({
			node: new TestRunHistory(),
			parameters: { operation: 'addHistory', earlierRows: JSON.stringify(rows) },
			items: run.json,
		});
		const firstRow = rows.find(({ runKey }) => runKey === `currents:${first.runId}`)!;
		expect(added.json).toMatchObject([
			{ failures: [{ history: { failingStreak: 3, failingSince: firstRow.finishedAt } }] },
		]);
	});
});
