/** Environments, milestones, plans and configurations of Qase. */
import type { INodeParameters } from 'n8n-workflow';

import { byId, complaint, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const outputOf = async (operation: string, parameters: INodeParameters = {}) => {
	const { json, error } = await qase.run(operation, parameters);
	expect(error).toBeNull();
	return json;
};
const writes = async () =>
	(await qase.calls()).filter(({ method }) => method !== 'GET').map(({ path, body }) => [path, body]);
const project = { id: 'SHOP', name: null };
const cases = { rows: [{ id: byId('1, 5') }, { id: byId(8) }] };

describe('lists', () => {
	test('environments, by title or slug, lean or as Qase sends them', async () => {
		const staging = { id: 1, title: 'Staging', slug: 'staging', host: 'https://staging.example.com' };
		expect(await outputOf('getManyEnvironments', { filters: { search: 'stag' } })).toEqual([
			{ ...staging, description: null, project },
		]);
		expect(await outputOf('getManyEnvironments', { filters: { slug: 'production' } })).toMatchObject([
			{ title: 'Production' },
		]);
		expect(await outputOf('getManyEnvironments', { limit: 1 })).toHaveLength(1);
		expect(await outputOf('getManyEnvironments', { returnAll: true, simplify: false })).toMatchObject([
			staging,
			{ slug: 'production' },
		]);
	});

	test('milestones by title', async () => {
		const [summer] = await outputOf('getManyMilestones', { filters: { search: 'summer' } });
		expect(Object.keys(summer)).toEqual([
			...['id', 'title', 'status', 'due_date', 'description', 'created_at', 'updated_at', 'project'],
		]);
		expect(summer).toMatchObject({ id: 2, title: 'Summer release', status: 'active', due_date: null });
	});

	test('plans, and one with its cases', async () => {
		const plans = await outputOf('getManyPlans', { returnAll: true });
		expect(plans.map(({ title, cases_count: count }) => [title, count])).toEqual([
			['Regression', 12],
			['Smoke', 3],
		]);
		expect(await outputOf('getPlan', { planId: byId(2) })).toMatchObject([
			{ id: 2, title: 'Smoke', cases: [1, 5, 8].map((id) => ({ case_id: id, assignee_id: null })), project },
		]);
	});

	test('configurations with their groups, or the groups', async () => {
		const list = await outputOf('getManyConfigurations', { returnAll: true });
		expect(list[1]).toEqual({ id: 2, title: 'Firefox', group: { id: 1, title: 'Browser' }, project });
		expect(list).toHaveLength(3);
		expect(await outputOf('getManyConfigurations', { limit: 2 })).toEqual(list.slice(0, 2));
		expect(await outputOf('getManyConfigurations', { simplify: false })).toMatchObject([
			{ title: 'Browser', configurations: [{ id: 1 }, { id: 2 }] },
			{ title: 'Language' },
		]);
	});

	test('more than one page', async () => {
		for (let index = 0; index < 120; index += 1) {
			await fetch(`${qase.sandbox().qase.origin}/v1/environment/SHOP`, {
				method: 'POST',
				headers: { token: qase.sandbox().qase.token, 'content-type': 'application/json' },
				body: JSON.stringify({ title: `Preview ${index}`, slug: `preview-${index}` }),
			});
		}
		const list = await outputOf('getManyEnvironments', { returnAll: true, filters: { search: 'preview' } });
		expect(list).toHaveLength(120);
	});

	test.each([
		['getManyEnvironments', 'Could not list the environments'],
		['getManyMilestones', 'Could not list the milestones'],
		['getManyPlans', 'Could not list the plans'],
		['getManyConfigurations', 'Could not list the configurations'],
	])('%s tells what Qase refuses', async (operation, message) => {
		const { error } = await qase.run(operation, { projectCode: byId('NOPE') });
		expect(complaint({ error })).toContain(`${message}: Qase did not find it (HTTP 404)`);
	});

	test('a plan that does not exist', async () => {
		expect(complaint(await qase.run('getPlan', { planId: byId(99) }))).toContain('Could not read the plan');
	});
});

describe('creating', () => {
	test('an environment', async () => {
		const made = { title: 'Preview', slug: 'preview' };
		const more = { description: 'Of a branch', host: 'https://preview.example.com' };
		expect(await outputOf('createEnvironment', { ...made, additionalFields: more })).toEqual([
			{ id: 3, ...made, ...more, project },
		]);
		expect(await writes()).toEqual([['/v1/environment/SHOP', { ...made, ...more }]]);
	});

	test('a milestone, with its due date as a date', async () => {
		const additionalFields = { dueDate: '2026-06-30T22:00:00+02:00', status: 'active', description: 'x' };
		const milestone = await outputOf('createMilestone', { title: 'Release 2026.5', additionalFields });
		expect(milestone).toMatchObject([{ id: 3, status: 'active', due_date: '2026-06-30T20:00:00+00:00' }]);
		expect(await writes()).toEqual([
			[
				'/v1/milestone/SHOP',
				{ title: 'Release 2026.5', description: 'x', status: 'active', due_date: 1782849600 },
			],
		]);
		await outputOf('createMilestone', { title: 'No date' });
		expect((await writes())[1]).toEqual(['/v1/milestone/SHOP', { title: 'No date' }]);
	});

	test('a plan of cases', async () => {
		const plan = await outputOf('createPlan', { title: 'Checkout', cases });
		expect(plan).toMatchObject([{ id: 3, title: 'Checkout', cases_count: 3, project }]);
		expect(await writes()).toEqual([['/v1/plan/SHOP', { title: 'Checkout', cases: [1, 5, 8] }]]);
	});

	test('a configuration in a group that exists, by id or title', async () => {
		const byGroupId = await outputOf('createConfiguration', { title: 'WebKit', groupId: byId(1) });
		expect(byGroupId).toEqual([{ id: 4, title: 'WebKit', group: { id: 1, title: 'Browser' }, project }]);
		const byTitle = { title: 'French', groupFrom: 'title', groupTitle: 'Language' };
		expect(await outputOf('createConfiguration', byTitle)).toMatchObject([{ id: 5, group: { id: 2 } }]);
		expect(await writes()).toEqual([
			['/v1/configuration/SHOP', { title: 'WebKit', group_id: 1 }],
			['/v1/configuration/SHOP', { title: 'French', group_id: 2 }],
		]);
	});

	test('a configuration with its group', async () => {
		const parameters = { title: 'Pixel', groupFrom: 'title', groupTitle: 'Device' };
		expect(await outputOf('createConfiguration', parameters)).toEqual([
			{ id: 4, title: 'Pixel', group: { id: 3, title: 'Device' }, project },
		]);
		expect((await writes())[0]).toEqual(['/v1/configuration/SHOP/group', { title: 'Device' }]);
	});

	test.each<[string, INodeParameters, string]>([
		['createEnvironment', { title: ' ', slug: 'a' }, "'Title' is empty"],
		['createEnvironment', { title: 'a', slug: ' ' }, "'Slug' is empty"],
		['createEnvironment', { title: 'a', slug: 'a'.repeat(256) }, "'Slug' has 256 characters"],
		[
			'createMilestone',
			{ title: 'a', additionalFields: { dueDate: 'soon' } },
			"'Due Date' is not a date: soon",
		],
		['createPlan', { title: 'a' }, "'Cases' is empty"],
		['createPlan', { title: 'a', cases: { rows: [{ id: byId('x') }] } }, "'Cases' is not a number"],
		['createConfiguration', { title: 'a', groupId: byId('Browser') }, "'Group' is not a number"],
		['createConfiguration', { title: 'a', groupFrom: 'title', groupTitle: ' ' }, "'Group Title' is empty"],
	])('%s refuses %j before anything is sent', async (operation, parameters, message) => {
		expect(complaint(await qase.run(operation, parameters))).toContain(message);
		expect(await qase.calls()).toEqual([]);
	});

	test.each<[string, INodeParameters, string]>([
		['createPlan', { title: 'a', cases: { rows: [{ id: byId(99) }] } }, 'Could not create the plan'],
		['createEnvironment', { title: 'a', slug: 'a' }, 'Could not create the environment'],
		['createMilestone', { title: 'a' }, 'Could not create the milestone'],
		['createConfiguration', { title: 'a', groupId: byId(1) }, 'Could not create the configuration'],
	])('%s tells what Qase refuses', async (operation, parameters, message) => {
		await qase.fault({ match: { method: 'POST' }, fault: { kind: 'status', status: 422 } });
		expect(complaint(await qase.run(operation, parameters))).toContain(
			`${message}: Qase did not accept the request (HTTP 422)`,
		);
	});

	test('a group that is not of the project, or of which there are two', async () => {
		const create = async (more: INodeParameters) =>
			complaint(await qase.run('createConfiguration', { title: 'a', ...more }));
		expect(await create({ groupId: byId(9) })).toContain("'Group' is no group of the project SHOP: 9");

		const groups = ['1', '2'].map((id) => ({ id: Number(id), title: 'Device' }));
		const body = { status: true, result: { entities: groups } };
		await qase.fault({ match: { method: 'GET' }, fault: { kind: 'status', status: 200, body } });
		expect(await create({ groupFrom: 'title', groupTitle: 'Device' })).toContain(
			"'Group Title' is the title of several groups",
		);
	});

	test('with On Error: Continue the other items are created', async () => {
		const items = [{ title: '' }, { title: 'Beta' }];
		const parameters = { title: '={{ $json.title }}' };
		const run = await qase.run('createMilestone', parameters, { items, onError: 'continueRegularOutput' });
		expect(run.json).toMatchObject([{ error: "'Title' is empty" }, { title: 'Beta' }]);
		expect(run.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('Update Milestone', () => {
	const update = async (updateFields: INodeParameters, more: INodeParameters = {}) =>
		await qase.run('updateMilestone', { milestoneId: byId(2), updateFields, ...more });

	test('completes it and leaves the rest alone', async () => {
		const { json } = await update({ status: 'completed' });

		expect(json).toMatchObject([{ id: 2, title: 'Summer release', status: 'completed', project }]);
		expect(await writes()).toEqual([['/v1/milestone/SHOP/2', { status: 'completed' }]]);
	});

	test('changes all that is documented', async () => {
		const changes = { title: 'Autumn release', description: 'Later', status: 'active' };
		const { json } = await update(changes, { simplify: false });

		expect(json).toMatchObject([{ id: 2, ...changes }]);
		expect(await writes()).toEqual([['/v1/milestone/SHOP/2', changes]]);
	});

	test.each<[INodeParameters, INodeParameters, string]>([
		[{}, {}, "'Update Fields' is empty"],
		[{ status: 'completed', title: '={{ $json.title }}' }, {}, "'Title' is empty"],
		[{ status: 'completed', description: '' }, {}, "'Description' is empty"],
		[{ status: '={{ "done" }}' }, {}, "'Status' has no choice 'done'"],
		[{ title: 'a'.repeat(256) }, {}, "'Title' has 256 characters"],
		[{ status: 'completed' }, { milestoneId: byId('={{ $json.milestone }}') }, "'Milestone' is empty"],
		[{ status: 'completed' }, { milestoneId: byId('Summer') }, "'Milestone' is not a number"],
	])('refuses %j %j before anything is sent', async (updateFields, more, message) => {
		expect(complaint(await update(updateFields, more))).toContain(message);
		expect(await qase.calls()).toEqual([]);
	});

	test('says that there is no such milestone', async () => {
		expect(complaint(await update({ status: 'completed' }, { milestoneId: byId(99) }))).toContain(
			'Could not update the milestone: Qase did not find it (HTTP 404)',
		);
	});
});

describe('Return Existing', () => {
	const additionalFields = { returnExisting: true };

	test.each<[string, INodeParameters, object]>([
		['createEnvironment', { title: 'Another title', slug: 'staging' }, { id: 1, title: 'Staging' }],
		['createMilestone', { title: 'Spring release' }, { id: 1, title: 'Spring release' }],
		['createPlan', { title: 'Smoke', cases }, { id: 2, cases_count: 3 }],
		['createConfiguration', { title: 'Firefox', groupId: byId(1) }, { id: 2 }],
	])('%s gives what there is', async (operation, parameters, existing) => {
		expect(await outputOf(operation, { ...parameters, additionalFields })).toMatchObject([existing]);
		expect(await writes()).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['createEnvironment', { title: 'Staging', slug: 'stag' }],
		['createMilestone', { title: 'Spring' }],
		['createPlan', { title: 'Smoke', cases: { rows: [{ id: byId(1) }] } }],
		['createConfiguration', { title: 'Firefox', groupId: byId(2) }],
	])('%s creates what differs', async (operation, parameters) => {
		await outputOf(operation, { ...parameters, additionalFields });
		expect(await writes()).toHaveLength(1);
	});

	const RETRY = { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } };
	const lost = async () =>
		await qase.fault({ match: { method: 'POST' }, fault: { kind: 'closeSocket' }, afterEffect: true });

	test.each<[string, INodeParameters]>([
		['createEnvironment', { title: 'Preview', slug: 'preview' }],
		['createMilestone', { title: 'Beta' }],
		['createPlan', { title: 'Checkout', cases }],
		['createConfiguration', { title: 'Pixel', groupFrom: 'title', groupTitle: 'Device' }],
	])('a retry of %s finds what was created although its answer was lost', async (operation, parameters) => {
		await lost();
		const { json, error } = await qase.run(operation, { ...parameters, additionalFields }, RETRY);
		expect(error).toBeNull();
		expect(json).toMatchObject([{ title: parameters.title }]);
		const paths = (await writes()).map(([path]) => path);
		expect(paths).toEqual([...new Set(paths)]);
	});

	test('without it a retry creates nothing again, and the error says where to look', async () => {
		await lost();
		const run = await qase.run('createMilestone', { title: 'Beta' }, RETRY);
		expect(complaint(run)).toContain(
			"Get Many Milestones shows it, if it was created. With 'Return Existing' another try",
		);
		expect(await writes()).toHaveLength(1);
	});
});
