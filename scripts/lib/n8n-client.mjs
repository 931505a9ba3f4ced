import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// n8n binds a session to one browser: every request has to send the same id.
const BROWSER_ID = 'n8n-nodes-test-runs';
const POLL_MS = 150;
// n8n 2 retries several times before it gives up on a trigger that cannot be activated.
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
 * A client for the API of n8n's editor (not the public API), for n8n 1.123 and 2. It keeps the session of the last
 * sign-in. Every function throws an Error with n8n's message if n8n refuses.
 *
 * @param {{ url: string, install: import('./n8n-install.mjs').N8nInstall }} options
 */
export function createN8nClient({ url, install }) {
	// n8n returns execution data as text in the format of this library, so load the same version as n8n does.
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

		/** Descriptions of all node types that n8n has loaded. @returns {Promise<Array<{ name: string }>>} */
		nodeTypes: async () => await call('GET', '/types/nodes.json'),

		/** Names of all credential types that n8n has loaded, one for each package that has it. @returns {Promise<string[]>} */
		credentialTypes: async () => (await call('GET', '/types/credentials.json')).map(({ name }) => name),

		/**
		 * Installs a package as the page Community Nodes does.
		 *
		 * @param {string} name with its version behind an @
		 */
		installPackage: async (name) => await rest('POST', '/community-packages', { name }),

		/** @param {string} name @param {string} version */
		updatePackage: async (name, version) => await rest('PATCH', '/community-packages', { name, version }),

		/** @param {string} name */
		uninstallPackage: async (name) => await call('DELETE', `/rest/community-packages?name=${name}`),

		/** @param {{ name: string, type: string, data: object }} credential @returns {Promise<Reference>} */
		async createCredential({ name, type, data }) {
			const { id } = await rest('POST', '/credentials', { name, type, data });
			return { id, name };
		},

		/** @param {string} id */
		deleteCredential: async (id) => await rest('DELETE', `/credentials/${id}`),

		/**
		 * Runs the test of a stored credential, like the Test button.
		 *
		 * @param {Reference & { type: string, data: object }} credential with its data unencrypted
		 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
		 */
		testCredential: async (credential) =>
			await rest('POST', '/credentials/test', { credentials: credential }),

		/**
		 * Creates a data table in the owner's personal project.
		 *
		 * @param {string} name
		 * @param {Record<string, 'string' | 'number' | 'boolean' | 'date'>} columns types by name
		 * @returns {Promise<string>} its id
		 */
		async createDataTable(name, columns) {
			const project = await rest('GET', '/projects/personal');
			const { id } = await rest('POST', `/projects/${project.id}/data-tables`, {
				name,
				columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
			});
			return id;
		},

		/** @param {WorkflowDraft} workflow @returns {Promise<Workflow>} */
		createWorkflow: async (workflow) =>
			// n8n 1 requires `active`; n8n 2 ignores it.
			await rest('POST', '/workflows', { settings: {}, active: false, ...workflow }),

		/**
		 * Replaces the nodes of a workflow. An active workflow has to be activated again afterwards.
		 *
		 * @param {string} id
		 * @param {object[]} nodes
		 */
		async saveNodes(id, nodes) {
			const { name, connections, settings, versionId } = await client.getWorkflow(id);
			await rest('PATCH', `/workflows/${id}`, { name, nodes, connections, settings, versionId });
		},

		/** @param {string} id @returns {Promise<Workflow>} */
		getWorkflow: async (id) => await rest('GET', `/workflows/${id}`),

		/**
		 * Activates the newest version of a workflow (n8n 2 calls this publishing) and waits until its triggers are
		 * registered. Throws with the error messages of the triggers if one cannot be registered.
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

		/** Deactivates a workflow and waits until its triggers have been removed. @param {string} id */
		async deactivate(id) {
			await rest('POST', `/workflows/${id}/deactivate`, {});
			await client.publicationOf(id);
		},

		/**
		 * The result of the last activation or deactivation. n8n 2 does these in the background, so this waits for the
		 * result; n8n 1 responds to the request only when they are done.
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
		 * Executes a saved workflow manually. A webhook trigger then waits for a request to its test URL.
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

		/**
		 * Executions of a workflow, the newest first, running ones before finished ones. @param {string} workflowId
		 * @returns {Promise<ExecutionSummary[]>}
		 */
		async listExecutions(workflowId) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			return (await rest('GET', `/executions?filter=${filter}`)).results;
		},

		/**
		 * All executions, read page by page, since n8n limits the length of a list.
		 *
		 * @param {string} [workflowId] all workflows if omitted
		 * @returns {Promise<ExecutionSummary[]>}
		 */
		async listEveryExecution(workflowId) {
			const filter = encodeURIComponent(JSON.stringify(workflowId === undefined ? {} : { workflowId }));
			const found = new Map();
			for (let next = ''; ;) {
				const page = await rest('GET', `/executions?filter=${filter}&limit=100${next}`);
				const added = page.results.filter(({ id }) => !found.has(id));
				for (const execution of added) found.set(execution.id, execution);
				// From 2.41 on, n8n names the next page itself.
				const isLast = added.length === 0 || page.nextCursor === null;
				if (isLast) return [...found.values()];
				next = page.nextCursor
					? `&cursor=${encodeURIComponent(page.nextCursor)}`
					: `&lastId=${Math.min(...[...found.keys()].map(Number))}`;
			}
		},

		/** The stored data of an execution, unparsed. @param {string} id @returns {Promise<string>} */
		executionText: async (id) => (await rest('GET', `/executions/${id}`)).data,

		/** @param {string} id @returns {Promise<Execution>} */
		async getExecution(id) {
			const execution = await rest('GET', `/executions/${id}`);
			return { ...execution, data: flatted.parse(execution.data) };
		},

		/** Stops an execution that is running or waiting. @param {string} id */
		/**
		 * Rules of n8n's migration report that workflows break, each with the number of these workflows.
		 *
		 * @param {string} version e.g. `v3`
		 */
		migrationReport: async (version) =>
			(await rest('POST', `/breaking-changes/report/refresh?version=${version}`, {})).report.workflowResults,
		stopExecution: async (id) => await rest('POST', `/executions/${id}/stop`, {}),

		/**
		 * Waits for an execution of a workflow and returns it with its data.
		 *
		 * @param {string} workflowId
		 * @param {(execution: ExecutionSummary) => boolean} [predicate] the default is any that has ended
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
		 * Calls `start`, waits for the end of the execution that this starts, and returns it.
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
 * Whether an execution has ended, successfully or not.
 *
 * @param {ExecutionSummary} execution
 */
export function hasEnded({ status }) {
	return ['success', 'error', 'crashed', 'canceled'].includes(status);
}

/**
 * The items that a node returned in its last run, for each of its outputs.
 *
 * @param {Execution} execution
 * @param {string} nodeName
 * @returns {object[][]} the items' `json` by output; empty if the node did not run
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
