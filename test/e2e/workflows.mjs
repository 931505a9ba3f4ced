import { randomUUID } from 'node:crypto';

/** The part before the dot in the types of our nodes. */
export const PACKAGE = 'n8n-nodes-test-runs';

/** Name of the Test Run Trigger in the workflows of this file. */
export const TRIGGER = 'Run Ended';

/** Name of the trigger in workflows that are executed manually. */
export const MANUAL_TRIGGER = 'By Hand';

/** The Gate's outputs in order. The node after each output has the same name. */
export const VERDICTS = ['Passed', 'Failed', 'Inconclusive', 'Still Running'];

/**
 * A workflow: Currents trigger -> Gate -> one node for each verdict.
 *
 * @param {object} options
 * @param {string} options.projectId
 * @param {string[]} options.events
 * @param {Record<string, import('../../scripts/lib/n8n-client.mjs').Reference>} options.credentials by type
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function reactToCurrentsRun({ projectId, events, credentials }) {
	return reactToRun({
		name: 'Currents: react to a run',
		parameters: {
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: projectId },
			events,
			options: { includeFailures: 20 },
		},
		credentials: pick(credentials, 'testRunCurrentsApi'),
	});
}

/**
 * A workflow: Test Run Trigger with these parameters -> Gate -> one node for each verdict.
 *
 * @param {object} options
 * @param {string} options.name of the workflow
 * @param {object} options.parameters of the trigger
 * @param {Record<string, import('../../scripts/lib/n8n-client.mjs').Reference>} options.credentials of the trigger, by
 *   type
 * @param {string} [options.webhookId] determines the URL of the trigger
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function reactToRun({ name, parameters, credentials, webhookId = randomUUID() }) {
	const trigger = node(TRIGGER, `${PACKAGE}.testRunTrigger`, 0, 0, {
		typeVersion: 1.1,
		parameters,
		credentials,
		webhookId,
	});
	return withGate(name, [trigger]);
}

/**
 * A workflow: Webhook -> start a Qodex run of all scenarios and wait for it -> Gate -> one node for each verdict.
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
	return withGate('Qodex: start a run, wait and decide', [webhook, start]);
}

/**
 * A workflow: manual trigger -> `source`, if given, which makes the item -> all nodes in parallel branches, executed in
 * this order.
 *
 * @param {string} name of the workflow
 * @param {object[]} nodes
 * @param {object[]} [source] nodes that make the item
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function sideBySide(name, nodes, source = []) {
	const first = [node(MANUAL_TRIGGER, 'n8n-nodes-base.manualTrigger', 0, 0), ...source];
	const connections = { ...inARow(first), [first.at(-1).name]: { main: [nodes.map(to)] } };
	return { name, nodes: [...first, ...nodes], connections, settings: { executionOrder: 'v1' } };
}

/**
 * A workflow: manual trigger -> the nodes in a row.
 *
 * @param {string} name of the workflow
 * @param {object[]} nodes
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function oneAfterTheOther(name, nodes) {
	const all = [node(MANUAL_TRIGGER, 'n8n-nodes-base.manualTrigger', 0, 0), ...nodes];
	return { name, nodes: all, connections: inARow(all), settings: { executionOrder: 'v1' } };
}

/**
 * A node of another package than ours.
 *
 * @param {string} name
 * @param {string} type
 * @param {number} typeVersion
 * @param {object} [parameters]
 */
export function other(name, type, typeVersion, parameters = {}) {
	return node(name, type, 1, 0, { typeVersion, parameters });
}

/**
 * A workflow: manual trigger -> a Test Run node -> Gate -> one node for each verdict.
 *
 * @param {string} name of the workflow
 * @param {object} testRunNode see testRun
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function decideByHand(name, testRunNode) {
	return withGate(name, [node(MANUAL_TRIGGER, 'n8n-nodes-base.manualTrigger', 0, 0), testRunNode]);
}

/**
 * A Test Run node, placed second in its row on the canvas.
 *
 * @param {string} name
 * @param {object} parameters
 * @param {Record<string, import('../../scripts/lib/n8n-client.mjs').Reference>} credentials of the node, by type
 * @param {object} [more] properties of the node
 */
export function testRun(name, parameters, credentials, more = {}) {
	return node(name, `${PACKAGE}.testRun`, 1, 0, { parameters, credentials, ...more });
}

/** A workflow of nodes in a row, followed by the Gate and one node for each of its four outputs. */
function withGate(name, row) {
	const gate = node('Gate', `${PACKAGE}.testRunGate`, row.length, 0);
	const ends = VERDICTS.map((verdict, index) =>
		node(verdict, 'n8n-nodes-base.noOp', row.length + 1, index - 1.5),
	);
	const chain = [...row, gate];
	const connections = inARow(chain);
	connections[gate.name] = { main: ends.map((end) => [to(end)]) };
	return { name, nodes: [...chain, ...ends], connections, settings: { executionOrder: 'v1' } };
}

/** Connects each node to the next. */
export function inARow(nodes) {
	const all = nodes.slice(1);
	return Object.fromEntries(all.map((next, index) => [nodes[index].name, { main: [[to(next)]] }]));
}

/** A node at a position on the canvas. */
export function node(name, type, column, line, more = {}) {
	const position = [column * 240, line * 140];
	return { id: randomUUID(), name, type, typeVersion: 1, position, parameters: {}, ...more };
}

/** The main input of a node, as it is written in connections. */
export function to({ name }) {
	return { node: name, type: 'main', index: 0 };
}

function pick(credentials, type) {
	return { [type]: credentials[type] };
}
