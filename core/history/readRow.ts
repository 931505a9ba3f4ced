/** Reads rows out of a table, a sheet or a database, which each write some values in a way of their own. */
import { isObject, type JsonMap } from '../text/json';
import { toIso } from '../text/time';
import type { StoredRow } from './row';

/** Why a value is no row, in words that follow the name of the parameter or of the item, and what to do. */
export class RowFault {
	constructor(
		readonly complaint: string,
		readonly advice: string,
	) {}
}

const COLUMNS = 'A row needs at least the columns runKey, testKey and status, as Make Rows writes them.';

/**
 * The row that a value holds; `null` for an empty object, which is what n8n gives for an empty table. Also takes an
 * item as n8n hands it on, with the row in `json`. Anything else is a fault.
 */
export function readRow(value: unknown): StoredRow | RowFault | null {
	const json = isObject(value) && isObject(value.json) && value.runKey === undefined ? value.json : value;
	if (!isObject(json)) return new RowFault('holds no row', COLUMNS);
	if (Object.keys(json).length === 0) return null;
	if (typeof json.error === 'string' && json.runKey === undefined)
		return new RowFault(`holds no row but an error: ${json.error}`, 'See the node that the rows come from.');
	const runKey = textOf(json.runKey);
	if (runKey === null) return new RowFault("has no 'runKey'", COLUMNS);
	if (json.testKey === undefined) return new RowFault("has no 'testKey'", COLUMNS);
	if (textOf(json.status) === null) return new RowFault("has no 'status'", COLUMNS);
	return rowOf(json, runKey);
}

function rowOf(json: JsonMap, runKey: string): StoredRow {
	const flaky = truth(json.flaky) === true;
	return {
		runKey,
		testKey: textOf(json.testKey) ?? '',
		title: textOf(json.title),
		suite: textOf(json.suite),
		group: textOf(json.group),
		status: textOf(json.status) as StoredRow['status'],
		flaky,
		durationMs: durationOf(json.durationMs),
		fingerprint: textOf(json.fingerprint),
		branch: textOf(json.branch),
		finishedAt: timeOf(json.finishedAt),
		commit: textOf(json.commit),
		environment: textOf(json.environment),
		complete: truth(json.complete),
		createdAt: json.createdAt,
		updatedAt: json.updatedAt,
	};
}

/** A sheet makes a number of a branch or a commit that consists of digits. */
function textOf(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

const WORDS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
	[true, true],
	[1, true],
	['true', true],
	['1', true],
	['t', true],
	[false, false],
	[0, false],
	['false', false],
	['0', false],
	['f', false],
]);

function truth(value: unknown): boolean | null {
	return WORDS.get(typeof value === 'string' ? value.trim().toLowerCase() : value) ?? null;
}

function durationOf(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

/** All rows of a run have the same time, and rows mostly come run by run. */
let lastTime: unknown;
let lastIso: string | null = null;

function timeOf(value: unknown): string | null {
	if (value === null || value === undefined || value === '') return null;
	if (value !== lastTime) [lastTime, lastIso] = [value, toIso(value)];
	return lastIso;
}
