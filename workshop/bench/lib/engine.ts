/** Executes a node in n8n's own engine, as the engine tests do, and measures only what the node itself does. */
import '../../../test/setup';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';

import type * as CurrentsCredential from '../../../credentials/TestRunCurrentsApi.credentials';
import { nodeRun } from '../../../test/engine/harness/node-run';
import { forgetSecrets } from '../../../test/engine/harness/secrets';
import { built } from './built';

const { TestRunCurrentsApi } = built<typeof CurrentsCredential>('credentials/TestRunCurrentsApi.credentials');

process.on('exit', () => rmSync(String(process.env.N8N_USER_FOLDER), { recursive: true, force: true }));

/** What one execution of a node needed, without the engine around it. */
export interface Executed {
	/** Elapsed time until the node has returned its items. */
	ms: number;
	/**
	 * Largest number of bytes on the heap during the execution, minus those before it; 0 if only the time is measured.
	 */
	peakBytes: number;
	items: IDataObject[];
}

/**
 * What to measure. `heap`: the bytes on the heap every few milliseconds, including garbage. `liveEvery`: the bytes in
 * use after every n-th response, before the node has processed it, and at the end.
 */
export type Look = 'time' | 'heap' | { liveEvery: number };

/** Executes a node with one item and a credential of Currents. Throws what the node throws. */
export async function execute(
	node: INodeType,
	parameters: INodeParameters,
	baseUrl: string,
	look: Look = 'time',
): Promise<Executed> {
	const measured = { ms: 0, peakBytes: 0 };
	const run = await nodeRun({
		node: measuring(node, measured, look),
		parameters,
		credentials: { testRunCurrentsApi: { apiKey: 'bench-only-key', baseUrl } },
		credentialTypes: [new TestRunCurrentsApi() as ICredentialType],
	});
	// The harness keeps all that came out for its search for secrets.
	forgetSecrets();
	if (run.error) throw run.error;
	return { ...measured, items: run.json };
}

/** The node, extended so that it measures its time or memory. */
function measuring(node: INodeType, measured: Pick<Executed, 'ms' | 'peakBytes'>, look: Look): INodeType {
	return Object.create(node, {
		execute: {
			async value(this: IExecuteFunctions) {
				await collect(look === 'time');
				const heap = watchedHeap();
				const watch = look === 'heap' ? setInterval(heap.look, 2) : undefined;
				const ctx = typeof look === 'object' ? answering(this, heap.lookAtLive, look.liveEvery) : this;
				const startedAt = performance.now();
				const items = await node.execute?.call(ctx);
				measured.ms = performance.now() - startedAt;
				clearInterval(watch);
				if (look === 'heap') heap.look();
				if (typeof look === 'object') heap.lookAtLive();
				measured.peakBytes = heap.peakBytes();
				return items;
			},
		},
	}) as INodeType;
}

/**
 * Collects garbage of earlier executions. Before measuring time only a minor collection: a full one would also discard
 * compiled code for object shapes that are no longer in use. Before measuring memory several full collections, since
 * some objects become garbage only after others have been collected, and after connections are closed.
 */
async function collect(onlyNew: boolean): Promise<void> {
	if (onlyNew) return global.gc?.({ type: 'minor' });
	for (let round = 0; round < 4; round++) {
		global.gc?.();
		await sleep(25);
	}
}

/** Records the maximum size of the heap, relative to its size now. */
function watchedHeap() {
	const before = process.memoryUsage().heapUsed;
	let most = before;
	const look = () => (most = Math.max(most, process.memoryUsage().heapUsed));
	const lookAtLive = () => {
		global.gc?.();
		look();
	};
	return { look, lookAtLive, peakBytes: () => most - before };
}

/** The same context, but calls `look` after every n-th response. */
function answering(ctx: IExecuteFunctions, look: () => void, every: number): IExecuteFunctions {
	let answers = 0;
	const { httpRequestWithAuthentication: request } = ctx.helpers;
	const watched: typeof request = async function (...args) {
		const answer = (await request.apply(this, args)) as unknown;
		answers++;
		if (answers % every === 0) look();
		return answer;
	};
	return Object.create(ctx, {
		helpers: { value: { ...ctx.helpers, httpRequestWithAuthentication: watched } },
	}) as IExecuteFunctions;
}
