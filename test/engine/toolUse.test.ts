/** The Test Run node as the tool of an AI agent: what it answers, and what it leaves alone. */
import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { actionGroups } from '../../platforms';
import { nodeRun, toolRun, type ToolRunOptions } from './harness';
import { shown } from './parameters';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();

const settings = (parameters: INodeParameters) => ({
	node: new TestRun(),
	parameters,
	credentials: credentialsFor(sandbox()),
	credentialTypes,
});

const ways: Array<ToolRunOptions['via']> = ['context', 'engine'];

const guardedOperations = (isAllowedByDefault: boolean) =>
	actionGroups.flatMap(({ id, operations }) =>
		operations
			.filter(({ needsAllowance, allowedByDefault = false }) => {
				return needsAllowance && allowedByDefault === isAllowedByDefault;
			})
			.map(({ value }) => `${id} ${value}`),
	);

test('what cannot be undone or changes what others see is guarded, and nothing else', () => {
	expect(guardedOperations(false).sort()).toEqual([
		'currents archiveAction',
		'currents cancelRun',
		'currents cancelRunByGithub',
		'currents createAction',
		'currents createWebhook',
		'currents deleteRun',
		'currents deleteWebhook',
		'currents disableAction',
		'currents enableAction',
		'currents resetRun',
		'currents updateAction',
		'currents updateWebhook',
		'preclinical cancelRun',
		'preclinical createAgent',
		'preclinical createTestSuite',
		'preclinical createWebhook',
		'preclinical deleteAgent',
		'preclinical deleteRun',
		'preclinical deleteScenario',
		'preclinical deleteWebhook',
		'preclinical generateScenarios',
		'preclinical updateAgent',
		'preclinical updateScenario',
		'preclinical updateTestSuite',
		'preclinical updateWebhook',
		'qase completeRun',
		'qase createConfiguration',
		'qase createDefect',
		'qase createEnvironment',
		'qase createMilestone',
		'qase createPlan',
		'qase createResults',
		'qase deleteResult',
		'qase deleteRun',
		'qase linkIssue',
		'qase publishRun',
		'qase resolveDefect',
		'qase updateMilestone',
		'qase updateResult',
		'qase updateRun',
		'qase uploadAttachment',
	]);
});

test('starting runs is allowed until a person takes it back', () => {
	expect(guardedOperations(true).sort()).toEqual([
		'preclinical startRun',
		'preclinical startRunAndWait',
		'qase startRun',
		'qodex runSchedule',
		'qodex startRun',
		'qodex startRunAndWait',
		'testclix startRun',
		'testclix startRunAndWait',
	]);
});

const unallowed = actionGroups.flatMap(({ id: resource, operations }) =>
	operations
		.filter(({ needsAllowance }) => needsAllowance)
		.map(({ value: operation, allowedByDefault }) => ({
			resource,
			operation,
			...(allowedByDefault && { allowAgents: false }),
		})),
);

describe.each(ways)('called by way of the %s', (via) => {
	const aRun = async () => {
		const { projectId } = sandbox().currents;
		return (await sandbox().control.currents.createRun({ projectId })).run.runId;
	};
	const cancel = (allowed: INodeParameters = {}): ToolRunOptions => ({
		...settings({
			resource: 'currents',
			operation: 'cancelRun',
			runId: "={{ $fromAI('runId') }}",
			...allowed,
		}),
		via,
	});

	describe('what needs permission', () => {
		test('what cannot be undone is refused, and the platform is asked nothing', async () => {
			await sandbox().control.clearCalls();
			const run = await toolRun({ ...cancel(), arguments: { runId: await aRun() } });

			expect(run.error).toBeNull();
			expect(run.response).toEqual([
				{
					error:
						"An AI agent is not allowed to use 'Cancel Run'. Nothing was changed. A person can turn on 'Allow AI Agents' in this tool.",
				},
			]);
			expect(await sandbox().control.calls()).toEqual([]);
		});

		test.each(unallowed)('$resource $operation is refused before anything is asked', async (parameters) => {
			await sandbox().control.clearCalls();
			const run = await toolRun({ ...settings(parameters), via });

			expect(run.response).toEqual([{ error: expect.stringMatching(/^An AI agent is not allowed to use /) }]);
			expect(await sandbox().control.calls()).toEqual([]);
		});

		test('it is carried out where a person allows it', async () => {
			const runId = await aRun();
			const run = await toolRun({ ...cancel({ allowAgents: true }), arguments: { runId } });

			expect(run.response).toMatchObject([{ id: runId, status: 'canceled' }]);
		});

		test('a run is started unless a person has taken that back', async () => {
			const start = { resource: 'qodex', operation: 'startRun', environment: 'staging', scope: 'all' };
			const run = await toolRun({ ...settings(start), via });

			expect(run.response).toMatchObject([{ platform: 'qodex', verdict: 'pending' }]);
		});
	});

	describe('what the agent is given', () => {
		test('each call of the tool starts a run of its own', async () => {
			const start = { resource: 'qodex', operation: 'startRun', environment: 'staging', scope: 'all' };
			const run = await toolRun({ ...settings(start), via, times: 2 });
			const runs = await sandbox().control.qodex.runs();

			expect(runs).toHaveLength(2);
			expect(run.response).toMatchObject(runs.map(({ testRunId }) => ({ id: testRunId })));
		});

		test.each(['currents', 'preclinical'] as const)(
			'of webhooks of %s only hosts are told',
			async (resource) => {
				const secret = 'https://hooks.example.com/services/T000/B000/placeholder';
				const place =
					resource === 'currents'
						? {
								projectId: { __rl: true, mode: 'id', value: sandbox().currents.projectId },
								events: ['RUN_FINISH'],
							}
						: { scope: 'organization' };
				const create = { resource, operation: 'createWebhook', url: secret, ...place };
				const { json } = await nodeRun(settings(create));
				expect(json).toMatchObject([{ url: secret }]);
				const webhookId = String(json[0]?.hookId ?? json[0]?.id);

				for (const operation of ['getManyWebhooks', 'getWebhook']) {
					const run = await toolRun({ ...settings({ resource, operation, webhookId, ...place }), via });
					expect(run.response).toMatchObject([{ url: 'https://hooks.example.com' }]);
					expect(JSON.stringify(run.response)).not.toContain('placeholder');
				}
			},
		);

		test('what a platform refuses is an answer, too', async () => {
			const parameters = { resource: 'currents', operation: 'getRun', runId: 'no-such-run' };
			const run = await toolRun({ ...settings(parameters), via });

			expect(run.error).toBeNull();
			expect(run.response).toEqual([{ error: expect.stringMatching(/^Could not read the run: .+\. .+/) }]);
		});

		test('a platform that asks for a minute is not waited for: the answer says when to try again', async () => {
			const { projectCode } = sandbox().qase;
			const fault = { kind: 'status', status: 429, headers: { 'retry-after': '60' } } as const;
			await sandbox().control.addFault({ platform: 'qase', fault });
			const parameters = { resource: 'qase', operation: 'getRun', projectCode, runId: '1' };
			const run = await toolRun({ ...settings(parameters), via });

			expect(run.response).toEqual([{ error: expect.stringContaining('Try again in 60 seconds.') }]);
			expect(await sandbox().control.calls({ platform: 'qase' })).toHaveLength(1);
		});

		test('a read answers with the run in the common shape alone', async () => {
			const runId = await aRun();
			const parameters = { resource: 'currents', operation: 'getRun', runId: "={{ $fromAI('runId') }}" };
			const run = await toolRun({ ...settings(parameters), via, arguments: { runId } });

			expect(run.response).toMatchObject([{ id: runId, verdict: 'pending' }]);
			expect(run.response).not.toMatchObject([{ raw: expect.anything() }]);
		});
	});
});

test('outside of a tool nothing is refused, and the panel has no switch', async () => {
	const { projectId } = sandbox().currents;
	const { runId } = (await sandbox().control.currents.createRun({ projectId })).run;
	const chosen = { resource: 'currents', operation: 'cancelRun' };
	const run = await nodeRun(settings({ ...chosen, runId }));

	expect(run.json).toMatchObject([{ id: runId, status: 'canceled' }]);
	expect(shown(new TestRun(), chosen).map(({ name }) => name)).not.toContain('allowAgents');
});

describe('the panel of the tool', () => {
	const tool = new TestRun();
	tool.description = { ...tool.description, name: 'testRunTool' };
	const named = (name: string, chosen: INodeParameters) =>
		shown(tool, chosen).filter((property) => property.name === name);

	test.each([
		['deleteRun', false],
		['startRun', true],
	])('has the switch for %s, which is %s at first and which no expression can turn', (operation, isOn) => {
		const switches = named('allowAgents', { resource: 'qase', operation });

		expect(switches).toMatchObject([{ type: 'boolean', default: isOn, noDataExpression: true }]);
		expect(named('allowAgents', { resource: 'qase', operation: 'getRun' })).toEqual([]);
	});

	test.each([
		['qase', { operation: 'createPlan' }],
		['qase', { operation: 'startRun', casesFrom: 'cases' }],
		['preclinical', { operation: 'createTestSuite' }],
	])('says nothing of Execute Once, which a tool does not have: %s %j', (resource, parameters) => {
		const chosen = { resource, ...parameters };
		const inWorkflow = shown(new TestRun(), chosen).map(({ name }) => name);

		expect(inWorkflow).toContain('executeOnceNotice');
		expect(named('executeOnceNotice', chosen)).toEqual([]);
	});

	test('has no settings that do nothing for an agent', () => {
		const chosen = { resource: 'preclinical', operation: 'startRunAndWait' };
		const options = named('options', chosen)[0]?.options as INodeProperties[];
		const shownOptions = options.filter((option) =>
			NodeHelpers.displayParameter({ ...chosen }, option, null, tool.description, { ...chosen }),
		);

		expect([...named('waitMode', chosen), ...named('timeoutMinutes', chosen)]).toEqual([]);
		expect(shown(new TestRun(), chosen).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['waitMode', 'timeoutMinutes']),
		);
		const names = shownOptions.map(({ name }) => name);
		expect(names).toContain('cancelWhenStopped');
		expect(names).not.toContain('lookAgainMinutes');
	});
});
