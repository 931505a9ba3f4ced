/** What Currents counts in a project over some days. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { complaint, project, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

const insights = async (
	parameters: INodeParameters = {},
	filters: INodeParameters = { branches: 'release' },
) => await currents.run('getProjectInsights', { projectId: project(), filters, ...parameters });
const ended = async (days: number, outcome: 'passed' | 'failed') =>
	await currents.endedRun({ branch: 'release', createdAt: daysAgo(days) }, { outcome });

describe.each(['list', 'object'] as const)('with a timeline that is a %s', (insightsTimeline) => {
	beforeEach(async () => await currents.sandbox().control.setVariants({ currents: { insightsTimeline } }));

	test('gives the counts in all and by day, the earliest first', async () => {
		await ended(9, 'passed');
		await ended(3, 'failed');

		const { json } = await insights();

		expect(json).toMatchObject([
			{
				...{ projectId: 'shop01', resolution: '1d', dateStart: expect.any(String) as string },
				...{ runs: { total: 2, passed: 1, failed: 1 }, tests: { failed: expect.any(Number) as number } },
				timeline: [
					{ date: daysAgo(9).slice(0, 10), runs: { total: 1, passed: 1 }, tests: { failed: 0 } },
					{ date: daysAgo(3).slice(0, 10), runs: { total: 1, failed: 1 } },
				],
			},
		]);
	});
});

test('looks back as many days as asked for, in times', async () => {
	await ended(9, 'passed');
	await ended(3, 'failed');
	const total = async (...query: Parameters<typeof insights>) =>
		((await insights(...query)).json[0]!.runs as IDataObject).total;

	expect(await total({ days: 5 })).toBe(1);
	expect(await total({ days: 5 }, { branches: 'release', dateEnd: daysAgo(6) })).toBe(1);
	expect(await total({ days: 2 })).toBe(0);
	const [{ query }] = await currents.sandbox().control.calls({ platform: 'currents' });
	expect(Date.parse(query.date_end![0]!) - Date.parse(query.date_start![0]!)).toBe(5 * DAY);
});

test('sends every filter under its documented name', async () => {
	await insights(
		{ resolution: '1h' },
		{ authors: 'Kim', branches: 'main', groups: 'chromium', tags: 'nightly, smoke' },
	);

	const [{ query }] = await currents.sandbox().control.calls({ platform: 'currents' });
	expect(query).toMatchObject({
		...{ 'authors[]': ['Kim'], 'branches[]': ['main'], 'groups[]': ['chromium'] },
		...{ 'tags[]': ['nightly', 'smoke'], resolution: ['1h'] },
	});
});

test('without Simplify it is the answer of Currents', async () => {
	expect((await insights({ simplify: false })).json).toMatchObject([
		{ results: { overall: { runs: {} }, timeline: [] } },
	]);
});

test('counts that Currents does not return are unknown', async () => {
	const body = { status: 'OK', data: { projectId: 'shop01', results: { timeline: [{ '2026-05-01': 7 }] } } };
	await currents.fault({ fault: { kind: 'status', status: 200, body } });
	await currents.fault({ fault: { kind: 'status', status: 200, body: { data: { results: {} } } } });

	const unknown = { runs: null, tests: null };
	expect((await insights()).json).toMatchObject([
		{ ...unknown, timeline: [{ date: '2026-05-01', ...unknown }] },
	]);
	expect((await insights()).json).toMatchObject([{ ...unknown, timeline: null }]);
});

test('refuses an unknown project', async () => {
	expect(complaint(await insights({ projectId: project('nothing') })).message).toBe(
		'Could not read the insights of the project: Currents did not find it (HTTP 404)',
	);
});
