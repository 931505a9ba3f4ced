/** What Qase's answers carry, and who sends the calls. */
import type { IDataObject } from 'n8n-workflow';

import { countOf, isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { Call } from '../../n8n/transport/contract';
import type { QaseList } from './longLists';
import type { QasePage } from './wire';

/** What the answer carries. Some writes answer with `{ status: true }` alone, or with nothing. */
export const RESULT = {
	entity: <T extends { id: number }>(json: unknown) => {
		const result = objectOf(json).result;
		return isObject(result) && textOf(result.id) !== null ? (result as T) : undefined;
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
	/** A list, without filters. */
	list<T extends object>(call: ListCall): QaseList<T>;
}

/** A list: `purpose` completes "Could not …". */
export type ListCall = Pick<Call, 'purpose' | 'path'>;
