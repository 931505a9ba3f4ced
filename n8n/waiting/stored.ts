/**
 * Storing an execution until later. It then takes no worker, no timer and no memory, and survives a restart. When the
 * time is over n8n does not call the node again: the items that went into it come out of it.
 */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { AwaitOperation, OperationCall, RunReading } from '../../platforms/platform';
import { withReason } from '../../core/model/buildRun';
import { readRun } from '../../core/model/readRun';
import { objectOf, textOf } from '../../core/text/json';
import { inDoubt } from './poll';

/** n8n looks for executions to go on with once a minute: a shorter wait would end too late. */
export const SHORTEST_STORED_MS = 65_000;

/** What the item of a stored execution says of its wait, as `waiting` beside the run. */
export interface WaitingNote {
	/** When the wait began, ISO 8601. */
	since: string;
	runId: string;
	/** Id of the node that started the run, which goes on with it when the item is led back. */
	startedBy?: string;
	/** Ids of that node's workflow and execution: a copy of the workflow has nodes with the same ids. */
	workflow?: string;
	execution?: string;
	/** Why what was started is not all that was asked for. */
	doubt?: string;
	/** Set where the item is the platform's own JSON. */
	isRaw?: true;
	/** SHA-256 of the token in the callback URL, so that whoever reads the execution cannot call back. */
	callback?: string;
}

/** What the item of a wait is to say of it. */
export function noteOn(
	{ ctx, input }: OperationCall,
	{ resume }: AwaitOperation,
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

/** The note in an item that has been through a stored wait; `null` in all others. */
export function noteIn(json: IDataObject): WaitingNote | null {
	const { since, runId, startedBy, workflow, execution, doubt, isRaw, callback } = objectOf(json.waiting);
	if (typeof since !== 'string' || Number.isNaN(Date.parse(since)) || typeof runId !== 'string') return null;
	return {
		since,
		runId,
		startedBy: textOf(startedBy) ?? undefined,
		workflow: textOf(workflow) ?? undefined,
		execution: textOf(execution) ?? undefined,
		doubt: textOf(doubt) ?? undefined,
		isRaw: isRaw === true || undefined,
		callback: textOf(callback) ?? undefined,
	};
}

/** The item as it was before the wait. */
export function withoutNote(json: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'waiting'));
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
