/**
 * Storing an execution until later. It then takes no worker, no timer and no memory, and survives a restart. When the
 * time is over n8n does not call the node again: the items that went into it come out of it.
 */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Awaiting } from './contract';
import type { OperationCall, RunReading } from '../items/contract';
import { withReason } from '../../core/model/buildRun';
import { readRun } from '../../core/model/readRun';
import { inDoubt } from './poll';
import { noteIn, withoutNote, type WaitingNote } from '../items/waitingNote';

/** n8n looks for executions to go on with once a minute: a shorter wait would end too late. */
export const SHORTEST_STORED_MS = 65_000;

/** What the item of a wait is to say of it. */
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

/** Stores the execution with this as what comes out when the time is over; gives the item to return until then. */
export async function storeExecution(
	ctx: IExecuteFunctions,
	json: IDataObject,
	note: WaitingNote,
	until: Date,
): Promise<INodeExecutionData> {
	const item = { json: { ...json, waiting: { ...note } }, pairedItem: { item: 0 } };
	const { main } = ctx.getExecuteData().data;
	// The stored input is replaced: changing the items would change the output of the node before, too.
	if (Array.isArray(main)) main[0] = [item];
	else ctx.getInputData()[0].json = item.json;
	await ctx.putExecutionToWait(until);
	return item;
}

/** What an item that has been through a stored wait tells of its run; nothing when Simplify was off. */
export function readingIn(json: IDataObject): RunReading | undefined {
	const run = noteIn(json) && readRun(json);
	return run ? { run, raw: withoutNote(json) } : undefined;
}

/** The reading as pending, also with a status that is not known: it may still change. */
export function asPending(reading: RunReading): RunReading {
	const run = inDoubt(reading.run, reading.late);
	if (run.verdict === 'pending') return { ...reading, run };
	return { ...reading, run: withReason({ ...run, verdict: 'pending' }, 'It may still change.') };
}
