/** The keys of Drop Duplicates, in n8n's table of duplicates. */
import type { ICheckProcessedOptions } from 'n8n-workflow';

import { oneAfterTheOther } from '../../n8n/items/oneAfterTheOther';
import type { OperationCall } from '../../n8n/items/contract';
import { noteUndone, onceDone } from '../../n8n/items/tries';
import { USUAL_HISTORY } from './usualHistory';

/** The key of an item, and how many of them n8n is to keep. */
interface Entry {
	key: string;
	history: ICheckProcessedOptions;
}

/** Reads the parameters. Throws a NodeOperationError that names the parameter. */
export function readEntry({ input }: OperationCall): Entry {
	const options = input.group('options');
	const maxEntries = options.optionalNumber('historySize') ?? USUAL_HISTORY;
	return { key: input.key('key'), history: { mode: 'entries', maxEntries: Math.floor(maxEntries) } };
}

/** Keeps the key of an item; `false` when it was kept before, by something else than an earlier try for the item. */
export async function isNew(call: OperationCall): Promise<boolean> {
	const { key, history } = readEntry(call);
	// Item by item, since one call with all of them would let the same key through twice.
	const record = async () => await call.ctx.helpers.checkProcessedAndRecord([key], 'node', history);
	return await onceDone(call, WORK, async () => (await inTurn(call, record)).new.length > 0);
}

/** Frees the keys of these items. Never throws: that the node has failed is told already. */
export async function forget(calls: OperationCall[]): Promise<void> {
	for (const call of calls) {
		const { ctx } = call;
		const { key, history } = readEntry(call);
		noteUndone(call, WORK);
		await inTurn(call, async () => await ctx.helpers.removeProcessed([key], 'node', history)).catch(
			(error: Error) => ctx.logger.warn(`The key '${key}' could not be freed. ${error.message}`),
		);
	}
}

const WORK = 'key';

/** n8n reads the keys and writes them back: executions in parallel would both find a key to be new. */
async function inTurn<T>({ ctx }: OperationCall, work: () => Promise<T>): Promise<T> {
	return await oneAfterTheOther(`${ctx.getWorkflow().id} ${ctx.getNode().id}`, work);
}
