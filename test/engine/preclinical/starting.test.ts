/** Which scenarios a start is for: never all of them by accident, and never fewer than were asked for without a word. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../../nodes/TestRunGate/TestRunGate.node';
import { RecentValues } from '../../../n8n/items/recentValues';
import { clearDuplicates, connect, runWorkflow } from '../harness';
import { credentialTypes } from '../support';
import { FLAVOURS, preclinicalForTests, quickly, told } from './support';

const { run, control, credentials, sandbox, agent, spoil, calls, asked } = preclinicalForTests();

beforeEach(clearDuplicates);

afterEach(() => jest.restoreAllMocks());

const TYPE = 'n8n-nodes-test-runs.testRun';

const MISSING = '11111111-2222-4333-8444-555555555555';

const start = async (parameters: INodeParameters = {}, operation = 'startRun') =>
	await run('selfHosted', operation, { ...agent(), ...parameters });

const chosen = (...ids: string[]): INodeParameters => ({
	scenarioSelection: 'chosen',
	chosenScenarioIds: ids,
});

const suite = (value: string): INodeParameters => ({ testSuiteId: { __rl: true, mode: 'id', value } });

async function bodies() {
	const posts = (await calls('selfHosted')).filter(({ path }) => path === '/start-run');
	return posts.map(({ body }) => body);
}

describe('self-hosted', () => {
	const scenarios = async () => await control('selfHosted').scenarios();

	describe('what is sent', () => {
		test.each<[string, () => Promise<INodeParameters>, number, object]>([
			['all active scenarios', async () => ({ scenarioSelection: 'all' }), 24, {}],
			[
				'scenarios with tags',
				async () => ({ scenarioSelection: 'tags', chosenTags: ['privacy', 'appointment'] }),
				9,
				{ tags: ['privacy', 'appointment'] },
			],
			[
				'chosen scenarios',
				async () => chosen((await scenarios())[0].id),
				1,
				{ scenario_ids: [expect.any(String)] },
			],
			[
				'chosen scenarios by an expression that gives a text, each once',
				async () => {
					const [first, second] = (await scenarios()).map(({ id }) => id);
					const ids = [first, second.toUpperCase(), first].join(', ');
					return { scenarioSelection: 'chosen', chosenScenarioIds: `={{ "${ids}" }}` };
				},
				2,
				{ scenario_ids: [expect.any(String), expect.any(String)] },
			],
			[
				'tags in the Additional Fields, as before',
				async () => ({
					additionalFields: { tags: 'privacy, appointment', concurrencyLimit: 3, benchmarkMode: false },
				}),
				9,
				{ tags: ['privacy', 'appointment'], concurrency_limit: 3, benchmark_mode: false },
			],
			[
				'scenario IDs in the Additional Fields, as before',
				async () => ({ additionalFields: { scenarioIds: (await scenarios())[0].id, creativeMode: true } }),
				1,
				{ scenario_ids: [expect.any(String)], creative_mode: true },
			],
		])('starts %s', async (_, parameters, total, body) => {
			const started = await start(await parameters());

			expect(started.error).toBeNull();
			expect(started.json).toMatchObject([{ verdict: 'pending', counts: { total }, doubt: null }]);
			expect(await bodies()).toEqual([{ agent_id: sandbox().preclinical.agentId, ...body }]);
		});
	});

	describe('what is refused', () => {
		test.each<[string, INodeParameters, RegExp]>([
			[
				'nothing chosen',
				{},
				/^'Test Suite' is empty, which would start all active scenarios \| .*'Scenarios'/,
			],
			[
				'no chosen scenario',
				{ scenarioSelection: 'chosen', chosenScenarioIds: '={{ [] }}' },
				/^'Scenario Names or IDs' is empty.*all active scenarios/,
			],
			[
				'no chosen tag',
				{ scenarioSelection: 'tags', chosenTags: '={{ [] }}' },
				/^'Tag Names or IDs' is empty.*all active scenarios/,
			],
			[
				'no tag at all',
				{ additionalFields: { tags: ' , ' } },
				/^'Tags \(Self-Hosted\)' is empty.*all active/,
			],
			[
				'a test mode',
				{ additionalFields: { testMode: 'full' } },
				/'Test Mode \(Hosted\)' is only for the hosted/,
			],
			[
				'all scenarios, with tags beside',
				{ scenarioSelection: 'all', additionalFields: { tags: 'privacy' } },
				/^'Tags \(Self-Hosted\)' contradicts what is set under 'Scenarios'/,
			],
			[
				'a suite and tags, of which the server would ignore one',
				{ ...suite(MISSING), additionalFields: { tags: 'privacy' } },
				/^'Scenarios' is ambiguous/,
			],
			[
				'more chosen scenarios than may be run',
				{ ...chosen(MISSING, MISSING.replace('1', '2')), additionalFields: { maxScenarios: 1 } },
				/^'Max Scenarios' does not limit scenarios that are chosen one by one/,
			],
			[
				'a suite that is no UUID',
				suite('emergencies'),
				/^'Test Suite' is not an ID: emergencies \| IDs are UUIDs/,
			],
			[
				'a scenario that is no UUID',
				chosen(MISSING, 'fever'),
				/^'Scenario Names or IDs' is not an ID: fever/,
			],
			[
				'a scenario ID that is no UUID',
				{ additionalFields: { scenarioIds: 'fever' } },
				/^'Scenario IDs \(Self-Hosted\)' is not an ID: fever/,
			],
			[
				'an agent that is no UUID',
				{ scenarioSelection: 'all', agentId: { __rl: true, mode: 'id', value: 'appointment-desk' } },
				/^'Agent' is not an ID: appointment-desk/,
			],
		])('refuses %s before any request', async (_, parameters, complaint) => {
			const started = await start(parameters);

			expect(told(started)).toMatch(complaint);
			expect(await asked('selfHosted')).toEqual([]);
		});

		test('names the scenarios that do not fit benchmark mode', async () => {
			const unfit = (await scenarios()).filter(({ fitsBenchmark }) => !fitsBenchmark);
			const started = await start({ scenarioSelection: 'all', additionalFields: { benchmarkMode: true } });

			expect(told(started)).toMatch(
				/^Could not start a run: .*HTTP 400.*Benchmark mode requires.*Turn off 'Benchmark/,
			);
			for (const { id } of unfit) expect(told(started)).toContain(id);
		});
	});

	describe('scenarios that were asked for and not started', () => {
		const some = async () => {
			const [first, second] = await scenarios();
			await control('selfHosted').setScenario({ scenarioId: second.id, active: false });
			return chosen(first.id, second.id, MISSING);
		};

		describe('are named or counted', () => {
			test.each([
				['startRun', {}],
				['startRunAndWait', quickly()],
			])('%s: an error that names them and the run, before anything is awaited', async (operation, more) => {
				const parameters = await some();
				const started = await start({ ...parameters, ...more }, operation);

				const [{ id }] = (await control('selfHosted').runs()).slice(-1);
				const [, second] = await scenarios();
				expect(told(started)).toMatch(
					new RegExp(
						`^2 of the 3 scenarios that were asked for were not started: ${second.id}, ${MISSING} \\| Run ${id} is running`,
					),
				);
				expect(await asked('selfHosted')).toEqual(['POST /start-run', 'GET /api/v1/scenario-runs']);
			});

			test('are counted where they cannot be named', async () => {
				const parameters = await some();
				await spoil('selfHosted', {
					match: { path: '/api/v1/scenario-runs' },
					fault: { kind: 'status', status: 403 },
				});

				expect(told(await start(parameters))).toMatch(
					/^2 of the 3 scenarios that were asked for were not started \| Run /,
				);
			});

			test('are told where fewer were launched than are in the run', async () => {
				const body = { id: MISSING, status: 'running', total_scenarios: 6, scenarios_launched: 5 };
				await spoil('selfHosted', { fault: { kind: 'status', status: 200, body } });
				const started = await start({ scenarioSelection: 'tags', chosenTags: ['privacy'] });

				expect(told(started)).toMatch(
					/^1 of the 6 scenarios that were asked for was not started \| Run 1{8}-/,
				);
			});
		});

		describe('when the run goes on', () => {
			test('can be accepted, and stay a doubt until the run has ended', async () => {
				const [, second] = await scenarios();
				const accepted = { ...(await some()), options: { acceptMissingScenarios: true } };
				const doubt = `2 of the 3 scenarios that were asked for were not started: ${second.id}, ${MISSING}.`;
				const started = await start(accepted);
				const waited = await start(
					{ ...accepted, ...quickly(30, { acceptMissingScenarios: true }) },
					'startRunAndWait',
				);

				expect(started.json).toMatchObject([{ verdict: 'pending', doubt }]);
				expect(waited.json).toMatchObject([{ verdict: 'passed', counts: { total: 1 }, doubt }]);
			});

			test.each([
				['startRun', {}],
				['startRunAndWait', { minPollSeconds: 0.1 }],
			])('%s: an error also for a start-once key that was used before', async (operation, more) => {
				const parameters = { ...(await some()), options: { startOnceKey: 'build-7', ...more } };
				await start(parameters, operation);
				const [{ id }] = (await control('selfHosted').runs()).slice(-1);
				await control('selfHosted').finishRun({ runId: id, outcome: 'completed' });
				const second = await start(parameters, operation);
				const accepted = { ...parameters.options, acceptMissingScenarios: true };
				const third = await start({ ...parameters, options: accepted }, operation);

				expect(told(second)).toMatch(
					new RegExp(`^2 of the 3 scenarios .* \\| Run ${id} was started with this key before, without`),
				);
				expect(third.json).toMatchObject([
					{
						id,
						verdict: 'passed',
						startedBefore: true,
						doubt: expect.stringMatching(/^2 of the 3/) as string,
					},
				]);
				expect(await bodies()).toHaveLength(1);
			});

			test.each([
				['in this process', async () => {}],
				[
					'by an n8n that was restarted since',
					async () => jest.spyOn(RecentValues.prototype, 'get').mockReturnValue(undefined),
				],
			])('stay a doubt when the run is led back, known %s', async (_, before) => {
				await control('selfHosted').nextRuns({ outcome: 'stuck' });
				const options = { acceptMissingScenarios: true };
				const parameters = { ...(await some()), ...agent(), waitMode: 'suspend', options };
				const waiting = await runWorkflow({
					nodeTypes: { [TYPE]: new TestRun(), [`${TYPE}Gate`]: new TestRunGate() },
					workflow: {
						nodes: [
							{ name: 'Before', type: 'test.noOp' },
							{
								name: 'Wait',
								type: TYPE,
								parameters: { resource: 'preclinical', operation: 'startRunAndWait', ...parameters },
							},
							{ name: 'Gate', type: `${TYPE}Gate` },
						],
						connections: connect(['Before', 'Wait'], ['Wait', 'Gate'], ['Gate', 'Wait', 3]),
					},
					credentials: credentials('selfHosted'),
					credentialTypes,
				});
				const [{ id }] = (await control('selfHosted').runs()).slice(-1);
				await control('selfHosted').finishRun({ runId: id, outcome: 'completed' });
				await before();
				const ended = await waiting.resume();

				expect(ended.items('Wait')).toMatchObject([
					{ id, verdict: 'passed', doubt: expect.stringMatching(/^2 of the 3 scenarios .*\.$/) as string },
				]);
				expect(await bodies()).toHaveLength(1);
			});
		});
	});
});

describe('hosted', () => {
	test('takes its default suite unless a suite is named', async () => {
		const started = await run('hosted', 'startRun', agent());

		expect(started.json).toMatchObject([{ counts: { total: 20 } }]);
		expect((await calls('hosted')).map(({ body }) => body)).toEqual([
			{ agent_id: sandbox().preclinical.agentId },
		]);
	});

	test.each(['all', 'chosen', 'tags'])('refuses %s before any request', async (scenarioSelection) => {
		const started = await run('hosted', 'startRun', {
			...agent(),
			...chosen(MISSING),
			chosenTags: ['x'],
			scenarioSelection,
		});

		expect(told(started)).toMatch(/^'Scenarios' is only for a self-hosted server/);
		expect(await asked('hosted')).toEqual([]);
	});
});

test.each(FLAVOURS)('an agent that is not active is refused: %s', async (flavour) => {
	const [{ id: agentId }] = await control(flavour).agents();
	await control(flavour).setAgent({ agentId, active: false });
	const started = await run(flavour, 'startRun', {
		...agent(agentId),
		scenarioSelection: flavour === 'selfHosted' ? 'all' : 'suite',
	});

	expect(told(started)).toMatch(/^Could not start a run: .*Agent not found.*Choose an agent from the list/);
});

test('a saved workflow without the new parameter starts what it did before', async () => {
	const [{ id }] = await control('selfHosted').scenarios();
	const saved: IDataObject = { ...agent(), additionalFields: { scenarioIds: id } };
	const started = await run('selfHosted', 'startRun', saved as INodeParameters);

	expect(started.json).toMatchObject([{ counts: { total: 1 } }]);
});
