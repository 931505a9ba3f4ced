/** For `pick`: extracts results from the responses of both APIs. */
import type { IDataObject } from 'n8n-workflow';

import { countOf, isObject, objectOf, objectsOf, textOf } from '../../core/text/json';
import type { OffsetPage } from '../../n8n/transport/paging';
import type { PreclinicalScenario } from './wire';

/** An object with an `id`. */
export function withId<T extends IDataObject>(json: unknown): T | undefined {
	return isObject(json) && textOf(json.id) !== null ? (json as T) : undefined;
}

/** A scenario of a self-hosted server. */
export function scenarioIn(json: unknown): PreclinicalScenario | undefined {
	return isObject(json) && textOf(json.scenario_id) !== null ? (json as PreclinicalScenario) : undefined;
}

/** Any object; an empty one if the body is empty. */
export function anything(json: unknown): IDataObject {
	return objectOf(json) as IDataObject;
}

/** The list under a certain name, with the `total` next to it. */
export function listUnder<T>(name: string): (json: unknown) => OffsetPage<T> | undefined {
	return (json) => {
		const { [name]: entries, total } = objectOf(json);
		return Array.isArray(entries) ? { entries: objectsOf(entries) as T[], total: countOf(total) } : undefined;
	};
}

/** The response itself if it is a list, otherwise the first list in it. */
export function anyList<T>(json: unknown): T[] | undefined {
	const list = [json, ...Object.values(objectOf(json))].find(Array.isArray);
	return list === undefined ? undefined : (objectsOf(list) as T[]);
}
