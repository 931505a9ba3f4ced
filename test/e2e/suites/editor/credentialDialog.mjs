/** Actions and output of the credential dialog. */

const DIALOG = '[data-test-id=credential-edit-dialog]';

/** @typedef {import('playwright-core').Page} Page */

/**
 * Opens the dialog of a new credential.
 *
 * @param {import('./browser.mjs').Editor} editor
 * @param {string} displayName of the credential type
 */
export async function newCredential({ page, url }, displayName) {
	await page.goto(`${url}/home/credentials/create`);
	const search = page.locator('[data-test-id=new-credential-type-select] input');
	await search.click();
	await search.pressSequentially(displayName);
	await page
		.locator('[data-test-id=new-credential-type-select-option]')
		.filter({ hasText: displayName })
		.first()
		.click();
	await page.click('[data-test-id=new-credential-type-button]');
	await page.locator(DIALOG).waitFor();
}

/**
 * @param {Page} page
 * @param {Record<string, string>} values by field
 */
export async function fillCredential(page, values) {
	for (const [field, value] of Object.entries(values)) {
		const input = page.locator(`${DIALOG} [data-test-id=parameter-input-${field}] input`);
		if ((await input.getAttribute('role')) === 'combobox') await choose(page, input, value);
		else await input.fill(value);
	}
}

/**
 * Saves the credential, which also tests it, and waits for the result of the test.
 *
 * @param {Page} page
 * @returns {Promise<{ ok: boolean, text: string }>}
 */
export async function saveCredential(page) {
	await page.click('[data-test-id=credential-save-button]');
	const success = page.locator('[data-test-id=credentials-config-container-test-success]');
	const details = page.locator(DIALOG).getByText('More details');
	await success.or(details).first().waitFor();
	if (await success.isVisible()) return { ok: true, text: await success.innerText() };
	await details.click();
	return { ok: false, text: await page.locator(`${DIALOG} .el-tag:visible`).innerText() };
}

/**
 * Deletes the credential whose dialog is open.
 *
 * @param {Page} page
 */
export async function deleteCredential(page) {
	await page.click('[data-test-id=credential-delete-button]');
	await page.locator('.btn--confirm').click();
	await page.locator(DIALOG).waitFor({ state: 'hidden' });
}

async function choose(page, input, value) {
	await input.click();
	await page.locator('[role=option]:visible').filter({ hasText: value }).first().click();
}
