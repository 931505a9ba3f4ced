import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createN8nClient } from './n8n-client.mjs';
import { ensureDependencies } from './install-dependencies.mjs';
import { ensureN8n, pinnedVersion } from './n8n-install.mjs';
import { installCommunityPackage, LOG_FILE, startN8n, stopEveryN8n } from './n8n-process.mjs';
import { packPackage } from './pack.mjs';
import { freePort } from './processes.mjs';

/** The account of every n8n started here. It lives and dies with a temporary folder. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox-only-1',
	firstName: 'Sandbox',
	lastName: 'Owner',
};

/**
 * A real n8n with the packed package, and the sandbox as the platforms. Each step of `bringUp` adds to it.
 *
 * @typedef {object} Playground
 * @property {'1' | '2'} line of n8n
 * @property {{ n8n?: number, sandbox?: number }} ports preferred ones; any free one without
 * @property {Record<string, string>} env settings of n8n beside the usual ones; read when n8n is started
 * @property {Array<{ stop: () => Promise<unknown> }>} services what n8n needs beside itself; stopped after it
 * @property {string} folder temporary; holds n8n's user folder, its log and the tarball
 * @property {import('./n8n-install.mjs').N8nInstall} install
 * @property {string} tarball
 * @property {any} sandbox see workshop/sandbox/README.md
 * @property {import('./n8n-process.mjs').N8nProcess} n8n
 * @property {import('./n8n-client.mjs').N8nClient} client signed in
 * @property {Record<string, import('./n8n-client.mjs').Reference>} credentials by credential type
 */

/**
 * A playground that nothing is running in yet.
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
 * What it takes to have a playground, beginning with nothing.
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
 * Stops whatever is running in a playground.
 *
 * @param {Playground} playground
 */
export async function close({ sandbox, services }) {
	await stopEveryN8n();
	await sandbox?.close();
	await Promise.all(services.map((service) => service.stop()));
}

/**
 * Whether n8n has run in a playground, and left a log there.
 *
 * @param {Playground} playground
 */
export function hasLog({ folder }) {
	return fs.existsSync(path.join(folder, LOG_FILE));
}

/**
 * Removes what a closed playground leaves on disk.
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
	// TypeScript, and a dependency: to be had only now that the dependencies are installed.
	const { tsImport } = await import('tsx/esm/api');
	const { startSandbox } = await tsImport('../../workshop/sandbox/index.ts', import.meta.url);
	const { sandbox: preferred } = playground.ports;
	playground.sandbox = await startSandbox({ port: preferred === undefined ? 0 : await freePort(preferred) });
}

async function openN8n(playground) {
	const { install, folder, tarball, ports, env } = playground;
	const port = await freePort(ports.n8n);
	await installCommunityPackage({ install, userFolder: folder, tarball });
	playground.n8n = await startN8n({ install, userFolder: folder, port, env });
}

async function signIn(playground) {
	const { install, n8n, sandbox } = playground;
	const client = createN8nClient({ url: n8n.url, install });
	await client.setUpOwner(OWNER);
	playground.client = client;
	playground.credentials = {};
	for (const [type, { name, data }] of Object.entries(credentialsOf(sandbox))) {
		playground.credentials[type] = await client.createCredential({ name, type, data });
	}
}

/**
 * What the sandbox accepts, by credential type.
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
