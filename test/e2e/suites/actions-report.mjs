import assert from 'node:assert/strict';
import { outputsOf } from '../../../scripts/lib/n8n-client.mjs';
import { assertSucceeded } from '../checks.mjs';
import { MANUAL_TRIGGER, oneAfterTheOther, other, PACKAGE } from '../workflows.mjs';
import { aRun } from './actions-any.mjs';

/** What the format puts out for the node of its chat, and the shape of it. */
const CHATS = [
	{ format: 'slack', shape: (message) => Object.keys(message), is: ['text', 'blocks'] },
	{ format: 'teams', shape: ({ type, attachments }) => [type, attachments.length], is: ['message', 1] },
	{ format: 'discord', shape: (message) => message.allowed_mentions, is: { parse: [] } },
];

/**
 * Tests the Test Run Report in the formats of chats, and that the pasted expression gives the next node an object.
 *
 * @type {import('../../../scripts/lib/steps.mjs').Step<any>[]}
 */
export const chatReports = CHATS.map(({ format, shape, is }) => ({
	name: `Test Run Report: a message for ${format}, which the next node takes as an object`,
	run: async ({ client }) => {
		const draft = oneAfterTheOther(`A report for ${format}`, [
			...aRun,
			other('Write', `${PACKAGE}.testRunReport`, 1, { format }),
			other('Next', 'n8n-nodes-base.set', 3.4, {
				mode: 'raw',
				jsonOutput: '={{ $json.message }}',
				options: {},
			}),
		]);
		const { id } = await client.createWorkflow(draft);
		const execution = await client.nextExecution(id, () => client.runWorkflow(id, MANUAL_TRIGGER));
		assertSucceeded(execution);
		const [[report]] = outputsOf(execution, 'Write');
		assert.deepEqual(Object.keys(report).slice(0, 2), ['text', 'message']);
		const [[message]] = outputsOf(execution, 'Next');
		assert.deepEqual(message, report.message);
		assert.deepEqual(shape(message), is);
	},
	standsAlone: true,
}));
