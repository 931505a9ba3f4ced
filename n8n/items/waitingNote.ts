/** What an item that comes out of a stored wait says of it. */
import type { IDataObject } from 'n8n-workflow';

import { objectOf, textOf } from '../../core/text/json';

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
