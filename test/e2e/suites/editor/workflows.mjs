import { randomUUID } from 'node:crypto';

/** Name of this package. */
export const PACKAGE = 'n8n-nodes-test-runs';

/** A manual trigger. */
export const START = {
	id: randomUUID(),
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * Saves a workflow with one node of this package, after a manual trigger unless the node is a trigger itself, and opens
 * the node's panel.
 *
 * @param {import('./browser.mjs').Editor & { client: import('../../../../scripts/lib/n8n-client.mjs').N8nClient }}
 *   options
 * @param {string} type name of a node of this package, or the whole type of one of an edition
 * @param {{ name?: string, parameters?: object, credentials?: object }} [node]
 */
export async function openNode(
	{ page, url, client },
	type,
	{ name = 'Node', parameters = {}, credentials } = {},
) {
	const isTrigger = type.endsWith('Trigger');
	const node = {
		id: randomUUID(),
		name,
		type: type.includes('.') ? type : `${PACKAGE}.${type}`,
		typeVersion: type === 'testRunTrigger' ? 1.1 : 1,
		position: [240, 0],
		parameters,
		...(credentials && { credentials }),
		...(isTrigger && { webhookId: randomUUID() }),
	};
	const { id } = await client.createWorkflow({
		name: 'Editor',
		nodes: isTrigger ? [node] : [START, node],
		connections: isTrigger ? {} : { [START.name]: { main: [[{ node: name, type: 'main', index: 0 }]] } },
	});
	await page.goto(`${url}/workflow/${id}/${node.id}`);
	await page.locator('[data-test-id=node-parameters]').waitFor();
}
