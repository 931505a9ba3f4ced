import { randomUUID } from 'node:crypto';

const PACKAGE = 'n8n-nodes-test-runs';

/** Names of the nodes that the faults look at. */
export const DELIVERED = 'Delivered';
export const ONCE = 'Once';
export const RUN = 'Run';

/**
 * A Test Run Trigger, with the operation that drops duplicates for good behind it when that is wanted.
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
 * A call of a webhook, then a Test Run node, then a node that only a result reaches.
 *
 * @param {{ path: string, parameters: object, credentials: object }} options `credentials` by type
 */
export function running({ path, parameters, credentials }) {
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', {
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
		webhookId: randomUUID(),
	});
	return row('A run', [webhook, node(RUN, `${PACKAGE}.testRun`, { parameters, credentials })]);
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
