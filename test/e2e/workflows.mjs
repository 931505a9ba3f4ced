import { randomUUID } from 'node:crypto';

const PACKAGE = 'n8n-nodes-test-runs';

/** The Gate's outputs, in their order; the node behind each has its name. */
export const VERDICTS = ['Passed', 'Failed', 'Inconclusive', 'Still Running'];

/**
 * A run of a Currents project ends -> Gate -> one node for each verdict.
 *
 * @param {object} options
 * @param {string} options.projectId
 * @param {string[]} options.events
 * @param {Record<string, import('../../scripts/lib/n8n-client.mjs').Reference>} options.credentials by type
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function reactToCurrentsRun({ projectId, events, credentials }) {
	const trigger = node('Run Ended', `${PACKAGE}.testRunTrigger`, 0, 0, {
		parameters: {
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: projectId },
			events,
			options: { includeFailures: 20 },
		},
		credentials: pick(credentials, 'testRunCurrentsApi'),
		webhookId: randomUUID(),
	});
	return workflow('Currents: react to a run', [trigger]);
}

/**
 * A call of a webhook -> start a Qodex run of all scenarios and wait for it -> Gate -> one node for each verdict.
 *
 * @param {object} options
 * @param {string} options.path of the webhook, below /webhook/
 * @param {Record<string, import('../../scripts/lib/n8n-client.mjs').Reference>} options.credentials by type
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function startQodexRunAndDecide({ path, credentials }) {
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', 0, 0, {
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
		webhookId: randomUUID(),
	});
	const start = node('Start Run and Wait', `${PACKAGE}.testRun`, 1, 0, {
		parameters: {
			resource: 'qodex',
			operation: 'startRunAndWait',
			environment: 'staging',
			scope: 'all',
			waitMode: 'poll',
			timeoutMinutes: 5,
		},
		credentials: pick(credentials, 'testRunQodexApi'),
	});
	return workflow('Qodex: start a run, wait and decide', [webhook, start]);
}

/** A workflow of nodes in a row, with the Gate and its four ends behind the last. */
function workflow(name, row) {
	const gate = node('Gate', `${PACKAGE}.testRunGate`, row.length, 0);
	const ends = VERDICTS.map((verdict, index) =>
		node(verdict, 'n8n-nodes-base.noOp', row.length + 1, index - 1.5),
	);
	const chain = [...row, gate];
	const connections = Object.fromEntries(
		row.map(({ name: from }, index) => [from, { main: [[to(chain[index + 1])]] }]),
	);
	connections[gate.name] = { main: ends.map((end) => [to(end)]) };
	return { name, nodes: [...chain, ...ends], connections, settings: { executionOrder: 'v1' } };
}

function node(name, type, column, line, more = {}) {
	const position = [column * 240, line * 140];
	return { id: randomUUID(), name, type, typeVersion: 1, position, parameters: {}, ...more };
}

function to({ name }) {
	return { node: name, type: 'main', index: 0 };
}

function pick(credentials, type) {
	return { [type]: credentials[type] };
}
