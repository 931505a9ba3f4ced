import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { npm, withoutNpmSettings } from './npm.mjs';
import { freePort, killProcessGroup, lastLines, stopProcessGroup } from './processes.mjs';

/**
 * The role of an n8n process. In queue mode, `webhook` processes receive deliveries and `worker` processes run
 * executions, instead of `main`.
 *
 * @typedef {'main' | 'webhook' | 'worker'} Role
 */

// `started` is the last line that n8n logs when it starts. Its readiness check succeeds earlier, before n8n 1 has
// registered the triggers of active workflows. n8n 2 registers them in the background and reports the progress per
// workflow (see publicationOf in n8n-client.mjs).
const ROLES = {
	main: { command: 'start', started: 'Editor is now accessible via' },
	webhook: { command: 'webhook', started: 'Webhook listener waiting for requests' },
	worker: { command: 'worker', started: 'n8n worker is now ready' },
};
/** Name of n8n's log file in its user folder. */
export const LOG_FILE = 'n8n.log';

const START_TIMEOUT_MS = 180_000;
const POLL_MS = 200;

// Environment variables that must not be passed on: settings of an n8n that the developer uses on this computer, and
// proxies, which would intercept requests to loopback addresses.
const NOT_INHERITED = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_|WORKFLOWS_|NODES_|(https?|all|no)_proxy$)/i;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
	for (const { pid } of running) killProcessGroup(pid);
});

/**
 * A running n8n.
 *
 * @typedef {object} N8nProcess
 * @property {string} url without a trailing slash; a worker only answers health checks there
 * @property {number} pid
 * @property {string} logFile file with n8n's stdout and stderr
 * @property {() => Promise<void>} stop stops it gracefully, with the processes that it started
 * @property {() => void} kill kills them immediately
 * @property {Promise<void>} ended resolves when the process has ended, for whatever reason
 */

/**
 * Installs a packed package into a user folder, in the same way as n8n installs a community package. The types of its
 * nodes are then `<package name>.<node name>`.
 *
 * @param {{ install: import('./n8n-install.mjs').N8nInstall, userFolder: string, tarball: string }} options
 */
export async function installCommunityPackage({ install, userFolder, tarball }) {
	const cwd = path.join(userFolder, '.n8n', 'nodes');
	fs.mkdirSync(cwd, { recursive: true });
	fs.writeFileSync(
		path.join(cwd, 'package.json'),
		'{"name":"installed-nodes","private":true,"dependencies":{}}\n',
	);
	const omit = ['--omit=dev', '--omit=peer', '--legacy-peer-deps', '--ignore-scripts'];
	await npm(['install', ...omit, '--no-audit', '--no-fund', tarball], { cwd, node: install.node });
}

/**
 * Starts n8n with SQLite on loopback, with all outgoing requests of n8n itself turned off, and returns when it is
 * ready. n8n can be started again with the same user folder, which keeps its encryption key, accounts and workflows.
 *
 * @param {object} options
 * @param {Role} [options.role] `main` if omitted; the others need the settings for queue mode in `env`
 * @param {import('./n8n-install.mjs').N8nInstall} options.install
 * @param {string} options.userFolder
 * @param {number} [options.port] any free port if omitted
 * @param {Record<string, string>} [options.env] settings that override those chosen here
 * @returns {Promise<N8nProcess>}
 * @throws {Error} with the last lines of n8n's log, if it ends or is not ready within three minutes
 */
export async function startN8n({ install, userFolder, port, role = 'main', env = {} }) {
	port ??= await freePort();
	const url = `http://127.0.0.1:${port}`;
	const { command, started } = ROLES[role];
	const settings = { ...(await settingsOf({ line: install.line, url, port, userFolder })), ...env };
	const logFile = path.join(userFolder, LOG_FILE);
	const logFrom = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
	const log = fs.openSync(logFile, 'a');
	// In a process group of its own, so that its task runners end with it and Ctrl-C is handled by us.
	const child = spawn(install.node, [install.n8nBin, command], {
		cwd: userFolder,
		detached: true,
		env: {
			...inheritedEnv(),
			PATH: [path.dirname(install.node), process.env.PATH].join(path.delimiter),
			...settings,
		},
		stdio: ['ignore', log, log],
	});
	fs.closeSync(log);
	const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
	running.add(child);
	try {
		await ready({
			child,
			url,
			started,
			readLog: () => fs.readFileSync(logFile).subarray(logFrom).toString(),
		});
	} catch (error) {
		await stop(child);
		throw error;
	}
	return {
		url,
		pid: child.pid,
		logFile,
		stop: async () => await stop(child),
		kill: () => killProcessGroup(child.pid),
		ended,
	};
}

/** Stops every n8n that was started here, including one that is not ready yet. */
export async function stopEveryN8n() {
	await Promise.all([...running].map(stop));
}

async function stop(child) {
	await stopProcessGroup(child);
	running.delete(child);
}

async function ready({ child, url, started, readLog }) {
	const deadline = Date.now() + START_TIMEOUT_MS;
	let spawnError;
	child.once('error', (error) => (spawnError = error));
	while (!(readLog().includes(started) && (await isReady(url)))) {
		if (spawnError) throw spawnError;
		const ended = child.exitCode ?? child.signalCode;
		if (ended !== null) throw new Error(`n8n ended with ${ended} while starting:\n${lastLines(readLog())}`);
		if (Date.now() > deadline) throw new Error(`n8n was not ready in time:\n${lastLines(readLog())}`);
		await sleep(POLL_MS);
	}
}

async function isReady(url) {
	try {
		return (await fetch(`${url}/healthz/readiness`)).ok;
	} catch {
		return false;
	}
}

function inheritedEnv() {
	return Object.fromEntries(
		Object.entries(withoutNpmSettings()).filter(([name]) => !NOT_INHERITED.test(name)),
	);
}

async function settingsOf({ line, url, port, userFolder }) {
	return {
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		DB_TYPE: 'sqlite',
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_PROTOCOL: 'http',
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: `${url}/`,
		N8N_WEBHOOK_URL: `${url}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		// Address for health checks of a worker.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		GENERIC_TIMEZONE: 'UTC',
		...CALLS_OUT_OFF,
		// This module downloads a catalog at every start. n8n 1 does not have it and rejects unknown module names.
		...(line === '2' && { N8N_DISABLED_MODULES: 'mcp-registry' }),
		// The default of n8n 2, which n8n 1 recommends at every start. Without it, two simultaneous transactions fail
		// with "cannot start a transaction within a transaction".
		...(line === '1' && { DB_SQLITE_POOL_SIZE: '3' }),
	};
}

const CALLS_OUT_OFF = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};
