/** Actions and output of n8n's node panel, in which nodes are searched and added. */
import { START } from './workflows.mjs';

const CREATOR = '[data-test-id=node-creator]';
const SEARCH = `${CREATOR} [data-test-id=node-creator-search-bar]`;

/**
 * Opens the node panel in a workflow with a trigger, so that the panel contains all nodes.
 *
 * @param {import('./browser.mjs').Editor} editor
 * @param {import('../../../../scripts/lib/n8n-client.mjs').N8nClient} client
 */
export async function openNodeCreator({ page, url }, client) {
	const { id } = await client.createWorkflow({ name: 'Node panel', nodes: [START], connections: {} });
	await page.goto(`${url}/workflow/${id}`);
	await page.locator('[data-test-id=canvas-node]').waitFor();
	await page.click('[data-test-id=node-creator-plus-button]');
	await page.locator(SEARCH).waitFor();
}

/**
 * Types into the search field and waits for a node with this name.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} words
 * @param {string} name
 * @returns {Promise<import('playwright-core').Locator>}
 */
export async function findNode(page, words, name) {
	// First clear the results of the search before.
	await page.fill(SEARCH, 'no node has such a name');
	await page.locator(`${CREATOR} [data-test-id=node-creator-no-results]`).waitFor();
	await page.fill(SEARCH, words);
	const item = page
		.locator(`${CREATOR} [data-test-id=node-creator-item-name]`)
		.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) });
	await item.waitFor({ timeout: 10_000 }).catch(() => {
		throw new Error(`'${words}' does not find ${name}`);
	});
	return item;
}

/**
 * Opens the actions of a node.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} [words] to search it by
 * @param {string} [name]
 * @returns {Promise<import('playwright-core').Locator>} the headings and actions
 */
export async function openActions(page, words = 'test run', name = 'Test Run') {
	const item = await findNode(page, words, name);
	await item.click();
	await page.locator(`${CREATOR} [data-test-id=node-creator-category-item]`).first().waitFor();
	return page.locator(`${CREATOR} [data-test-id=item-iterator-item]`);
}
