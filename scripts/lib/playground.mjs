import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createN8nClient } from './n8n-client.mjs';
import { ensureDependencies } from './install-dependencies.mjs';
import { ensureN8n, pinnedVersion } from './n8n-install.mjs';
import { installCommunityPackage, LOG_FILE, startN8n, stopEveryN8n } from './n8n-process.mjs';
import { packPackage } from './pack.mjs';
import { freePort } from './processes.mjs';

/** The owner account of every n8n that is started here. It exists only in a temporary folder. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox-only-1',
	firstName: 'Sandbox',
	lastName: 'Owner',
};

/**
 * A real n8n with the packed package installed, and the sandbox that simulates the platforms. Each step of `bringUp`
 * sets some of its properties.
 *
 * @typedef {object} Playground
 * @property {'1' | '2'} line of n8n
 * @property {{ n8n?: number, sandbox?: number }} ports preferred ports; any free port if omitted
 * @property {Record<string, string>} env additional settings of n8n; used when n8n is started
 * @property {Array<{ stop: () => Promise<unknown> }>} services servers that n8n needs; stopped after n8n
 * @property {boolean} [isBare] whether n8n is started without the package, and without credentials, which need it
 * @property {string} folder temporary folder: n8n's user folder, with its log and the tarball
 * @property {import('./n8n-install.mjs').N8nInstall} install
 * @property {string} tarball
 * @property {any} sandbox see workshop/sandbox/README.md
 * @property {import('./n8n-process.mjs').N8nProcess} n8n
 * @property {import('./n8n-client.mjs').N8nClient} client signed in
 * @property {Record<string, import('./n8n-client.mjs').Reference>} credentials by credential type
 */

/**
 * A playground in which nothing has been started yet.
 *
 * @param {'1' | '2'} line of n8n
 * @param {{ n8n?: number, sandbox?: number }} [ports]
 * @returns {Playground}
 */
export function createPlayground(line, ports = {}) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-test-runs-'));
	return /** @type {Playground} */ ({ line, ports, folder, env: {}, services: [] });
}

/**
 * The steps that set up a playground.
 *
 * @param {'1' | '2'} line of n8n
 * @returns {import('./steps.mjs').Step<Playground>[]}
 */
export function bringUp(line) {
	const n8n = `n8n ${pinnedVersion(line)}`;
	return [
		{ name: 'the dependencies are installed', run: ensureDependencies },
		{ name: `${n8n} is installed`, run: install },
		{ name: 'the package is built and packed', run: pack },
		{ name: 'the sandbox is up', run: openSandbox },
		{ name: `${n8n} is up with the package`, run: openN8n },
		{ name: 'n8n has an account and credentials', run: signIn },
	];
}

/**
 * Stops everything that is running in a playground.
 *
 * @param {Playground} playground
 */
export async function close({ sandbox, services }) {
	await stopEveryN8n();
	await sandbox?.close();
	await Promise.all(services.map((service) => service.stop()));
}

/**
 * Whether n8n has been started in a playground, so that there is a log.
 *
 * @param {Playground} playground
 */
export function hasLog({ folder }) {
	return fs.existsSync(path.join(folder, LOG_FILE));
}

/**
 * Removes the folder of a closed playground.
 *
 * @param {Playground} playground
 */
export function removeFolder({ folder }) {
	fs.rmSync(folder, { recursive: true, force: true });
}

async function install(playground) {
	playground.install = await ensureN8n(playground.line);
}

async function pack(playground) {
	playground.tarball ??= await packPackage(playground.folder);
}

async function openSandbox(playground) {
	// TypeScript and a dependency, so it can only be imported after the dependencies have been installed.
	const { tsImport } = await import('tsx/esm/api');
	const { startSandbox } = await tsImport('../../workshop/sandbox/index.ts', import.meta.url);
	const { sandbox: preferred } = playground.ports;
	playground.sandbox = await startSandbox({ port: preferred === undefined ? 0 : await freePort(preferred) });
}

async function openN8n(playground) {
	const { install, folder, tarball, ports, env, isBare } = playground;
	const port = await freePort(ports.n8n);
	if (!isBare) await installCommunityPackage({ install, userFolder: folder, tarball });
	playground.n8n = await startN8n({ install, userFolder: folder, port, env });
}

async function signIn(playground) {
	const { install, n8n, sandbox } = playground;
	const client = createN8nClient({ url: n8n.url, install });
	await client.setUpOwner(OWNER);
	playground.client = client;
	playground.credentials = {};
	if (playground.isBare) return;
	for (const [type, { name, data }] of Object.entries(credentialsOf(sandbox))) {
		playground.credentials[type] = await client.createCredential({ name, type, data });
	}
}

/**
 * Credentials that the sandbox accepts, by credential type.
 *
 * @param {any} sandbox
 * @returns {Record<string, { name: string, data: Record<string, unknown> }>}
 */
export function credentialsOf({ currents, preclinical, qase, qodex, testclix }) {
	return {
		testRunCurrentsApi: {
			name: 'Currents (sandbox)',
			data: { apiKey: currents.apiKey, baseUrl: currents.baseUrl },
		},
		testRunPreclinicalApi: {
			name: 'Preclinical (sandbox)',
			data: { flavour: 'hosted', apiKey: preclinical.apiKey, baseUrl: preclinical.baseUrl },
		},
		testRunQaseApi: {
			name: 'Qase (sandbox)',
			data: { token: qase.token, origin: qase.origin, webhookSecret: qase.webhookSecret },
		},
		testRunQodexApi: {
			name: 'Qodex (sandbox)',
			data: { apiKey: qodex.apiKey, projectSlug: qodex.slug, origin: qodex.origin },
		},
		testRunQodexScheduleApi: {
			name: 'Qodex schedule (sandbox)',
			data: { scheduleUrl: qodex.scheduleUrl },
		},
		testRunTestClixApi: {
			name: 'TestCLIX (sandbox)',
			data: { apiKey: testclix.apiKey, baseUrl: testclix.baseUrl, webhookSecret: testclix.webhookSecret },
		},
	};
}
