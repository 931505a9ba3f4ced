import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { POSTGRES_DATABASE, POSTGRES_USER } from '../../../../scripts/lib/services/postgres.mjs';

const POLL_MS = 1_000;

/**
 * An execution as stored in n8n's database. `test` is the id of the test in its delivery; `null` if n8n has lost the
 * delivery.
 *
 * @typedef {{ id: string, status: string, finished: boolean, test: string | null }} Row
 */

/**
 * The executions of a workflow, read from n8n's database: the API returns only a few per request, and without their
 * data.
 *
 * @param {import('./cluster.mjs').State} state
 * @param {string} workflowId
 * @returns {Promise<Row[]>} oldest first
 */
export async function executionsOf({ install, servicePorts }, workflowId) {
	const { Client } = createRequire(path.join(install.dir, 'package.json'))('pg');
	const db = new Client({
		host: '127.0.0.1',
		port: servicePorts.postgres,
		user: POSTGRES_USER,
		database: POSTGRES_DATABASE,
	});
	await db.connect();
	try {
		const { rows } = await db.query(
			`SELECT e.id::text, e.status, e.finished, substring(d.data from '[a-z]+-[0-9]{6}') AS test
			 FROM execution_entity e LEFT JOIN execution_data d ON d."executionId" = e.id
			 WHERE e."workflowId" = $1 ORDER BY e.id`,
			[workflowId],
		);
		return rows;
	} finally {
		await db.end();
	}
}

/**
 * Waits until the executions of a workflow satisfy a condition.
 *
 * @param {import('./cluster.mjs').State} state
 * @param {string} workflowId
 * @param {(rows: Row[]) => boolean} areAsWanted
 * @param {{ timeoutMs: number, meanwhile?: () => Promise<unknown> }} options `meanwhile` is called between two checks
 * @returns {Promise<Row[]>}
 */
export async function waitForExecutions(state, workflowId, areAsWanted, { timeoutMs, meanwhile }) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const rows = await executionsOf(state, workflowId);
		if (areAsWanted(rows)) return rows;
		if (Date.now() > deadline) throw new Error(`after ${timeoutMs / 1000} s there are ${summary(rows)}`);
		await meanwhile?.();
		await sleep(POLL_MS);
	}
}

/** @param {Row[]} rows */
export function countFinished(rows) {
	return rows.filter(({ finished }) => finished).length;
}

function summary(rows) {
	const statuses = [...new Set(rows.map(({ status }) => status))];
	const counts = statuses.map((wanted) => rows.filter(({ status }) => status === wanted).length);
	return statuses.map((status, index) => `${counts[index]} ${status}`).join(', ') || 'no executions';
}
