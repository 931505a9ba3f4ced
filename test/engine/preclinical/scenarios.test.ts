/** Scenarios of a self-hosted server: read, changed and deleted one by one. */
import type { INodeParameters } from 'n8n-workflow';

import { preclinicalForTests, told } from './support';

const { run, control, spoil, asked, calls, agent } = preclinicalForTests();

const MISSING = '11111111-2222-4333-8444-555555555555';

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
const first = async () => (await control('selfHosted').scenarios())[0];
const listed = async () =>
	(await run('selfHosted', 'getManyScenarios', { returnAll: true })).json.map(({ id }) => id);

describe('Get Scenario', () => {
	test('reads one, also one that is not active', async () => {
		const { id, name, criteria } = await first();
		const scenarioId = byId(id);
		await control('selfHosted').setScenario({ scenarioId: id, active: false });
		const lean = await run('selfHosted', 'getScenario', { scenarioId });
		const raw = await run('selfHosted', 'getScenario', { scenarioId, simplify: false });

		const state = { active: false, approved: true };
		expect(lean.json).toEqual([{ id, name, category: 'triage', tags: ['emergency'], criteria, ...state }]);
		expect(raw.json).toMatchObject([{ scenario_id: id, content: { chief_complaint: name } }]);
	});
});

describe('Update Scenario', () => {
	const update = async (updateFields: INodeParameters, more: INodeParameters = {}) =>
		await run('selfHosted', 'updateScenario', {
			scenarioId: byId((await first()).id),
			updateFields,
			...more,
		});
	const bodies = async () =>
		(await calls('selfHosted')).filter(({ method }) => method === 'PATCH').map(({ body }) => body);

	test('changes all that is documented, and nothing else', async () => {
		const criteria = [{ criterion: 'Names the emergency number', points: 10, tags: ['Safety'] }];
		const done = await update({
			...{ name: 'Chest pain', category: 'emergency', type: 'demo', active: true, approved: false },
			...{ priority: 0, content: '{ "script": "It hurts" }', criteria: JSON.stringify(criteria) },
			tags: 'emergency, cardiac',
		});

		expect(done.error).toBeNull();
		expect(done.json).toEqual([
			{
				...{ id: (await first()).id, name: 'Chest pain', category: 'emergency' },
				...{ tags: ['emergency', 'cardiac'], criteria: ['Names the emergency number'] },
				...{ active: true, approved: false },
			},
		]);
		expect(await bodies()).toEqual([
			{
				...{ name: 'Chest pain', category: 'emergency', scenario_type: 'demo' },
				...{ is_active: true, approved: false, priority: 0, content: { script: 'It hurts' } },
				...{ rubric_criteria: criteria, tags: ['emergency', 'cardiac'] },
			},
		]);
	});

	test('leaves alone what is not given, and returns the raw data without Simplify', async () => {
		const { id, name, tags } = await first();
		const { json } = await update({ priority: 5 }, { simplify: false });

		expect(await bodies()).toEqual([{ priority: 5 }]);
		expect(json).toMatchObject([{ scenario_id: id, name, tags, priority: 5 }]);
	});

	test('approves what was generated, so that it can be run', async () => {
		const text = 'If a caller reports chest pain, name the emergency number.';
		const [{ id }] = (await run('selfHosted', 'generateScenarios', { text })).json;
		const start = { ...agent(), scenarioSelection: 'chosen', chosenScenarioIds: [id] } as INodeParameters;
		expect((await run('selfHosted', 'startRun', start)).error).not.toBeNull();

		const scenarioId = byId(String(id));
		await run('selfHosted', 'updateScenario', { scenarioId, updateFields: { approved: true } });

		expect((await run('selfHosted', 'startRun', start)).error).toBeNull();
	});

	test.each<[INodeParameters, string]>([
		[{}, "'Update Fields' is empty"],
		[{ name: '={{ $json.name }}' }, "'Name' is empty"],
		[{ approved: '={{ null }}' }, "'Approved' is empty"],
		[{ approved: '={{ "maybe" }}' }, "'Approved' is neither true nor false"],
		[{ priority: '={{ "high" }}' }, "'Priority' is not a number"],
		[{ type: '={{ "short" }}' }, "'Type' has no choice 'short'"],
		[{ content: '[]' }, "'Content' is not a JSON object"],
		[{ content: '={{ "{" }}' }, "'Content' is not valid JSON"],
		[{ criteria: '{}' }, "'Criteria' is not a JSON list of at least one object"],
		[{ criteria: '[]' }, "'Criteria' is not a JSON list of at least one object"],
		[{ criteria: '["x"]' }, "'Criteria' is not a JSON list of at least one object"],
		[{ tags: ',' }, "'Tags' has no entry"],
	])('refuses %j beside what is fine, and changes nothing', async (wrong, message) => {
		const fine = Object.keys(wrong).length === 0 || 'category' in wrong ? {} : { category: 'office' };

		expect(told(await update({ ...fine, ...wrong }))).toContain(message);
		expect(await bodies()).toEqual([]);
	});
});

describe('Delete Scenario', () => {
	test('takes it out of lists and runs; Update Scenario brings it back', async () => {
		const { id } = await first();
		const scenarioId = byId(id);
		const deleted = await run('selfHosted', 'deleteScenario', { scenarioId });

		expect(deleted.json).toEqual([{ deleted: true, scenarioId: id }]);
		expect(await listed()).not.toContain(id);

		const back = await run('selfHosted', 'updateScenario', { scenarioId, updateFields: { active: true } });

		expect(back.json).toMatchObject([{ id, active: true, approved: true }]);
		expect(await listed()).toContain(id);
	});
});

describe.each([
	['getScenario', {}, 'Could not read the scenario', 'does not return scenarios'],
	[
		'updateScenario',
		{ updateFields: { name: 'x' } },
		'Could not update the scenario',
		'does not change scenarios',
	],
	['deleteScenario', {}, 'Could not delete the scenario', 'does not delete scenarios'],
])('%s', (operation, more, purpose, refusal) => {
	test('says what is not there, what is no ID, and that the hosted service has no such call', async () => {
		const missing = await run('selfHosted', operation, { scenarioId: byId(MISSING), ...more });
		const noId = await run('selfHosted', operation, { scenarioId: byId('chest-pain'), ...more });
		const hosted = await run('hosted', operation, { scenarioId: byId(MISSING), ...more });

		expect(told(missing)).toMatch(new RegExp(`^${purpose}: Preclinical did not find it`));
		expect(told(noId)).toMatch(/^'Scenario' is not an ID: chest-pain/);
		expect(told(hosted)).toMatch(new RegExp(`^The hosted Preclinical ${refusal} \\| Nothing was sent`));
		expect(await asked('selfHosted')).toHaveLength(1);
		expect(await asked('hosted')).toEqual([]);
	});

	test('says that the server could not do it', async () => {
		await spoil('selfHosted', { times: 9, fault: { kind: 'status', status: 500 } });

		expect(told(await run('selfHosted', operation, { scenarioId: byId(MISSING), ...more }))).toMatch(
			new RegExp(`^${purpose}: Preclinical could not carry it out`),
		);
	});
});
