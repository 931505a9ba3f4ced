/** An answer about another run than the one that was asked for proves nothing about this one. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { nodeRun } from './harness';
import { credentialsAt, plainServices } from './plainService';
import { credentialTypes } from './support';

const startService = plainServices();

const QASE = { projectCode: { __rl: true, mode: 'id', value: 'SHOP' } };
const qaseRun = (id: number) => ({
	status: true,
	result: { id, status_text: 'passed', stats: { total: 1 } },
});
const currentsRun = (runId: string) => ({
	data: { runId, projectId: 'p', completionState: 'COMPLETE', groups: [] },
});

async function read(resource: string, parameters: INodeParameters, body: object) {
	const service = await startService(() => ({ body }));
	const run = await nodeRun({
		node: new TestRun(),
		parameters: { resource, operation: 'getRun', simplify: false, ...parameters },
		credentials: credentialsAt(service.url),
		credentialTypes,
	});
	return { run, log: service.log };
}

test.each<[string, INodeParameters, object]>([
	['qase', { ...QASE, runId: '5' }, qaseRun(6)],
	['currents', { runId: 'run_5' }, currentsRun('run_6')],
	['qodex', { runId: 'run_5' }, { testRunId: 'run_6', status: 'passed' }],
	['qodex', { runId: 'run_5' }, { testRun: { testRunId: 'run_6', status: 'passed' } }],
	['preclinical', { runId: 'run_5' }, { id: 'run_6', test_run_id: 'human_6', status: 'completed' }],
])('%s %j: %j is an error', async (resource, parameters, body) => {
	const { run, log } = await read(resource, parameters, body);

	expect(run.error?.message).toMatch(/^Could not read the run.*answered with another run \(HTTP 200\)/);
	expect(log).toHaveLength(1);
});

test.each<[string, INodeParameters, object]>([
	['qase', { ...QASE, runId: '5' }, qaseRun(5)],
	['currents', { runId: 'run_5' }, currentsRun('run_5')],
	['qodex', { runId: 'run_5' }, { status: 'passed' }],
	['qodex', { runId: 'run_5' }, { testRun: { testRunId: 'run_5' }, previous: { testRunId: 'run_4' } }],
	['preclinical', { runId: 'run_5' }, { id: 'RUN_5', test_run_id: 'human_5', status: 'completed' }],
	['preclinical', { runId: 'human_5' }, { id: 'run_5', test_run_id: 'human_5', status: 'completed' }],
])('%s %j: %j is about the run', async (resource, parameters, body) => {
	expect((await read(resource, parameters, body)).run.error).toBeNull();
});
