/** The note that an item carries through a stored wait. */
import type { IDataObject } from 'n8n-workflow';

import { objectOf, textOf } from '../../core/text/json';

/** Information about a stored wait, in the field `waiting` of the item, next to the fields of the run. */
export interface WaitingNote {
	/** When the wait began, ISO 8601. */
	since: string;
	runId: string;
	/** Id of the node that started the run. That node continues with the run when a loop sends the item back. */
	startedBy?: string;
	/**
	 * Ids of that node's workflow and execution. Both are checked, since the nodes of a copied workflow have the same
	 * ids.
	 */
	workflow?: string;
	execution?: string;
	/** Why the platform may have started less than was asked for. */
	doubt?: string;
	/** Set if the item is the platform's own JSON. */
	isRaw?: true;
	/** When the run is likely to end, in milliseconds of its age; 0 if that is not clear, missing if not asked for yet. */
	likelyMs?: number;
	/**
	 * SHA-256 of the token in the callback URL. The token itself is not stored, so that reading the execution is not
	 * enough to resume it.
	 */
	callback?: string;
}

/** The note in an item that was stored during a wait; `null` for all other items. */
export function noteIn(json: IDataObject): WaitingNote | null {
	const { since, runId, startedBy, workflow, execution, doubt, isRaw, likelyMs, callback } = objectOf(
		json.waiting,
	);
	if (typeof since !== 'string' || Number.isNaN(Date.parse(since)) || typeof runId !== 'string') return null;
	return {
		since,
		runId,
		startedBy: textOf(startedBy) ?? undefined,
		workflow: textOf(workflow) ?? undefined,
		execution: textOf(execution) ?? undefined,
		doubt: textOf(doubt) ?? undefined,
		isRaw: isRaw === true || undefined,
		likelyMs: typeof likelyMs === 'number' ? likelyMs : undefined,
		callback: textOf(callback) ?? undefined,
	};
}

/** The item as it was before the wait. */
export function withoutNote(json: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'waiting'));
}
