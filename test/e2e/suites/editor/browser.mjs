import { OWNER } from '../../../../scripts/lib/playground.mjs';
import { ensureProgram } from '../../../../scripts/lib/services/programs.mjs';

const QUIET = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-gpu',
	'--disable-quic',
	'--disable-sync',
	// Nothing leaves this computer. (Playwright could refuse calls as well, but then nothing is cached.)
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
	'--no-first-run',
	// It shows pages of this computer alone, and root, as which containers run, has no sandbox.
	'--no-sandbox',
];

/**
 * @typedef {object} Editor a signed-in browser
 * @property {import('playwright-core').Page} page
 * @property {string} url of n8n
 * @property {string[]} refused what the page wanted from outside this computer, and did not get
 * @property {() => Promise<void>} close
 */

/** The program of a Chromium: the one that CHROMIUM_PATH names, else Debian's. */
export async function findChromium() {
	return process.env.CHROMIUM_PATH ?? (await ensureProgram('chromium', { debianPackage: 'chromium' }));
}

/**
 * Opens n8n in Chromium and signs in. Calls that would leave this computer are refused.
 *
 * @param {{ url: string, size?: { width: number, height: number } }} options
 * @returns {Promise<Editor>}
 */
export async function openEditor({ url, size = { width: 1280, height: 900 } }) {
	// A dependency: to be had only once the dependencies are installed.
	const { chromium } = await import('playwright-core');
	const browser = await chromium.launch({ executablePath: await findChromium(), args: QUIET });
	const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce', timezoneId: 'UTC' });
	context.setDefaultTimeout(60_000);
	/** @type {string[]} */
	const refused = [];
	const page = await context.newPage();
	page.on('request', (request) => {
		if (isOutside(request.url())) refused.push(request.url());
	});
	await page.goto(`${url}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
	await page.fill('input[name=password]', OWNER.password);
	await page.click('[data-test-id=form-submit-button]');
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	return { page, url, refused, close: async () => await browser.close() };
}

function isOutside(url) {
	const { protocol, hostname } = new URL(url);
	return /^(http|ws)s?:$/.test(protocol) && !['127.0.0.1', 'localhost'].includes(hostname);
}
