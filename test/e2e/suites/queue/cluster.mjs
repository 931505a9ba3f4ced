import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { installCommunityPackage, startN8n } from '../../../../scripts/lib/n8n-process.mjs';
import {
	POSTGRES_DATABASE,
	POSTGRES_USER,
	startPostgres,
} from '../../../../scripts/lib/services/postgres.mjs';
import { startRedis } from '../../../../scripts/lib/services/redis.mjs';
import { startRouter } from './router.mjs';

/**
 * Properties of n8n in queue mode, in addition to those of every playground.
 *
 * @typedef {object} Cluster
 * @property {import('./router.mjs').Router} router
 * @property {{ redis: number, postgres: number }} servicePorts
 * @property {Record<string, import('../../../../scripts/lib/n8n-process.mjs').N8nProcess>} processes processes by name,
 *   including those that have ended
 *
 * @typedef {import('../../../../scripts/lib/playground.mjs').Playground & Cluster} State
 */

/**
 * Starts Redis, PostgreSQL and the router, and sets the playground's settings so that n8n uses them.
 *
 * @param {State} playground
 */
export async function prepareCluster(playground) {
	const { services } = playground;
	const redis = await startRedis();
	services.push(redis);
	const postgres = await startPostgres();
	services.push(postgres);
	playground.router = await startRouter();
	services.push(playground.router);
	playground.servicePorts = { redis: redis.port, postgres: postgres.port };
	playground.processes = {};
	playground.env = settingsOf(playground);
}

/** The settings are the same for all processes, since they share the database, the queue and the credentials. */
function settingsOf({ servicePorts, router }) {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(servicePorts.redis),
		// Otherwise n8n marks the executions of a dead worker as failed and overwrites their deliveries.
		QUEUE_WORKER_STALLED_INTERVAL: '0',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(servicePorts.postgres),
		DB_POSTGRESDB_USER: POSTGRES_USER,
		DB_POSTGRESDB_DATABASE: POSTGRES_DATABASE,
		N8N_ENCRYPTION_KEY: 'sandbox-only-encryption-key',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		WEBHOOK_URL: `${router.url}/`,
		N8N_WEBHOOK_URL: `${router.url}/`,
	};
}

/** @type {import('../../../../scripts/lib/steps.mjs').Step<State>[]} */
export const processes = [
	{ name: 'a webhook process and two workers are up with the package', run: startProcesses },
	{ name: 'all of them report that they are ready', run: checkHealth },
];

async function startProcesses(state) {
	state.router.targets.main = state.n8n.url;
	await Promise.all([
		startProcess(state, 'webhook', 'webhook-1'),
		startProcess(state, 'worker', 'worker-1'),
		startProcess(state, 'worker', 'worker-2'),
	]);
}

async function checkHealth({ n8n, processes: others }) {
	for (const { url } of [n8n, ...Object.values(others)]) {
		const { status } = await fetch(`${url}/healthz/readiness`);
		assert.equal(status, 200, `${url} is not ready`);
	}
}

/**
 * Starts another n8n process with its own user folder, in which the package is installed, like in a container of its
 * own.
 *
 * @param {State} state
 * @param {import('../../../../scripts/lib/n8n-process.mjs').Role} role
 * @param {string} name
 */
export async function startProcess({ install, tarball, folder, env, router, processes: all }, role, name) {
	const userFolder = path.join(folder, name);
	await installCommunityPackage({ install, userFolder, tarball });
	all[name] = await startN8n({ install, userFolder, role, env });
	if (role === 'webhook') router.targets.webhook.push(all[name].url);
}

/**
 * Stops the main process and starts it again on the same port.
 *
 * @param {State} state
 */
export async function restartMain(state) {
	const { install, folder, env, n8n } = state;
	await n8n.stop();
	state.n8n = await startN8n({ install, userFolder: folder, port: Number(new URL(n8n.url).port), env });
}

/**
 * The executions that a worker has started but not finished, according to its log.
 *
 * @param {State} state
 * @param {string} worker name of the worker
 * @returns {string[]} their ids
 */
export function runningOn({ processes: all }, worker) {
	const log = fs.readFileSync(all[worker].logFile, 'utf8');
	const finished = new Set(idsIn(log, 'finished'));
	return idsIn(log, 'started').filter((id) => !finished.has(id));
}

/**
 * The workers that have run an execution or a part of it, according to their logs.
 *
 * @param {State} state
 * @param {string} executionId
 * @returns {string[]} their names
 */
export function workersOf({ processes: all }, executionId) {
	return Object.keys(all).filter((name) =>
		idsIn(fs.readFileSync(all[name].logFile, 'utf8'), 'started').includes(executionId),
	);
}

function idsIn(log, event) {
	return [...log.matchAll(new RegExp(`Worker ${event} execution (\\d+) `, 'g'))].map(([, id]) => id);
}
