/**
 * What polling remembers between two polls: up to where the list of runs was handled, which runs have not ended, how
 * the last ones ended, and which events wait to be emitted. Pure: time is passed in.
 */
import { RUN_EVENTS } from '../../core/model/events';
import type { RunEvent, RunStatus } from '../../core/model/TestRun';
import { toMilliseconds } from '../../core/text/time';
import type { PolledPage, PolledRun } from './contract';

/** So many runs are followed at the same time. */
export const MOST_OPEN = 200;

/** So many ends are remembered, so that a run that is listed again is known. */
export const MOST_ENDED = 200;

/** So many events are emitted in one poll; what happened later is observed by the next one. */
export const MOST_QUEUED = 100;

/** A run that has not ended after so many days is not followed any more. */
const LONGEST_OPEN_MS = 30 * 24 * 3_600_000;

const AN_HOUR_MS = 3_600_000;

/** A run counts as deleted when it was not found in so many polls in a row. */
const MISSES = 2;

/** The cursor of a node. Orders are those of the platform, times epoch milliseconds. */
export interface Cursor {
	/** See `Poller.scope`. */
	scope: string;
	/** The list of runs was handled up to this order. */
	mark: number;
	/** A run of this order or a lower one that is in neither list was handled, and has been forgotten since. */
	floor: number;
	/** See `Poller.since`. */
	hint: number | null;
	open: Map<string, OpenRun>;
	ended: Map<string, EndedRun>;
	queue: QueuedEvent[];
}

/** A run that has not ended. */
export interface OpenRun {
	order: number | null;
	firstSeenAt: number;
	/** Number of polls in a row that did not find it. */
	misses: number;
	/** How it had ended before it was reset; '' if it never had. */
	lastEnd: string;
}

/** A run that has ended. */
export interface EndedRun {
	order: number | null;
	/** Its end, as {@link endOf} writes it. */
	end: string;
}

/** An event that is to be emitted. */
export interface QueuedEvent {
	event: RunEvent;
	id: string;
	/** When it happened, as far as that is known; earlier events are emitted first. */
	at: number;
	/** See `PolledRun`. */
	owner: string;
	/** See `PolledRun`. */
	content: string;
	/** Whether it was emitted and its execution may not be stored yet. */
	isSent: boolean;
}

/** Where runs are observed, and what is wanted of them. */
export interface Observing {
	/** Local time. */
	now: number;
	/** Runs with a higher order have a wrong time stamp. `Infinity` if orders are no times. */
	latestOrder: number;
	/** The events to queue. */
	wanted: RunEvent[];
}

/** A cursor of which nothing is known but where it begins: with the newest runs, and those that have not ended. */
export function seeded(
	scope: string,
	newest: PolledPage & { isAll: boolean },
	unfinished: PolledRun[],
	observing: Observing,
): Cursor {
	const { runs, hint } = newest;
	const { latestOrder } = observing;
	const cursor: Cursor = {
		scope,
		// Without any run, those to come are newer than this.
		mark: Number.isFinite(latestOrder) ? latestOrder - AN_HOUR_MS : 0,
		floor: newest.isAll ? -Infinity : (spanOf(newest)?.[0] ?? -Infinity),
		hint,
		open: new Map(),
		ended: new Map(),
		queue: [],
	};
	// Those that have not ended were read last.
	for (const run of [...byOrder(runs), ...unfinished]) {
		if (eventOf(run) === null) addOpen(cursor, run, '', observing.now);
		else addEnded(cursor, run);
	}
	pass(cursor, newest, observing);
	trim(cursor, observing.now);
	return cursor;
}

/** Takes note that all runs of a page were observed. */
export function pass(cursor: Cursor, page: PolledPage, { latestOrder }: Observing): void {
	advance(cursor, spanOf(page)?.[1] ?? null, latestOrder);
	cursor.hint = page.hint;
}

/** The orders of the oldest and the newest run on a page; `null` if none tells its order. */
function spanOf({ runs, span }: PolledPage): [number, number] | null {
	if (span !== undefined) return span;
	const orders = runs.flatMap(({ order }) => order ?? []).sort((a, b) => a - b);
	return orders.length === 0 ? null : [orders[0], orders[orders.length - 1]];
}

/**
 * Takes note of what a list or a read shows of a run. Returns `false`, and takes no note, if an event would have to be
 * queued and there is no room for it.
 */
export function observe(cursor: Cursor, run: PolledRun, observing: Observing): boolean {
	const isListedLate = !cursor.open.has(run.id) && !cursor.ended.has(run.id) && isForgotten(cursor, run);
	const event = eventOf(run);
	if (isListedLate && event !== null) return true;
	const most = observing.wanted.includes('RUN_START') ? 2 : 1;
	if (cursor.queue.length + most > MOST_QUEUED) return false;
	if (event === null) goesOn(cursor, run, isListedLate, observing);
	else hasEnded(cursor, run, event, observing);
	advance(cursor, run.order, observing.latestOrder);
	return true;
}

/** Takes note that a run that has not ended was not found. */
export function miss(cursor: Cursor, id: string): void {
	const open = cursor.open.get(id);
	if (open === undefined) return;
	open.misses += 1;
	if (open.misses >= MISSES) cursor.open.delete(id);
}

/** Forgets what is beyond the limits, the oldest first. Returns the ids of runs that are not followed any more. */
export function trim(cursor: Cursor, now: number): string[] {
	const { open, ended } = cursor;
	const dropped = [...open].filter(([, { firstSeenAt }]) => now - firstSeenAt > LONGEST_OPEN_MS);
	const others = oldestFirst([...open].filter((entry) => !dropped.includes(entry)));
	dropped.push(...others.slice(0, Math.max(0, others.length - MOST_OPEN)));
	for (const [id, run] of dropped) {
		open.delete(id);
		cursor.floor = Math.max(cursor.floor, run.order ?? -Infinity);
	}
	for (const [id, run] of oldestFirst([...ended]).slice(0, Math.max(0, ended.size - MOST_ENDED))) {
		ended.delete(id);
		cursor.floor = Math.max(cursor.floor, run.order ?? -Infinity);
	}
	return dropped.map(([id]) => id);
}

/** Sorts runs by their order; those without one come last. */
export function byOrder(runs: PolledRun[]): PolledRun[] {
	return [...runs].sort((a, b) => compared(a.order, b.order));
}

/** The event that the state of a run means; `null` if the run goes on, or if its status is not known. */
export function eventOf({ facts }: Pick<PolledRun, 'facts'>): RunEvent | null {
	return END_EVENTS[facts.status] ?? null;
}

const END_EVENTS: Partial<Record<RunStatus, RunEvent>> = Object.fromEntries(
	(Object.keys(RUN_EVENTS) as RunEvent[])
		.filter((event) => RUN_EVENTS[event].status !== 'running')
		.map((event) => [RUN_EVENTS[event].status, event]),
);

/** `isAdopted`: it was handled long ago, so it is not new: it has been reset, or was too old when polling began. */
function goesOn(cursor: Cursor, run: PolledRun, isAdopted: boolean, observing: Observing): void {
	const known = cursor.open.get(run.id);
	if (known !== undefined) {
		known.misses = 0;
		return;
	}
	const last = cursor.ended.get(run.id);
	if (!isAdopted && last === undefined) queueStart(cursor, run, observing);
	addOpen(cursor, run, last?.end ?? '', observing.now);
}

function hasEnded(cursor: Cursor, run: PolledRun, event: RunEvent, observing: Observing): void {
	const open = cursor.open.get(run.id);
	const lastEnd = open?.lastEnd ?? cursor.ended.get(run.id)?.end;
	if (lastEnd === undefined) queueStart(cursor, run, observing);
	if (endOf(event, run) !== lastEnd) {
		const { id, owner, content } = run;
		queue(cursor, { event, id, at: endedAt(run, observing.now), owner, content }, observing);
	}
	addEnded(cursor, run);
}

function queueStart(cursor: Cursor, run: PolledRun, observing: Observing): void {
	const { now } = observing;
	const startedAt = toMilliseconds(run.facts.startedAt) ?? now;
	const at = eventOf(run) === null ? startedAt : Math.min(startedAt, endedAt(run, now));
	// What tells ends apart is no part of a start.
	queue(cursor, { event: 'RUN_START', id: run.id, at, owner: run.owner, content: '' }, observing);
}

function queue(cursor: Cursor, event: Omit<QueuedEvent, 'isSent'>, { wanted }: Observing): void {
	if (wanted.includes(event.event)) cursor.queue.push({ ...event, isSent: false });
}

/** A time stamp in the future would let the event wait behind all others. */
function endedAt({ facts, order }: PolledRun, now: number): number {
	return Math.min(now, toMilliseconds(facts.finishedAt) ?? toMilliseconds(facts.startedAt) ?? order ?? now);
}

function endOf(event: RunEvent, { content }: Pick<PolledRun, 'content'>): string {
	return content === '' ? event : `${event} ${content}`;
}

function addOpen(cursor: Cursor, run: PolledRun, lastEnd: string, now: number): void {
	cursor.open.set(run.id, { order: orderOf(cursor, run), firstSeenAt: now, misses: 0, lastEnd });
	cursor.ended.delete(run.id);
}

function addEnded(cursor: Cursor, run: PolledRun): void {
	const event = eventOf(run);
	if (event === null) return;
	cursor.ended.set(run.id, { order: orderOf(cursor, run), end: endOf(event, run) });
	cursor.open.delete(run.id);
}

/** A read may lack what the list contained. */
function orderOf({ open, ended }: Cursor, { id, order }: PolledRun): number | null {
	return order ?? (open.get(id) ?? ended.get(id))?.order ?? null;
}

function isForgotten({ floor }: Cursor, { order }: PolledRun): boolean {
	return order !== null && order <= floor;
}

/** A run whose time stamp is in the future must not hide those that are created until then. */
function advance(cursor: Cursor, order: number | null, latestOrder: number): void {
	if (order !== null) cursor.mark = Math.max(cursor.mark, Math.min(order, latestOrder));
}

function oldestFirst<T extends { order: number | null }>(entries: Array<[string, T]>): Array<[string, T]> {
	return entries.sort(([, a], [, b]) => compared(a.order, b.order));
}

function compared(a: number | null, b: number | null): number {
	return (a ?? Infinity) === (b ?? Infinity) ? 0 : (a ?? Infinity) - (b ?? Infinity);
}
