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

/** A report of two tests, of which one fails. */
const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
	<testsuite name="cart" tests="2" failures="1" timestamp="2026-05-04T09:30:00Z">
		<testcase classname="cart" name="adds an item" time="0.21"/>
		<testcase classname="cart" name="pays with a saved card" time="1.4">
			<failure type="AssertionError" message="expected status 200, got 500">at cart.spec.js:14:5</failure>
		</testcase>
	</testsuite>
</testsuites>
`;

/**
 * A workflow: manual trigger -> a report file that the workflow itself holds -> Reader -> Gate -> one node for each
 * verdict.
 *
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function readReportFile() {
	const assignments = [{ id: 'report', name: 'report', value: REPORT, type: 'string' }];
	return withGate('Report file: read it and decide', [
		node(MANUAL_TRIGGER, 'n8n-nodes-base.manualTrigger', 0, 0),
		node('Report', 'n8n-nodes-base.set', 1, 0, {
			typeVersion: 3.4,
			parameters: { assignments: { assignments } },
		}),
		node('As a File', 'n8n-nodes-base.convertToFile', 2, 0, {
			typeVersion: 1.1,
			parameters: {
				operation: 'toText',
				sourceProperty: 'report',
				options: { fileName: 'report.xml' },
			},
		}),
		node('Reader', `${PACKAGE}.testRunReader`, 3, 0),
	]);
}

/**
 * A workflow: Webhook that takes report files -> Reader -> Gate -> the answer to the sender, in one node for each verdict
 * and one for a file that cannot be read.
 *
 * @param {object} options
 * @param {string} options.path of the webhook, below /webhook/
 * @returns {import('../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function judgePostedReport({ path }) {
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', 0, 0, {
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'responseNode' },
		webhookId: randomUUID(),
	});
	const reader = node('Reader', `${PACKAGE}.testRunReader`, 1, 0, { onError: 'continueErrorOutput' });
	const decision = '={{ { verdict: $json.gate.verdict, reasons: $json.gate.reasons } }}';
	const draft = withGate('Posted report files: decide and answer', [webhook, reader], {
		endOf: (verdict) => answer(verdict === 'Passed' ? 200 : 422, decision),
	});
	const unreadable = node(
		'Unreadable',
		'',
		3,
		3,
		answer(400, '={{ { error: $json.error, message: $json.message } }}'),
	);
	draft.connections[reader.name].main.push([to(unreadable)]);
	return { ...draft, nodes: [...draft.nodes, unreadable] };
}

/** Type and parameters of a node that answers the request to the webhook. */
function answer(responseCode, responseBody) {
	return {
		type: 'n8n-nodes-base.respondToWebhook',
		typeVersion: 1.1,
		parameters: { respondWith: 'json', responseBody, options: { responseCode } },
	};
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

/**
 * A workflow of nodes in a row, followed by the Gate and one node for each of its four outputs, which does nothing unless
 * `endOf` says otherwise.
 */
function withGate(name, row, { endOf = () => ({}) } = {}) {
	const gate = node('Gate', `${PACKAGE}.testRunGate`, row.length, 0);
	const ends = VERDICTS.map((verdict, index) =>
		node(verdict, 'n8n-nodes-base.noOp', row.length + 1, index - 1.5, endOf(verdict)),
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
