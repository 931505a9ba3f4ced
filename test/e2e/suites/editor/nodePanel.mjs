/** Actions and output of the panel of a node. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 20_000;
const CLOSING_MS = 3_000;

/** @typedef {import('playwright-core').Page} Page */

/**
 * The names of all visible parameters, from top to bottom.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function shownParameters(page) {
	const labels = page.locator('[data-test-id=node-parameters] [data-test-id=input-label] label');
	const names = await labels.evaluateAll((elements) =>
		elements
			.filter((label) => label.offsetParent !== null)
			.map((label) => label.querySelector('span')?.textContent?.trim() ?? ''),
	);
	// In n8n 1 the switch between fixed values and expressions has labels too; they have no text.
	return names.filter(Boolean);
}

/**
 * The texts of all visible notices.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function shownNotices(page) {
	return await page.locator('[data-test-id=node-parameters] .notice:visible').allInnerTexts();
}

/**
 * The name of the selected credential; `null` if the node has no credential.
 *
 * @param {Page} page
 * @returns {Promise<string | null>}
 */
export async function shownCredential(page) {
	const select = page.locator('[data-test-id=node-credentials-select] input');
	return (await select.count()) === 0 ? null : await select.first().inputValue();
}

/**
 * The entries in the list of a parameter, in order.
 *
 * @param {Page} page
 * @param {string} parameter
 * @returns {Promise<string[]>}
 */
export async function offered(page, parameter) {
	const items = await openList(page, parameter);
	const names = await items.evaluateAll((elements) =>
		elements.map(({ innerText }) => innerText.split('\n')[0].trim()),
	);
	await page.keyboard.press('Escape');
	await untilClosed(page, items);
	return names;
}

/**
 * Selects an entry in the list of a parameter.
 *
 * @param {Page} page
 * @param {string} parameter
 * @param {string} name
 */
export async function choose(page, parameter, name) {
	const items = await openList(page, parameter);
	const names = await items.evaluateAll((elements) =>
		elements.map(({ innerText }) => innerText.split('\n')[0].trim()),
	);
	assert.ok(names.includes(name), `'${parameter}' does not offer '${name}', but ${names.join(', ')}`);
	await items.nth(names.indexOf(name)).click();
	await untilClosed(page, items);
}

/** A list may stay open if it is closed while it is still opening. A user would close it again. */
async function untilClosed(page, items) {
	const isClosed = () =>
		items
			.first()
			.waitFor({ state: 'hidden', timeout: CLOSING_MS })
			.then(() => true)
			.catch(() => false);
	for (const deadline = Date.now() + PATIENCE_MS; !(await isClosed());) {
		assert.ok(Date.now() < deadline, 'a list does not close');
		await page.keyboard.press('Escape');
	}
}

/**
 * Opens the "From List" of a resource locator and waits for its entries.
 *
 * @param {Page} page
 * @param {string} parameter
 * @returns {Promise<string[]>}
 */
export async function pickerEntries(page, parameter) {
	await page.click(`[data-test-id=resource-locator-${parameter}] [data-test-id=rlc-input]`);
	const entries = page.locator('[data-test-id=rlc-item]:visible');
	await entries.first().waitFor();
	return await entries.allInnerTexts();
}

/** @param {Page} page */
export async function executeNode(page) {
	await page.locator('[data-test-id=node-execute-button]').first().click();
}

/**
 * Waits for output and returns the table in the output panel as text.
 *
 * @param {Page} page
 * @returns {Promise<string>}
 */
export async function outputTable(page) {
	const output = page.locator('[data-test-id=output-panel]');
	await output.locator('[data-test-id=radio-button-table]').click();
	const table = output.locator('[data-test-id=ndv-data-container] table');
	await table.waitFor();
	return await table.innerText();
}

/**
 * Waits until `read` returns the expected value, up to a time limit.
 *
 * @template T
 * @param {() => Promise<T>} read
 * @param {T} expected
 * @param {string} message
 */
export async function eventually(read, expected, message) {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const actual = await read();
		try {
			return assert.deepEqual(actual, expected);
		} catch (error) {
			if (Date.now() > deadline) throw new Error(`${message}: ${error.message}`);
			await sleep(50);
		}
	}
}

/**
 * Opens the list of a parameter and waits for its entries.
 *
 * @param {Page} page
 * @param {string} parameter
 * @returns {Promise<import('playwright-core').Locator>}
 */
export async function openList(page, parameter) {
	// Click on the arrow, since the middle may contain a selected entry with a button to remove it.
	await page.click(`[data-test-id=parameter-input-${parameter}] .el-select__caret`);
	const items = page.locator('.el-select-dropdown [role=option]:visible');
	await items.first().waitFor();
	return items;
}
