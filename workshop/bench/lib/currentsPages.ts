/**
 * Serves thousands of runs and failures of Currents from a separate process, as fast as HTTP allows. The shape of one
 * run and one spec file comes from the sandbox; the sandbox itself checks too much to be fast enough.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { startSandbox } from '../../sandbox';

/** A running page server. */
export interface Pages {
	/** The base URL to enter in the credential. */
	baseUrl: string;
	close(): Promise<void>;
}

/** Samples of entries from the sandbox. */
export interface Templates {
	run: Json;
	instance: Json;
	test: Json;
	spec: Json;
}

/** A JSON object. */
export type Json = Record<string, unknown>;

/**
 * Serves `/projects/:id/runs` with `runs` runs, `/runs/:id` with as many failed tests as its id says, and
 * `/instances/:id`.
 */
export async function servePages(runs: number): Promise<Pages> {
	const server = fork(path.join(__dirname, 'pageServer.ts'), { execArgv: ['--import', 'tsx'] });
	server.send({ templates: await templates(), runs });
	const [port] = (await once(server, 'message')) as [number];
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		close: async () => {
			server.disconnect();
			await once(server, 'exit');
		},
	};
}

/** Samples from the sandbox: a run with one failed test. */
export async function templates(): Promise<Templates> {
	const sandbox = await startSandbox();
	try {
		const { baseUrl, apiKey, projectId } = sandbox.currents;
		const get = async (path: string) => {
			const answer = await fetch(baseUrl + path, { headers: { authorization: `Bearer ${apiKey}` } });
			return ((await answer.json()) as { data: Json }).data;
		};
		// In the older shape of spec files a test is a single entry, of which the server can write any number.
		await sandbox.control.setVariants({ currents: { instances: 'old' } });
		const { run } = await sandbox.control.currents.createRun({ projectId });
		await sandbox.control.currents.finishRun({ runId: run.runId, outcome: 'failed', failures: 1 });
		const [listed] = (await get(`/projects/${projectId}/runs?limit=1`)) as unknown as Json[];
		const { specs } = (await get(`/runs/${run.runId}`)) as { specs: Array<Json & { results: Json }> };
		const spec = specs.find(({ results }) => (results?.stats as Json)?.failures === 1) as Json;
		const instance = await get(`/instances/${String(spec.instanceId)}`);
		const { tests } = instance.results as { tests: Json[] };
		const test = tests.find(({ state }) => state === 'failed') as Json;
		return { run: listed, spec, instance, test };
	} finally {
		await sandbox.close();
	}
}
