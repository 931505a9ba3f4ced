/**
 * Stores an execution until later ("waiting" in n8n). It then needs no worker, no timer and no memory, and survives a
 * restart of n8n. When n8n resumes it, the node is not called again: its input items are returned as its output.
 */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Awaiting } from './contract';
import type { OperationCall, RunReading } from '../items/contract';
import { withReason } from '../../core/model/buildRun';
import { readRun } from '../../core/model/readRun';
import { inDoubt } from './poll';
import { noteIn, withoutNote, type WaitingNote } from '../items/waitingNote';

/** The shortest useful wait. n8n checks for executions to resume once a minute, so a shorter wait would end too late. */
export const SHORTEST_STORED_MS = 65_000;

/** The note about the wait that is put into the item. */
export function noteOn(
	{ ctx, input }: OperationCall,
	{ resume }: Awaiting,
	{ run }: RunReading,
	since: number,
	doubt?: string,
): WaitingNote {
	return {
		since: new Date(since).toISOString(),
		runId: run.id,
		...(doubt && { doubt }),
		...(resume && {
			startedBy: ctx.getNode().id,
			workflow: ctx.getWorkflow().id,
			execution: ctx.getExecutionId(),
		}),
		...(!input.flag('simplify') && { isRaw: true }),
	};
}

/**
 * Stores the execution until `until`. `json` with the note becomes the node's output when the execution is resumed; the
 * returned item is for the meantime.
 */
export async function storeExecution(
	ctx: IExecuteFunctions,
	json: IDataObject,
	note: WaitingNote,
	until: Date,
): Promise<INodeExecutionData> {
	const item = { json: { ...json, waiting: { ...note } }, pairedItem: { item: 0 } };
	const { main } = ctx.getExecuteData().data;
	// Replace the list of input items instead of changing the items: those are also the output of the node before.
	if (Array.isArray(main)) main[0] = [item];
	else ctx.getInputData()[0].json = item.json;
	await ctx.putExecutionToWait(until);
	return item;
}

/**
 * The run in an item that was stored during a wait; `undefined` if Simplify was off, since the raw JSON is not a {@link
 * TestRun}.
 */
export function readingIn(json: IDataObject): RunReading | undefined {
	const run = noteIn(json) && readRun(json);
	return run ? { run, raw: withoutNote(json) } : undefined;
}

/** The reading with verdict `pending`. This also applies to an unknown status, which may still change. */
export function asPending(reading: RunReading): RunReading {
	const run = inDoubt(reading.run, reading.late);
	if (run.verdict === 'pending') return { ...reading, run };
	return { ...reading, run: withReason({ ...run, verdict: 'pending' }, 'It may still change.') };
}
