/** Starting a run only once per key, across executions, restarts of n8n and workers. */
import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isSurelyUndone } from '../transport/errors';
import { isObject } from '../transport/json';
import { oneAfterTheOther } from './oneAfterTheOther';
import type { OperationCall } from './platform';

/** As many as n8n's own Remove Duplicates node keeps; a start takes two. */
const HISTORY: ICheckProcessedOptions = { mode: 'entries', maxEntries: 10_000 };

/**
 * Starts a run, unless one was started with the same key before; then it gives `null`, and a hint says so.
 * Without the option it always starts.
 *
 * The key is kept before the start, so that an answer that is lost, or a crash, never leads to a second run. It is
 * freed when the platform surely did nothing.
 *
 * @throws NodeOperationError when an earlier start with the key may or may not have been carried out
 */
export async function startOnce<T>(call: OperationCall, start: () => Promise<T>): Promise<T | null> {
	const { ctx, input } = call;
	const options = input.json('options');
	if (!isObject(options) || !Object.hasOwn(options, 'startOnceKey')) return await start();

	const key = input.group('options').text('startOnceKey');
	// n8n reads the keys and writes them back: executions in parallel must not do so at the same time.
	return await oneAfterTheOther(`${workflowId(call)} ${ctx.getNode().id}`, async () => {
		if (!(await record(ctx, begunMark(key)))) return await usedBefore(call, key);
		const started = await start().catch(async (error: unknown) => {
			if (isSurelyUndone(error)) await forget(ctx, begunMark(key));
			throw error;
		});
		await record(ctx, doneMark(key));
		return started;
	});
}

const begunMark = (key: string) => `start begun: ${key}`;
const doneMark = (key: string) => `start done: ${key}`;

/** Keeps a mark; `false` when it was kept before. */
async function record(ctx: IExecuteFunctions, mark: string): Promise<boolean> {
	const { new: fresh } = await ctx.helpers.checkProcessedAndRecord([mark], 'node', HISTORY);
	return fresh.length > 0;
}

async function forget(ctx: IExecuteFunctions, mark: string): Promise<void> {
	await ctx.helpers.removeProcessed([mark], 'node', HISTORY);
}

async function usedBefore({ ctx, itemIndex }: OperationCall, key: string): Promise<null> {
	// n8n has no way to look a mark up but to keep it.
	const isUnfinished = await record(ctx, doneMark(key));
	if (isUnfinished) {
		await forget(ctx, doneMark(key));
		throw new NodeOperationError(
			ctx.getNode(),
			`A start with the key '${key}' was begun before, and whether it was carried out is not known`,
			{
				itemIndex,
				description:
					'Nothing was started now. Look at the platform for that run. To start one all the same, use another key.',
			},
		);
	}
	ctx.addExecutionHints({
		message: `Nothing was started for item ${itemIndex}: its start-once key '${key}' was used before.`,
		location: 'outputPane',
	});
	return null;
}

function workflowId({ ctx, itemIndex }: OperationCall): string {
	const { id } = ctx.getWorkflow();
	if (id) return id;
	throw new NodeOperationError(ctx.getNode(), "'Start Once Key' needs a workflow that is saved", {
		itemIndex,
	});
}
