/** Sends the calls to Qase of one context, and extracts the results from the responses (contract: envelope and errors). */
import type { IDataObject } from 'n8n-workflow';

import { countOf, isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { Call } from '../../n8n/transport/contract';
import type { QaseList } from './longLists';
import type { QasePage, QaseResult } from './wire';

/** Extracts the result from a response. Some writes respond with `{ status: true }` only, or with an empty body. */
export const RESULT = {
	entity: <T extends { id: number }>(json: unknown) => {
		const result = objectOf(json).result;
		return isObject(result) && textOf(result.id) !== null ? (result as T) : undefined;
	},
	result: (json: unknown) => {
		const { result } = objectOf(json);
		return isObject(result) && textOf(result.hash) !== null ? (result as QaseResult) : undefined;
	},
	page: <T extends object>(json: unknown): QasePage<T> | undefined => {
		const { entities, filtered } = objectOf(objectOf(json).result);
		if (!Array.isArray(entities)) return undefined;
		return { entities: objectsOf(entities) as T[], filtered: countOf(filtered) };
	},
	list: <T extends object>(json: unknown): T[] | undefined => {
		const { result } = objectOf(json);
		return Array.isArray(result) ? (objectsOf(result) as T[]) : undefined;
	},
	anything: (json: unknown) => objectOf(objectOf(json).result) as IDataObject,
};

/** Sends calls of one context. */
export interface QaseCaller {
	/** One call. */
	call<T>(details: Call<T>): Promise<T>;
	/** A list without filters, to be read page by page. */
	list<T extends object>(call: ListCall): QaseList<T>;
}

/** What is needed to request a list; `purpose` completes "Could not …". */
export type ListCall = Pick<Call, 'purpose' | 'path'>;
