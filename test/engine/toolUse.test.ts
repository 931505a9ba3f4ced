/** The Test Run node as the tool of an AI agent: what it answers, and what it leaves alone. */
import type { INodeParameters } from 'n8n-workflow';

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

test('what cannot be undone or changes what others have set up is guarded, and nothing else', () => {
	const guarded = actionGroups.flatMap(({ id, operations }) =>
		operations.filter(({ needsAllowance }) => needsAllowance).map(({ value }) => `${id} ${value}`),
	);

	expect(guarded.sort()).toEqual([
		'currents cancelRun',
		'currents cancelRunByGithub',
		'currents createWebhook',
		'currents deleteRun',
		'currents deleteWebhook',
		'currents resetRun',
		'currents updateWebhook',
		'preclinical cancelRun',
		'preclinical createWebhook',
		'preclinical deleteRun',
		'preclinical deleteWebhook',
		'preclinical updateWebhook',
		'qase completeRun',
		'qase createDefect',
		'qase deleteRun',
		'qase linkIssue',
		'qase publishRun',
		'qase resolveDefect',
		'qase uploadAttachment',
	]);
});

const unallowed = actionGroups.flatMap(({ id: resource, operations }) =>
	operations
		.filter(({ needsAllowance }) => needsAllowance)
		.map(({ value: operation }) => ({ resource, operation })),
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

test('outside of a tool nothing is refused, and the panel has no switch', async () => {
	const { projectId } = sandbox().currents;
	const { runId } = (await sandbox().control.currents.createRun({ projectId })).run;
	const chosen = { resource: 'currents', operation: 'cancelRun' };
	const run = await nodeRun(settings({ ...chosen, runId }));

	expect(run.json).toMatchObject([{ id: runId, status: 'canceled' }]);
	expect(shown(new TestRun(), chosen).map(({ name }) => name)).not.toContain('allowAgents');
});

test('the panel of the tool has the switch, which no expression can turn', () => {
	const tool = new TestRun();
	tool.description = { ...tool.description, name: 'testRunTool' };
	const [allowance] = shown(tool, { resource: 'qase', operation: 'deleteRun' }).filter(
		({ name }) => name === 'allowAgents',
	);

	expect(allowance).toMatchObject({ type: 'boolean', default: false, noDataExpression: true });
	expect(shown(tool, { resource: 'qase', operation: 'getRun' }).map(({ name }) => name)).not.toContain(
		'allowAgents',
	);
});
