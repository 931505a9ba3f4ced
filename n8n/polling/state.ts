/**
 * The cursor as n8n stores it in the node's static data. It is kept short, since n8n writes the static data of all nodes
 * of a workflow as one text: times and orders are relative to the mark, and what is usually empty is left out.
 */
import { RUN_EVENTS } from '../../core/model/events';
import type { RunEvent } from '../../core/model/TestRun';
import { isObject } from '../../core/text/json';
import type { Cursor, EndedRun, OpenRun, QueuedEvent } from './cursor';

const VERSION = 1;
const MINUTE_MS = 60_000;

/** A cursor as JSON. */
export interface StoredCursor {
	v: typeof VERSION;
	scope: string;
	mark: number;
	/** `null` = -Infinity */
	floor: number | null;
	hint: number | null;
	/** Id, order, minute when first seen, misses, last end. */
	open: Array<[string, number | null, number, number?, string?]>;
	/** Id, order, end. */
	ended: Array<[string, number | null, string]>;
	/** Event, id, time, content, 1 if it was emitted, owner. */
	queue: Array<[string, string, number, string?, number?, string?]>;
	/** When the platform was last read completely, ISO 8601; for people. */
	okAt: string;
}

/** The stored form of a cursor. */
export function toStored(cursor: Cursor, okAt: string): StoredCursor {
	const { scope, mark, floor, hint } = cursor;
	const relative = (order: number | null) => (order === null ? null : order - mark);
	return {
		v: VERSION,
		scope,
		mark,
		floor: Number.isFinite(floor) ? floor : null,
		hint,
		open: [...cursor.open].map(([id, run]) => {
			const minute = Math.floor(run.firstSeenAt / MINUTE_MS);
			const rest: [number?, string?] = run.misses || run.lastEnd ? [run.misses, run.lastEnd] : [];
			return [id, relative(run.order), minute, ...rest];
		}),
		ended: [...cursor.ended].map(([id, run]) => [id, relative(run.order), run.end]),
		queue: cursor.queue.map(({ event, id, at, content, isSent, owner }) => {
			const rest: [string?, number?, string?] =
				content || isSent || owner ? [content, Number(isSent), owner] : [];
			return [event, id, at, ...rest];
		}),
		okAt,
	};
}

/** The cursor in a stored value; `null` if there is none, or one that this version cannot read. */
export function fromStored(value: unknown): Cursor | null {
	if (!isStored(value)) return null;
	const { scope, mark, floor, hint } = value;
	const absolute = (order: unknown) => (typeof order === 'number' ? order + mark : null);
	return {
		scope,
		mark,
		floor: floor ?? -Infinity,
		hint,
		open: new Map(
			value.open.map(([id, order, minute, misses = 0, lastEnd = '']): [string, OpenRun] => [
				id,
				{ order: absolute(order), firstSeenAt: minute * MINUTE_MS, misses, lastEnd },
			]),
		),
		ended: new Map(
			value.ended.map(([id, order, end]): [string, EndedRun] => [id, { order: absolute(order), end }]),
		),
		queue: value.queue.flatMap(([event, id, at, content = '', isSent = 0, owner = '']): QueuedEvent[] =>
			Object.hasOwn(RUN_EVENTS, event)
				? [{ event: event as RunEvent, id, at, content, isSent: isSent === 1, owner }]
				: [],
		),
	};
}

function isStored(value: unknown): value is StoredCursor {
	if (!isObject(value) || value.v !== VERSION) return false;
	const { scope, mark, floor, hint, open, ended, queue } = value;
	const isNumberOrNull = (given: unknown) => given === null || Number.isFinite(given);
	return (
		typeof scope === 'string' &&
		Number.isFinite(mark) &&
		isNumberOrNull(floor) &&
		isNumberOrNull(hint) &&
		[open, ended, queue].every((list) => Array.isArray(list) && list.every(Array.isArray))
	);
}
