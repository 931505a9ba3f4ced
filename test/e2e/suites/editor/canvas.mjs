/** Actions on the canvas of a workflow in n8n 2, by the words that a user reads there. */
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('playwright-core').Page} Page */

const CREATOR = '[data-test-id=node-creator]';
const PANEL = '[data-test-id=node-parameters]';

/**
 * Opens an empty workflow.
 *
 * @param {import('./browser.mjs').Editor} editor
 */
export async function newWorkflow({ page, url }) {
	await page.goto(`${url}/workflow/new`);
	await page.locator('[data-test-id=canvas-add-button]').waitFor();
}

/**
 * Opens the node panel by the button of an empty workflow.
 *
 * @param {Page} page
 * @param {string} words beside the button
 */
export async function clickFirstStep(page, words) {
	const button = page.locator('[data-test-id=canvas-add-button]').filter({ hasText: words });
	await button.locator('[data-test-id=canvas-plus-button]').click();
}

/**
 * Imports a workflow from a file by the menu of the workflow.
 *
 * @param {Page} page
 * @param {string} menu as `⋯ > Import > From file`: the button, then the entries
 * @param {string} file
 */
export async function importFromFile(page, menu, file) {
	const [, ...entries] = menu.split(' > ');
	await page.click('[data-test-id=workflow-menu]');
	const chooser = page.waitForEvent('filechooser');
	for (const entry of entries)
		await page.locator('[role=menuitem]').getByText(entry, { exact: true }).click();
	await (await chooser).setFiles(file);
	await page.locator('[data-test-id=canvas-node]').first().waitFor();
}

/**
 * Searches in the open node panel, chooses a node and then an action of it; a node without actions is added as it is.
 * Its panel is open at the end.
 *
 * @param {Page} page
 * @param {{ words: string, node: string, action?: string }} wanted
 */
export async function addNode(page, { words, node, action = 'Add to workflow' }) {
	await page.fill(`${CREATOR} [data-test-id=node-creator-search-bar]`, words);
	await page
		.locator(`${CREATOR} [data-test-id=node-creator-item-name]`)
		.getByText(node, { exact: true })
		.click();
	await page.locator(CREATOR).getByText(action, { exact: true }).click();
	await page.locator(PANEL).waitFor();
}

/**
 * Opens the node panel by the plus behind a node.
 *
 * @param {Page} page
 * @param {string} node
 * @param {string} [output] its label, for a node with several
 */
export async function clickPlus(page, node, output = '') {
	await fit(page);
	await page
		.locator(`[data-test-id=canvas-node-output-handle][data-node-name="${node}"]`)
		.filter({ hasText: output })
		.locator('[data-test-id=canvas-handle-plus]')
		.click();
}

/** @param {Page} page @param {string} node */
export async function openPanel(page, node) {
	await fit(page);
	await page.locator(`[data-test-id=canvas-node][data-node-name="${node}"]`).dblclick();
	await page.locator(PANEL).waitFor();
}

/** @param {Page} page */
export async function closePanel(page) {
	await page.click('[data-test-id=ndv-close-button]');
	await page.locator(PANEL).waitFor({ state: 'hidden' });
}

/**
 * Chooses an entry in the list of the parameter with this label.
 *
 * @param {Page} page
 * @param {string} label
 * @param {string} entry
 */
export async function chooseByLabel(page, label, entry) {
	await parameter(page, label).locator('[data-test-id^=parameter-input-] .el-select__caret').click();
	await page.locator('[role=option]:visible').getByText(entry, { exact: true }).click();
	await page.locator('[role=option]:visible').first().waitFor({ state: 'hidden' });
}

/**
 * Chooses an entry in the "From list" of the parameter with this label.
 *
 * @param {Page} page
 * @param {string} label
 * @param {string} entry
 */
export async function pickByLabel(page, label, entry) {
	await parameter(page, label).locator('[data-test-id=rlc-input]').click();
	await page.locator('[data-test-id=rlc-item]:visible').getByText(entry, { exact: true }).click();
}

/**
 * Pastes a text from the clipboard into the field of the parameter with this label.
 *
 * @param {Page} page
 * @param {string} label
 * @param {string} text
 */
export async function pasteByLabel(page, label, text) {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.evaluate(async (copied) => await navigator.clipboard.writeText(copied), text);
	await parameter(page, label).locator('textarea, input[type=text]').first().click();
	await page.keyboard.press('ControlOrMeta+V');
	// n8n turns the field into an expression, which it shows in a field of another kind.
	await parameter(page, label).locator('.cm-content').getByText(text).waitFor();
}

/**
 * Makes a credential for the node whose panel is open. n8n tests it and closes the dialog if it works.
 *
 * @param {Page} page
 * @param {Record<string, string>} values by field
 */
export async function makeCredential(page, values) {
	const select = page.locator('[data-test-id=node-credentials-select]');
	const first = page.locator('[data-test-id=node-credentials-empty-state] button');
	await select.or(first).first().waitFor();
	if (await first.isVisible()) await first.click();
	else {
		await select.click();
		await page.click('[data-test-id=node-credentials-select-item-new]');
	}
	const dialog = page.locator('[data-test-id=credential-edit-dialog]');
	for (const [field, value] of Object.entries(values))
		await dialog.locator(`[data-test-id=parameter-input-${field}] input`).fill(value);
	await page.click('[data-test-id=credential-save-button]');
	await dialog.waitFor({ state: 'hidden' });
}

/**
 * Publishes the workflow with the button of this name.
 *
 * @param {Page} page
 * @param {string} button
 * @returns {Promise<string>} id of the workflow
 */
export async function publish(page, button) {
	await page
		.locator('[data-test-id=workflow-open-publish-modal-button]')
		.getByText(button, { exact: true })
		.click();
	await page.click('[data-test-id=workflow-publish-button]');
	await page.locator('[data-test-id=workflow-active-version-indicator]').waitFor({ state: 'attached' });
	return new URL(page.url()).pathname.split('/').at(-1);
}

/** @param {Page} page @param {string} label */
function parameter(page, label) {
	return page
		.locator(`${PANEL} [data-test-id=parameter-item]`)
		.filter({ has: page.locator('[data-test-id=input-label]').getByText(label, { exact: true }) })
		.first();
}

async function fit(page) {
	await page.click('[data-test-id=zoom-to-fit]');
	// The canvas moves there.
	await sleep(500);
}
