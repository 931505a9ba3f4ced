import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// n8n ties a session to the browser that opened it: every call has to name the same one.
const BROWSER_ID = 'n8n-nodes-test-runs';
const POLL_MS = 150;
// n8n 2 tries several times before it gives up on a trigger that refuses.
const PUBLICATION_TIMEOUT_MS = 180_000;

/**
 * @typedef {{ email: string, password: string, firstName: string, lastName: string }} Owner
 * @typedef {{ id: string, name: string }} Reference
 * @typedef {{ name: string, nodes: object[], connections: object, settings?: object, staticData?: object | null }} WorkflowDraft
 * @typedef {WorkflowDraft & { id: string, versionId: string, staticData: object | null }} Workflow
 * @typedef {{ id: string, workflowId: string, status: string, mode: string }} ExecutionSummary
 * @typedef {ExecutionSummary & { data: { resultData: { runData: Record<string, any[]>, error?: any } } }} Execution
 * @typedef {ReturnType<typeof createN8nClient>} N8nClient
 */

/**
 * A client of the API that n8n's own editor uses, for n8n 1.123 and 2. It keeps the session of the last sign-in.
 * Every function throws an Error with n8n's own message when n8n refuses.
 *
 * @param {{ url: string, install: import('./n8n-install.mjs').N8nInstall }} options
 */
export function createN8nClient({ url, install }) {
	// Execution data comes as text in the format of this library, the writer of which is n8n.
	const flatted = createRequire(path.join(install.dir, 'package.json'))('flatted');
	let cookie = '';

	async function call(method, route, body) {
		const response = await fetch(`${url}${route}`, {
			method,
			headers: {
				'browser-id': BROWSER_ID,
				...(cookie && { cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok)
			throw new Error(`n8n answered ${response.status} to ${method} ${route}: ${messageOf(text)}`);
		const session = response.headers.getSetCookie().find((header) => header.startsWith('n8n-auth='));
		if (session) cookie = session.split(';')[0];
		return JSON.parse(text);
	}
	const rest = async (method, route, body) => (await call(method, `/rest${route}`, body)).data;

	const client = {
		/** Creates the owner account of a new n8n and signs in. @param {Owner} owner */
		setUpOwner: async (owner) => await rest('POST', '/owner/setup', owner),

		/** @param {Pick<Owner, 'email' | 'password'>} owner */
		login: async ({ email, password }) =>
			await rest('POST', '/login', { emailOrLdapLoginId: email, password }),

		/** Descriptions of all node types n8n has loaded. @returns {Promise<Array<{ name: string }>>} */
		nodeTypes: async () => await call('GET', '/types/nodes.json'),

		/** @param {{ name: string, type: string, data: object }} credential @returns {Promise<Reference>} */
		async createCredential({ name, type, data }) {
			const { id } = await rest('POST', '/credentials', { name, type, data });
			return { id, name };
		},

		/** @param {string} id */
		deleteCredential: async (id) => await rest('DELETE', `/credentials/${id}`),

		/**
		 * Presses the Test button of a stored credential.
		 *
		 * @param {Reference & { type: string, data: object }} credential with the data as entered
		 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
		 */
		testCredential: async (credential) =>
			await rest('POST', '/credentials/test', { credentials: credential }),

		/**
		 * Creates a data table in the owner's personal project.
		 *
		 * @param {string} name
		 * @param {string[]} columns all of text
		 * @returns {Promise<string>} its id
		 */
		async createDataTable(name, columns) {
			const project = await rest('GET', '/projects/personal');
			const { id } = await rest('POST', `/projects/${project.id}/data-tables`, {
				name,
				columns: columns.map((column) => ({ name: column, type: 'string' })),
			});
			return id;
		},

		/** @param {WorkflowDraft} workflow @returns {Promise<Workflow>} */
		createWorkflow: async (workflow) =>
			// n8n 1 wants to be told that it is not active; n8n 2 does not look.
			await rest('POST', '/workflows', { settings: {}, active: false, ...workflow }),

		/** Saves other nodes in a workflow; one that is active has to be activated again. @param {string} id @param {object[]} nodes */
		async saveNodes(id, nodes) {
			const { name, connections, settings, versionId } = await client.getWorkflow(id);
			await rest('PATCH', `/workflows/${id}`, { name, nodes, connections, settings, versionId });
		},

		/** @param {string} id @returns {Promise<Workflow>} */
		getWorkflow: async (id) => await rest('GET', `/workflows/${id}`),

		/**
		 * Activates the newest version of a workflow, which n8n 2 calls publishing, and waits until its triggers are
		 * registered. Throws with the triggers' own words when one could not be.
		 *
		 * @param {string} id
		 */
		async activate(id) {
			const { versionId } = await client.getWorkflow(id);
			await rest('POST', `/workflows/${id}/activate`, { versionId });
			const { triggers } = await client.publicationOf(id);
			const errors = triggers
				.filter(({ status }) => status === 'failed')
				.map(({ errorMessage }) => errorMessage);
			if (errors.length > 0) throw new Error(`n8n could not activate the workflow: ${errors.join('; ')}`);
		},

		/** Deactivates a workflow and waits until its triggers are gone. @param {string} id */
		async deactivate(id) {
			await rest('POST', `/workflows/${id}/deactivate`, {});
			await client.publicationOf(id);
		},

		/**
		 * What became of the last activation or deactivation. n8n 2 does these in the background, so that this waits;
		 * n8n 1 has done them, or refused, when it answers the call itself.
		 *
		 * @param {string} id
		 * @returns {Promise<{ status: string, triggers: Array<{ nodeId: string, status: string, errorMessage: string | null }> }>}
		 */
		async publicationOf(id) {
			if (install.line === '1') return { status: 'settled', triggers: [] };
			const deadline = Date.now() + PUBLICATION_TIMEOUT_MS;
			for (;;) {
				const publication = await rest('GET', `/workflows/${id}/publication-status`);
				if (publication.status !== 'in_progress') return publication;
				if (Date.now() > deadline) throw new Error(`n8n did not finish publishing workflow ${id} in time`);
				await sleep(POLL_MS);
			}
		},

		/** @param {string} id */
		async deleteWorkflow(id) {
			await rest('POST', `/workflows/${id}/archive`, {});
			await rest('DELETE', `/workflows/${id}`);
		},

		/** Deletes all workflows, active ones too. */
		async deleteEveryWorkflow() {
			for (const { id, active } of await rest('GET', '/workflows')) {
				if (active) await client.deactivate(id);
				await client.deleteWorkflow(id);
			}
		},

		/**
		 * Runs a saved workflow by hand. A webhook trigger waits for a call at its test URL then.
		 *
		 * @param {string} id
		 * @param {string} triggerName name of the trigger node
		 * @returns {Promise<{ executionId?: string, waitingForWebhook?: boolean }>}
		 */
		async runWorkflow(id, triggerName) {
			const body = { triggerToStartFrom: { name: triggerName } };
			if (install.line === '1') body.workflowData = await client.getWorkflow(id);
			return await rest('POST', `/workflows/${id}/run`, body);
		},

		/** Newest first, running ones before finished ones. @param {string} workflowId @returns {Promise<ExecutionSummary[]>} */
		async listExecutions(workflowId) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			return (await rest('GET', `/executions?filter=${filter}`)).results;
		},

		/**
		 * Page by page, where there may be more than n8n lists at once.
		 *
		 * @param {string} [workflowId] of all workflows without it
		 * @returns {Promise<ExecutionSummary[]>}
		 */
		async listEveryExecution(workflowId) {
			const filter = encodeURIComponent(JSON.stringify(workflowId === undefined ? {} : { workflowId }));
			const found = new Map();
			for (let lastId; ;) {
				const range = `limit=100${lastId === undefined ? '' : `&lastId=${lastId}`}`;
				const { results } = await rest('GET', `/executions?filter=${filter}&${range}`);
				const added = results.filter(({ id }) => !found.has(id));
				if (added.length === 0) return [...found.values()];
				for (const execution of added) found.set(execution.id, execution);
				lastId = Math.min(...[...found.keys()].map(Number));
			}
		},

		/** All that n8n keeps of an execution's run, as it keeps it. @param {string} id @returns {Promise<string>} */
		executionText: async (id) => (await rest('GET', `/executions/${id}`)).data,

		/** @param {string} id @returns {Promise<Execution>} */
		async getExecution(id) {
			const execution = await rest('GET', `/executions/${id}`);
			return { ...execution, data: flatted.parse(execution.data) };
		},

		/** Stops an execution that is running or waiting. @param {string} id */
		stopExecution: async (id) => await rest('POST', `/executions/${id}/stop`, {}),

		/**
		 * Waits for an execution of a workflow and reads it with its data.
		 *
		 * @param {string} workflowId
		 * @param {(execution: ExecutionSummary) => boolean} [predicate] any that has ended, without it
		 * @param {{ timeoutMs?: number }} [options]
		 * @returns {Promise<Execution>}
		 */
		async waitForExecution(workflowId, predicate = hasEnded, { timeoutMs = 30_000 } = {}) {
			const deadline = Date.now() + timeoutMs;
			for (;;) {
				const executions = await client.listExecutions(workflowId);
				const found = executions.find(predicate);
				if (found) return await client.getExecution(found.id);
				if (Date.now() > deadline) {
					const seen = executions.map(({ id, status }) => `${id} ${status}`).join(', ') || 'none';
					throw new Error(`no such execution within ${timeoutMs / 1000} s; executions seen: ${seen}`);
				}
				await sleep(POLL_MS);
			}
		},

		/**
		 * Waits for the end of the execution that `start` brings about.
		 *
		 * @param {string} workflowId
		 * @param {() => Promise<unknown>} start
		 * @param {{ timeoutMs?: number }} [options]
		 * @returns {Promise<Execution>}
		 */
		async nextExecution(workflowId, start, options) {
			const before = new Set((await client.listExecutions(workflowId)).map(({ id }) => id));
			await start();
			const isNew = (execution) => !before.has(execution.id) && hasEnded(execution);
			return await client.waitForExecution(workflowId, isNew, options);
		},
	};
	return client;
}

/**
 * Whether an execution has come to its end, good or bad.
 *
 * @param {ExecutionSummary} execution
 */
export function hasEnded({ status }) {
	return ['success', 'error', 'crashed', 'canceled'].includes(status);
}

/**
 * The items a node gave out at its last run, for each of its outputs.
 *
 * @param {Execution} execution
 * @param {string} nodeName
 * @returns {object[][]} the items' `json` by output; empty when the node did not run
 */
export function outputsOf(execution, nodeName) {
	const last = execution.data.resultData.runData[nodeName]?.at(-1);
	return (last?.data?.main ?? []).map((items) => (items ?? []).map(({ json }) => json));
}

function messageOf(text) {
	try {
		return JSON.parse(text).message ?? text;
	} catch {
		return text.slice(0, 300);
	}
}
