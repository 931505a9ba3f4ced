/** Running a node in n8n's own engine, as the engine tests do, and timing what it does itself. */
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
import { built } from './built';

const { TestRunCurrentsApi } = built<typeof CurrentsCredential>('credentials/TestRunCurrentsApi.credentials');

process.on('exit', () => rmSync(String(process.env.N8N_USER_FOLDER), { recursive: true, force: true }));

/** What one execution of a node took, without the engine around it. */
export interface Executed {
	/** Wall clock, until the node has given out its items. */
	ms: number;
	/** Most bytes on the heap that were seen meanwhile, more than before; 0 when only the time is measured. */
	peakBytes: number;
	items: IDataObject[];
}

/**
 * What is measured. `heap`: the bytes on the heap every few milliseconds, garbage included. `liveEvery`: the bytes in use
 * at every so many answers, when one has come and is not looked at yet, and at the end.
 */
export type Look = 'time' | 'heap' | { liveEvery: number };

/** Executes a node with one item and the credential of Currents. Throws what the node throws. */
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
	if (run.error) throw run.error;
	return { ...measured, items: run.json };
}

/** The node with a clock, or with a look at the heap. */
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
 * Collects what earlier executions have left. Before the time is taken only what is new: a full collection also throws
 * away compiled code, that for objects of a shape of which none is left. Else several times, since some things are let
 * go of only after others, and after connections are closed.
 */
async function collect(onlyNew: boolean): Promise<void> {
	if (onlyNew) return global.gc?.({ type: 'minor' });
	for (let round = 0; round < 4; round++) {
		global.gc?.();
		await sleep(25);
	}
}

/** The highest of several looks at the heap, above what it is now. */
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

/** The same context, with a look at every so many answers. */
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
