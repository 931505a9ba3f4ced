/** The polling triggers of the editions, which poll at n8n's own times. */
import assert from 'node:assert/strict';
import { outputsOf } from '../../../../scripts/lib/n8n-client.mjs';
import { inARow, node } from '../../workflows.mjs';
import { byId } from '../actions-expect.mjs';
import { until } from '../faults/fault.mjs';
import { senders } from '../lifecycle-senders.mjs';
import { services } from './packages.mjs';

const POLL = 'Poll';

/** A poll is at most a minute away. */
const LONGEST_MS = 150_000;

const PARAMETERS = {
	preclinical: () => ({}),
	qase: ({ qase }) => ({ projectCode: byId(qase.projectCode, 'code') }),
};

const polled = services.filter(({ nodes }) => Object.values(nodes).includes('testRunPollingTrigger'));

/** Activates them, and lets a run fail once each has set its mark. */
export async function startPolling(state) {
	state.polled = [];
	for (const { name, platform } of polled) {
		const { client, credentials, sandbox } = state;
		const { credential, fail } = senders.find((sender) => sender.platform === platform);
		const trigger = node(POLL, `${name}.${platform}PollingTrigger`, 0, 0, {
			parameters: {
				...PARAMETERS[platform](sandbox),
				events: ['RUN_FINISH'],
				pollTimes: { item: [{ mode: 'everyMinute' }] },
			},
			credentials: { [credential]: credentials[credential] },
		});
		const row = [trigger, node('End', 'n8n-nodes-base.noOp', 1, 0)];
		const draft = { name: `${name}: polling`, nodes: row, connections: inARow(row) };
		const { id } = await client.createWorkflow(draft);
		await sandbox.control.clearCalls();
		await client.activate(id);
		await until(async () => (await sandbox.control.calls({ platform })).length > 0, 'the first poll');
		const { runId } = await fail(sandbox);
		state.polled.push({ id, platform, runId });
	}
}

/** The next poll of each finds that run. */
export async function havePolled({ client, polled: workflows }) {
	for (const { id, platform, runId } of workflows) {
		const options = { timeoutMs: LONGEST_MS };
		const execution = await client.waitForExecution(id, ({ status }) => status === 'success', options);
		const [[event]] = outputsOf(execution, 'End');
		assert.deepEqual(
			[event.event, event.platform, event.run.id, event.run.verdict],
			['RUN_FINISH', platform, runId, 'failed'],
		);
		await client.deactivate(id);
	}
}
