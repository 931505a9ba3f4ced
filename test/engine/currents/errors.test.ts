/** The errors of the tests of a project over some days. */
import type { INodeParameters } from 'n8n-workflow';

import { complaint, project, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const release = { branches: 'release, hotfix' };
const errors = async (parameters: INodeParameters = {}, filters: INodeParameters = release) =>
	await currents.run('getManyErrors', { projectId: project(), filters, ...parameters });
const failing = async (plan = {}) =>
	await currents.endedRun(
		{ branch: 'release', ...plan },
		{ outcome: 'failed', failingTests: ['checkout > pays on invoice'] },
	);

describe('Get Many Errors', () => {
	test('gives an error with how often, in how many tests and on how many branches it occurred', async () => {
		await failing();
		await failing({ branch: 'hotfix', groups: ['chromium', 'firefox'] });

		const { json, error } = await errors();

		expect(error).toBeNull();
		expect(json).toEqual([
			{
				message: 'TimeoutError: locator.click: Timeout 30000ms exceeded.',
				...{ category: 'TimeoutError', action: 'click', target: "getByRole('button', { name: 'Pay now' })" },
				...{ count: 3, tests: 1, branches: 2 },
			},
		]);
	});

	test('gives the entries of Currents without Simplify', async () => {
		await failing();

		expect((await errors({ simplify: false })).json).toMatchObject([
			{ error_category: 'TimeoutError', details: { tests: { count: 1 } } },
		]);
	});

	test('an entry that is grouped otherwise has unknown parts', async () => {
		const body = { status: 'OK', data: { list: [{ error_action: 'click' }], nextPage: false } };
		await currents.fault({ match: { path: '/errors/' }, fault: { kind: 'status', status: 200, body } });

		const unknown = { message: null, category: null, target: null, count: null, tests: null, branches: null };
		expect((await errors()).json).toEqual([{ action: 'click', ...unknown }]);
	});

	test('sends every filter and option under its documented name', async () => {
		await errors(
			{ options: { groupBy: ['target', 'message'], order: 'tests', dir: 'asc', metric: 'branch', topN: 7 } },
			{
				...{ authors: 'Kim', branches: 'main', groups: 'chromium', tags: 'a, b', tagOperator: 'AND' },
				...{ errorAction: 'click', errorCategory: 'Timeout', errorMessage: 'x', errorTarget: 'y' },
			},
		);

		const [{ query }] = await currents.sandbox().control.calls({ platform: 'currents' });
		expect(query).toEqual({
			...{ date_start: [expect.stringMatching(/T.*Z$/)], date_end: [expect.stringMatching(/T.*Z$/)] },
			...{ 'authors[]': ['Kim'], 'branches[]': ['main'], 'groups[]': ['chromium'], 'tags[]': ['a', 'b'] },
			...{ tags_logical_operator: ['AND'], error_action: ['click'], error_category: ['Timeout'] },
			...{ error_message: ['x'], error_target: ['y'], 'group_by[]': ['target', 'message'] },
			...{ order_by: ['tests'], dir: ['asc'], metric: ['branch'], top_n: ['7'], limit: ['50'] },
		});
	});

	test('filters by what the error is about', async () => {
		await failing();
		const count = async (filters: INodeParameters) =>
			(await errors({}, { ...release, ...filters })).json.length;

		expect(await count({ errorAction: 'click' })).toBe(1);
		expect(await count({ errorCategory: 'AssertionError' })).toBe(0);
	});

	test('gives the timeline, one item for each day', async () => {
		await failing();
		await failing({ createdAt: new Date(Date.now() - 3 * 86_400_000).toISOString() });

		const { json } = await errors({ errorView: 'timeline' });

		expect(json).toHaveLength(2);
		expect(json[0]).toMatchObject({ date: expect.any(String) as string, count: 1, items: [{ count: 1 }] });
		expect((await errors({ errorView: 'timeline', limit: 1 })).json).toEqual(json.slice(0, 1));
	});

	test('an answer without a timeline is no empty one', async () => {
		const body = { status: 'OK', data: { list: [], nextPage: false } };
		await currents.fault({
			match: { path: '/errors/' },
			times: 9,
			fault: { kind: 'status', status: 200, body },
		});

		expect(complaint(await errors({ errorView: 'timeline' })).message).toBe(
			'Could not list the errors: the answer of Currents could not be read (HTTP 200)',
		);
	});

	test('refuses an unknown project', async () => {
		expect(complaint(await errors({ projectId: project('nothing') })).message).toBe(
			'Could not list the errors: Currents did not find it (HTTP 404)',
		);
	});
});
