import { OWNER } from '../../../../scripts/lib/playground.mjs';
import { ensureProgram } from '../../../../scripts/lib/services/programs.mjs';

const QUIET = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-gpu',
	'--disable-quic',
	'--disable-sync',
	// No request leaves this computer. (Playwright could block requests as well, but that would disable caching.)
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
	'--no-first-run',
	// Containers run as root, for which Chromium's sandbox does not work. It is not needed, since only pages of this
	// computer are opened.
	'--no-sandbox',
];

/**
 * @typedef {object} Editor a signed-in browser
 * @property {import('playwright-core').Page} page
 * @property {string} url of n8n
 * @property {string[]} refused URLs outside this computer that the page requested; these requests were blocked
 * @property {() => Promise<void>} close
 */

/** Path of a Chromium program: the value of CHROMIUM_PATH, otherwise Debian's package. */
export async function findChromium() {
	return process.env.CHROMIUM_PATH ?? (await ensureProgram('chromium', { debianPackage: 'chromium' }));
}

/**
 * Opens n8n in Chromium and signs in. Requests that would leave this computer are blocked.
 *
 * @param {{ url: string, size?: { width: number, height: number } }} options
 * @returns {Promise<Editor>}
 */
export async function openEditor({ url, size = { width: 1280, height: 900 } }) {
	// A dependency, so it can only be imported after the dependencies have been installed.
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
