/** One poll: list new runs, follow those that have not ended, and emit what has happened. */
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { budgetOf } from '../transport/budget';
import { platformTime } from '../transport/request';
import type { PolledPlatform, PolledRun, Poller } from './contract';
import { byOrder, miss, observe, pass, seeded, trim, type Cursor, type Observing } from './cursor';
import { emittedItems, isWaiting } from './emit';
import { afterFault, isDurable, noteFault, pollBudgetMs } from './failure';
import { latestItem } from './latest';
import { memoryOf, type Memory } from './memory';
import type { Poll } from './onePoll';
import { readPollSettings, type PollSettings } from './settings';
import { fromStored, toStored } from './state';

/** All requests of a poll together. The last one may need a moment more. */
const LONGEST_MS = 60_000;
const SHARE_OF_BUDGET = 0.7;

/** A run that has not ended for so long is looked at more closely. */
const LONG_OPEN_MS = 30 * 60_000;

/** Time stamps that are later than this do not count as the present. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Polls the platform.
 *
 * @returns the events, or `null` if there are none
 * @throws NodeOperationError if a parameter is not usable, or the platform could not be read (see `failure.ts`)
 */
export async function poll(
	ctx: IPollFunctions,
	platform: PolledPlatform,
): Promise<INodeExecutionData[][] | null> {
	const memory = memoryOf(ctx);
	if (ctx.getMode() === 'manual') return [[await latestItem(await prepared(ctx, platform, memory))]];
	if (memory.isBusy || Date.now() < memory.notBefore) return null;
	memory.isBusy = true;
	try {
		return await pollOnce(await prepared(ctx, platform, memory));
	} catch (fault) {
		noteFault(memory, fault);
		return afterFault(ctx, memory, fault, {
			hasCursor: storedCursor(ctx) !== null,
			fields: platform.polling.fields,
		});
	} finally {
		memory.isBusy = false;
	}
}

async function prepared(ctx: IPollFunctions, platform: PolledPlatform, memory: Memory): Promise<Poll> {
	const settings = readPollSettings(ctx, platform);
	// No pause that the platform asks for is waited out: the next poll is soon enough.
	const budget = budgetOf(Math.min(LONGEST_MS, pollBudgetMs(ctx) * SHARE_OF_BUDGET), 0);
	const openPoller = await platform.polling.poller();
	const poller = await openPoller(ctx, budget, settings);
	return { ctx, platform, poller, settings, memory, budget };
}

async function pollOnce(current: Poll): Promise<INodeExecutionData[][] | null> {
	const { ctx, poller, memory } = current;
	const cursor = storedCursor(ctx);
	if (cursor === null || cursor.scope !== poller.scope) {
		store(ctx, await firstCursor(current));
		memory.failures = 0;
		return null;
	}
	cursor.queue = cursor.queue.filter((queued) => isWaiting(current, queued));
	const seen = new Map<string, PolledRun>();
	const fault = await lookAround(current, cursor, seen).then(
		() => null,
		(error: unknown) => ({ error }),
	);
	const { items, error = fault?.error } = await emittedItems(current, cursor, seen);
	for (const id of trim(cursor, Date.now())) {
		ctx.logger.warn(
			`${current.platform.name}: the run ${id} is not followed any more, it has not ended for long`,
		);
	}
	store(ctx, cursor);
	if (error !== undefined && items.length === 0) throw error;
	if (error === undefined) memory.failures = 0;
	else noteFault(memory, error);
	return items.length === 0 ? null : [items];
}

async function firstCursor({ poller, ctx, settings }: Poll): Promise<Cursor> {
	const newest = await poller.newest();
	const unfinished = (await poller.unfinished()) ?? [];
	return seeded(poller.scope, newest, unfinished, observing(ctx, poller, settings));
}

/** Takes note of what has changed. Whatever was observed before an error counts. */
async function lookAround(
	{ ctx, poller, settings, memory }: Poll,
	cursor: Cursor,
	seen: Map<string, PolledRun>,
): Promise<void> {
	const view = () => observing(ctx, poller, settings);
	memory.turn += 1;
	for await (const page of poller.since(cursor.mark, cursor.hint)) {
		for (const run of page.runs) seen.set(run.id, run);
		if (!byOrder(page.runs).every((run) => observe(cursor, run, view()))) return;
		pass(cursor, page, view());
	}
	const others = [...cursor.open.keys()].filter((id) => !seen.has(id));
	const followed = others.length > 0 ? await poller.follow(others, memory.turn) : [];
	for (const [id, run] of followed) {
		if (run === null) miss(cursor, id);
		else if (observe(cursor, run, view())) seen.set(id, run);
	}
	for (const run of (await poller.lookCloser?.(openForLong(cursor, seen), memory.turn)) ?? []) {
		if (observe(cursor, run, view())) seen.set(run.id, run);
	}
}

/** The runs that have been followed for long, and that the platform still shows. */
function openForLong({ open }: Cursor, seen: Map<string, PolledRun>): PolledRun[] {
	const since = Date.now() - LONG_OPEN_MS;
	return [...open].flatMap(([id, { firstSeenAt }]) => (firstSeenAt < since && seen.get(id)) || []);
}

function observing(ctx: IPollFunctions, { ordersByTime }: Poller, { events }: PollSettings): Observing {
	const now = Date.now();
	const latestOrder = ordersByTime ? (platformTime(ctx) ?? now) + CLOCK_TOLERANCE_MS : Infinity;
	return { now, latestOrder, wanted: events };
}

function storedCursor(ctx: IPollFunctions): Cursor | null {
	return fromStored(ctx.getWorkflowStaticData('node').poll);
}

/** n8n notices only assignments to the static data itself, so the cursor is replaced as a whole. */
function store(ctx: IPollFunctions, cursor: Cursor): void {
	// With durable cursors the execution is stored with this cursor, so nothing has to be emitted again.
	if (isDurable(ctx)) cursor.queue = cursor.queue.filter(({ isSent }) => !isSent);
	const data = ctx.getWorkflowStaticData('node');
	data.poll = toStored(cursor, new Date().toISOString()) as never;
}
