/** Taking what is wanted from the answers of both APIs. */
import type { IDataObject } from 'n8n-workflow';

import { countOf, isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { OffsetPage } from '../../n8n/transport/paging';

/** For `pick`: an object with an `id`. */
export function withId<T extends IDataObject>(json: unknown): T | undefined {
	return isObject(json) && textOf(json.id) !== null ? (json as T) : undefined;
}

/** For `pick`: whatever object there is, an empty one for an empty answer. */
export function anything(json: unknown): IDataObject {
	return objectOf(json) as IDataObject;
}

/** For `pick`: the list under one name, with `total` beside it. */
export function listUnder<T>(name: string): (json: unknown) => OffsetPage<T> | undefined {
	return (json) => {
		const { [name]: entries, total } = objectOf(json);
		return Array.isArray(entries) ? { entries: objectsOf(entries) as T[], total: countOf(total) } : undefined;
	};
}

/** For `pick`: a bare list, or the first list in an object. */
export function anyList<T>(json: unknown): T[] | undefined {
	const list = [json, ...Object.values(objectOf(json))].find(Array.isArray);
	return list === undefined ? undefined : (objectsOf(list) as T[]);
}
