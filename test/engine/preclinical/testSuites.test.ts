/** The operations on test suites, which only the hosted service has. */
import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { hostedVariants } from '../../../workshop/sandbox/platforms/preclinical/variants';
import { shown } from '../parameters';
import { preclinicalForTests, told } from './support';

const { run, agent, control, endedRun, calls, asked, setVariants, spoil } = preclinicalForTests();

const MISSING = '11111111-2222-4333-8444-555555555555';
const scenarioIds = async (count: number) =>
	(await control('hosted').scenarios()).slice(0, count).map(({ id }) => id);
const ofSuite = (id: unknown) => ({ testSuiteId: { __rl: true, mode: 'id', value: String(id) } });

async function made(name = 'Failed on Monday'): Promise<unknown> {
	const [suite] = (
		await run('hosted', 'createTestSuite', { name, scenarioIds: (await scenarioIds(2)).join() })
	).json;
	return suite.id;
}

test('what failed is put together and run again', async () => {
	const runId = await endedRun('hosted', { failures: 2 });
	const failed = await run('hosted', 'getManyResults', { runId, filters: { passed: false } });
	const suite = await run(
		'hosted',
		'createTestSuite',
		{ name: 'Again', scenarioIds: '={{ $input.all().map((item) => item.json.scenarioId) }}' },
		{ items: failed.json.slice(0, 1) },
	);
	const again = await run('hosted', 'startRun', { ...agent(), ...ofSuite(suite.json[0].id) });

	expect(suite.error).toBeNull();
	expect(suite.json).toMatchObject([{ name: 'Again', description: null, scenario_count: 1 }]);
	expect(again.json).toMatchObject([{ counts: { total: 1 } }]);
});

test('the panel says how one suite is made of all items', () => {
	const panel = shown(new TestRun(), { resource: 'preclinical', operation: 'createTestSuite' });
	const notices = panel.filter(({ type }) => type === 'notice').map(({ displayName }) => displayName);

	expect(notices).toEqual([expect.stringContaining('turn on Execute Once in the settings of this node')]);
});

test.each(hostedVariants.testSuitesShape.values)('Get Many Test Suites lists them (%s)', async (shape) => {
	await setVariants({ testSuitesShape: shape });
	const all = await run('hosted', 'getManyTestSuites', { returnAll: true });
	const one = await run('hosted', 'getManyTestSuites', { limit: 1 });

	expect(all.json.map(({ name }) => name)).toEqual(['All conversations', 'Emergencies']);
	expect(one.json).toHaveLength(1);
});

test('Get Many Test Suites tells of a refusal', async () => {
	await spoil('hosted', { fault: { kind: 'status', status: 403 } });

	expect(told(await run('hosted', 'getManyTestSuites'))).toMatch(/^Could not list the test suites: /);
});

test('Get Test Suite reads one with its scenarios, and tells of one that is not there', async () => {
	const id = await made();
	const read = await run('hosted', 'getTestSuite', ofSuite(id));

	expect(read.json).toMatchObject([{ id, scenario_ids: await scenarioIds(2) }]);
	expect(told(await run('hosted', 'getTestSuite', ofSuite(MISSING)))).toMatch(
		/^Could not read the test suite: Preclinical did not find it/,
	);
});

describe('Create Test Suite', () => {
	test('takes each scenario once', async () => {
		const [id] = await scenarioIds(1);
		await run('hosted', 'createTestSuite', {
			...{ name: 'Twice', scenarioIds: `${id}, ${id.toUpperCase()}` },
			additionalFields: { description: 'Nightly' },
		});

		expect((await calls('hosted')).map(({ body }) => body)).toEqual([
			{ name: 'Twice', description: 'Nightly', scenario_ids: [id] },
		]);
	});

	test.each([
		['no scenario', { name: 'x', scenarioIds: '={{ [] }}' }, /^'Scenario IDs' is empty/],
		['no name', { name: "={{ '' }}", scenarioIds: MISSING }, /^'Name' is empty/],
		['what is no ID', { name: 'x', scenarioIds: `${MISSING},7` }, /^'Scenario IDs' is not an ID: 7/],
	])('refuses %s before any request', async (_, parameters, message) => {
		expect(told(await run('hosted', 'createTestSuite', parameters))).toMatch(message);
		expect(await asked('hosted')).toEqual([]);
	});

	test('tells of a name that is taken, and of a scenario that is not there', async () => {
		await made();
		const scenarioIds = MISSING;
		const taken = await run('hosted', 'createTestSuite', { name: 'Emergencies', scenarioIds });
		const unknown = await run('hosted', 'createTestSuite', { name: 'New', scenarioIds });

		expect(told(taken)).toMatch(/^Could not create the test suite: .*\[ALREADY_EXISTS\]/);
		expect(told(unknown)).toMatch(/^Could not create the test suite: .*\[INVALID_FIELD_VALUE\]/);
	});

	test('is sent once, and says where to look, when its answer is lost', async () => {
		await spoil('hosted', { fault: { kind: 'closeSocket' }, afterEffect: true });
		const lost = await run('hosted', 'createTestSuite', { name: 'x', scenarioIds: await scenarioIds(1) });

		expect(told(lost)).toMatch(/is not known: look there.*Get Many Test Suites lists it, if it was created/);
		expect(await asked('hosted')).toEqual(['POST /test-suites']);
	});
});

describe('Update Test Suite', () => {
	test('changes what is given and nothing else', async () => {
		const id = await made();
		const updated = await run('hosted', 'updateTestSuite', {
			...ofSuite(id),
			updateFields: { description: 'Weekly', scenarioIds: await scenarioIds(1) },
		});

		expect(updated.json).toMatchObject([{ id, name: 'Failed on Monday', description: 'Weekly' }]);
		expect((await calls('hosted')).at(-1)?.body).toEqual({
			description: 'Weekly',
			scenario_ids: await scenarioIds(1),
		});
	});

	test('refuses nothing at all, and scenarios that an expression did not give', async () => {
		const nothing = await run('hosted', 'updateTestSuite', ofSuite(MISSING));
		const empty = await run('hosted', 'updateTestSuite', {
			...ofSuite(MISSING),
			updateFields: { name: 'x', scenarioIds: '={{ [] }}' },
		});

		expect(told(nothing)).toMatch(/^'Update Fields' is empty/);
		expect(told(empty)).toMatch(/^'Scenario IDs' is empty/);
		expect(await asked('hosted')).toEqual([]);
	});

	test('tells of one that is not there', async () => {
		const updateFields = { name: 'x' };

		expect(told(await run('hosted', 'updateTestSuite', { ...ofSuite(MISSING), updateFields }))).toMatch(
			/^Could not update the test suite: Preclinical did not find it/,
		);
	});
});

test.each([
	['getManyTestSuites', {}],
	['getTestSuite', ofSuite(MISSING)],
	['createTestSuite', { name: 'x', scenarioIds: MISSING }],
	['updateTestSuite', { ...ofSuite(MISSING), updateFields: { name: 'x' } }],
])('%s says that a self-hosted server cannot, before any request', async (operation, parameters) => {
	expect(told(await run('selfHosted', operation, parameters))).toMatch(
		/^Operations on test suites exist only in the hosted Preclinical/,
	);
	expect(await asked('selfHosted')).toEqual([]);
});
