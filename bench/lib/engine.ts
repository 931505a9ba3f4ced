/** Running a node in n8n's own engine, as the engine tests do, and timing what it does itself. */
import '../../test/setup';
import { rmSync } from 'node:fs';
import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';

import type * as CurrentsCredential from '../../credentials/TestRunCurrentsApi.credentials';
import { nodeRun } from '../../test/engine/harness/node-run';
import { built } from './built';

const { TestRunCurrentsApi } = built<typeof CurrentsCredential>('credentials/TestRunCurrentsApi.credentials');

process.on('exit', () => rmSync(String(process.env.N8N_USER_FOLDER), { recursive: true, force: true }));

/** What one execution of a node took, without the engine around it. */
export interface Executed {
	/** Wall clock, until the node has given out its items. */
	ms: number;
	/** Most bytes on the heap meanwhile, more than before; only when asked for. */
	peakBytes: number;
	items: IDataObject[];
}

/** Executes a node with one item and the credential of Currents. Throws what the node throws. */
export async function execute(
	node: INodeType,
	parameters: INodeParameters,
	baseUrl: string,
	watchMemory = false,
): Promise<Executed> {
	const measured = { ms: 0, peakBytes: 0 };
	const run = await nodeRun({
		node: timing(node, measured, watchMemory),
		parameters,
		credentials: { testRunCurrentsApi: { apiKey: 'bench-only-key', baseUrl } },
		credentialTypes: [new TestRunCurrentsApi() as ICredentialType],
	});
	if (run.error) throw run.error;
	return { ...measured, items: run.json };
}

/** The node with a clock, and a look at the heap every few milliseconds. */
function timing(
	node: INodeType,
	measured: Pick<Executed, 'ms' | 'peakBytes'>,
	watchMemory: boolean,
): INodeType {
	return Object.create(node, {
		execute: {
			async value(this: IExecuteFunctions) {
				global.gc?.();
				const before = process.memoryUsage().heapUsed;
				let most = before;
				const look = () => (most = Math.max(most, process.memoryUsage().heapUsed));
				const watch = watchMemory ? setInterval(look, 2) : undefined;
				const startedAt = performance.now();
				const items = await node.execute?.call(this);
				measured.ms = performance.now() - startedAt;
				look();
				clearInterval(watch);
				measured.peakBytes = most - before;
				return items;
			},
		},
	}) as INodeType;
}
