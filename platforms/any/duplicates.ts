/** The keys of Drop Duplicates, in n8n's table of duplicates. */
import type { ICheckProcessedOptions } from 'n8n-workflow';

import { turnOf } from '../../n8n/items/turns';
import type { OperationCall } from '../../n8n/items/contract';
import { noteUndone, onceDone } from '../../n8n/items/tries';
import { USUAL_HISTORY } from './usualHistory';

/** The key of an item, and how many keys n8n should remember. */
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

/** Remembers the key of an item; `false` if it was remembered before, unless by an earlier try for the same item. */
export async function isNew(call: OperationCall): Promise<boolean> {
	const { key, history } = readEntry(call);
	// Item by item, because one call for all of them would let a repeated key through twice.
	const record = async () => await call.ctx.helpers.checkProcessedAndRecord([key], 'node', history);
	return await onceDone(call, WORK, async () => (await inTurn(call, record)).new.length > 0);
}

/** Frees the keys of these items. Never throws, since the error of the node itself is already being reported. */
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

/**
 * n8n reads the list of keys, changes it and writes it back, so parallel executions would both find a key to be new.
 */
async function inTurn<T>({ ctx }: OperationCall, work: () => Promise<T>): Promise<T> {
	const endTurn = await turnOf(`${ctx.getWorkflow().id} ${ctx.getNode().id}`);
	try {
		return await work();
	} finally {
		endTurn();
	}
}
