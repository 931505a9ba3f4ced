/**
 * Storing an execution until later. It then takes no worker, no timer and no memory, and survives a restart. When the
 * time is over n8n does not call the node again: the items that went into it come out of it.
 */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RunReading } from '../platforms/platform';
import { withReason } from '../runs/buildRun';
import { readRun } from '../runs/readRun';
import { textOf } from '../transport/json';

/** n8n looks for executions to go on with once a minute: a shorter wait would end too late. */
export const SHORTEST_STORED_MS = 65_000;

/** What the item of a stored execution says of its wait, as `waiting` beside the run. */
export interface WaitingNote {
	/** When the wait began, ISO 8601. */
	since: string;
	runId: string;
	/** SHA-256 of the token in the callback URL, so that whoever reads the execution cannot call back. */
	callback?: string;
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
	const { since, runId, callback } = (json.waiting ?? {}) as Partial<Record<keyof WaitingNote, unknown>>;
	if (typeof since !== 'string' || Number.isNaN(Date.parse(since)) || typeof runId !== 'string') return null;
	return { since, runId, callback: textOf(callback) ?? undefined };
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
	const { run } = reading;
	if (run.verdict === 'pending') return reading;
	return { ...reading, run: withReason({ ...run, verdict: 'pending' }, 'It may still change.') };
}
