import { randomUUID } from 'node:crypto';

const PACKAGE = 'n8n-nodes-test-runs';

/** Names of nodes whose output the faults check. */
export const DELIVERED = 'Delivered';
export const ONCE = 'Once';
export const RUN = 'Run';
export const GATE = 'Gate';

/**
 * A workflow with a Test Run Trigger; with `once`, followed by the operation Drop Duplicates.
 *
 * @param {{ parameters: object, credentials: object, once?: boolean }} options `credentials` by type
 */
export function listening({ parameters, credentials, once = false }) {
	const trigger = node(DELIVERED, `${PACKAGE}.testRunTrigger`, {
		typeVersion: 1.1,
		parameters,
		credentials,
		webhookId: randomUUID(),
	});
	const drop = node(ONCE, `${PACKAGE}.testRun`, {
		parameters: { resource: 'any', operation: 'dropDuplicates' },
	});
	return row('A trigger', once ? [trigger, drop] : [trigger]);
}

/**
 * A workflow: Webhook -> Test Run.
 *
 * @param {{ path: string, parameters: object, credentials: object, settings?: object }} options `credentials` by type;
 *   `settings` are those of the node besides its parameters, e.g. Retry On Fail
 */
export function running({ path, parameters, credentials, settings }) {
	return row('A run', [
		calledAt(path),
		node(RUN, `${PACKAGE}.testRun`, { parameters, credentials, ...settings }),
	]);
}

/**
 * A workflow: Webhook -> list of items -> Test Run -> Gate. One output of the Gate is connected back to the Test Run
 * node.
 *
 * @param {{ path: string, parameters: object, credentials: object, settings?: object, back?: number }} options
 *   `settings` of both nodes; `back` is the number of that output; if omitted, there is no loop
 */
export function looping({ path, parameters, credentials, settings, back }) {
	const items = node('Items', 'n8n-nodes-base.splitOut', { parameters: { fieldToSplitOut: 'body.items' } });
	const run = node(RUN, `${PACKAGE}.testRun`, { parameters, credentials, ...settings });
	const workflow = row('A loop', [
		calledAt(path),
		items,
		run,
		node(GATE, `${PACKAGE}.testRunGate`, settings),
	]);
	if (back !== undefined) {
		const outputs = Array.from({ length: back + 1 }, () => []);
		outputs[back] = [{ node: RUN, type: 'main', index: 0 }];
		workflow.connections[GATE] = { main: outputs };
	}
	return workflow;
}

function calledAt(path) {
	return node('Webhook', 'n8n-nodes-base.webhook', {
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
		webhookId: randomUUID(),
	});
}

function row(name, nodes) {
	const placed = nodes.map((entry, index) => ({ ...entry, position: [index * 240, 0] }));
	const links = nodes.slice(1).map((next, index) => {
		const to = { node: next.name, type: 'main', index: 0 };
		return [nodes[index].name, { main: [[to]] }];
	});
	const connections = Object.fromEntries(links);
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

function node(name, type, more) {
	return { id: randomUUID(), name, type, typeVersion: 1, parameters: {}, ...more };
}
