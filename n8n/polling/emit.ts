/** Emits the events that are queued, with their runs. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { buildRun } from '../../core/model/buildRun';
import { RUN_EVENTS } from '../../core/model/events';
import type { TestRun, TestRunEvent } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { isPassing, statusOf } from '../transport/errors';
import { emittedEvent } from '../webhooks/event';
import { runPasses } from '../webhooks/filters';
import { withoutExtraFailures } from '../webhooks/readBehind';
import type { PolledRun, Reading } from './contract';
import { eventOf, type Cursor, type QueuedEvent } from './cursor';
import type { Poll } from './onePoll';

/** So many runs are read at the same time. */
const AT_ONCE = 5;

/** With less time left, no further run is read. */
const LEAST_LEFT_MS = 5_000;

/** What became of a queued event: it is emitted, or it is of no interest. */
type Outcome = { item: INodeExecutionData; key: string } | null;

/**
 * The items for the events in the queue, earlier events first. What was emitted stays in the queue as sent, until the
 * next poll knows that this process is still running: n8n stores the cursor and the execution at the same time, but not
 * together.
 *
 * @param seen the runs that this poll has read
 * @returns also the error that ended this early
 */
export async function emittedItems(
	poll: Poll,
	cursor: Cursor,
	seen: Map<string, PolledRun>,
): Promise<{ items: INodeExecutionData[]; error?: unknown }> {
	const waiting = cursor.queue.filter((queued) => isWaiting(poll, queued)).sort((a, b) => a.at - b.at);
	const sent: QueuedEvent[] = [];
	const items: INodeExecutionData[] = [];
	let error: unknown;
	while (waiting.length > 0 && error === undefined) {
		if (poll.budget.leftMs() < LEAST_LEFT_MS) break;
		const batch = waiting.slice(0, AT_ONCE);
		const outcomes = await Promise.allSettled(
			batch.map(async (queued) => await outcomeOf(poll, queued, seen)),
		);
		for (const [index, outcome] of outcomes.entries()) {
			if (outcome.status === 'rejected') {
				error ??= outcome.reason;
				continue;
			}
			waiting.splice(waiting.indexOf(batch[index]), 1);
			if (outcome.value === null) continue;
			items.push(outcome.value.item);
			sent.push({ ...batch[index], isSent: true });
			poll.memory.emitted.claim(outcome.value.key);
		}
	}
	cursor.queue = [...sent, ...waiting];
	return { items, error };
}

/** The event as it would be emitted for a run; `null` if the filters hold it back. */
export async function itemOf(
	poll: Poll,
	{ event, id, owner, content }: Pick<QueuedEvent, 'event' | 'id' | 'owner' | 'content'>,
	reading: Reading,
): Promise<Outcome> {
	const { poller, platform, settings } = poll;
	const run = await readRun(poll, { id, order: null, owner, content, ...reading });
	if (run === null || !runPasses(run, settings.filters)) return null;
	const key = poller.deliveryKey(event, { id, owner, content });
	const delivered = {
		event,
		platformEvent: poller.platformEvent(event),
		platform: platform.id,
		deliveryKey: key,
		occurredAt: toIso(event === 'RUN_START' ? reading.facts.startedAt : reading.facts.finishedAt),
		run: reading.facts,
	};
	const raw = settings.includeRaw ? reading.raw : undefined;
	const emitted: TestRunEvent = emittedEvent(delivered, run, new Date().toISOString(), raw);
	return { item: { json: emitted as unknown as IDataObject }, key };
}

/**
 * Whether an event is wanted, and this process has not emitted it. One that an earlier process has emitted is emitted
 * again.
 */
export function isWaiting({ poller, settings, memory }: Poll, queued: QueuedEvent): boolean {
	const { event, at } = queued;
	if (memory.emitted.has(poller.deliveryKey(event, queued))) return false;
	const isOld = settings.maxAgeMs !== null && at < Date.now() - settings.maxAgeMs;
	return settings.events.includes(event) && !isOld;
}

async function outcomeOf(poll: Poll, queued: QueuedEvent, seen: Map<string, PolledRun>): Promise<Outcome> {
	const reading = seen.get(queued.id) ?? (await readAgain(poll, queued));
	return await itemOf(poll, queued, withContradiction(poll, queued, reading));
}

/** The run without extra failures; `null` if the filters hold it back already without them. */
async function readRun({ poller, settings }: Poll, listed: PolledRun): Promise<TestRun | null> {
	const run = buildRun(withoutExtraFailures(listed.facts, settings));
	if (settings.maxFailures === 0 || eventOf(listed) === null) return run;
	if (!runPasses(run, settings.filters)) return null;
	const { doubt } = listed.facts;
	const facts = await poller.detailed(listed);
	return buildRun(withoutExtraFailures({ ...facts, doubt: facts.doubt ?? doubt }, settings));
}

/** The run of an event that an earlier poll has queued. Throws if a later poll may succeed. */
async function readAgain({ poller, platform }: Poll, { id, event }: QueuedEvent): Promise<Reading> {
	let doubt = `${platform.name} no longer has this run.`;
	const read = await poller.read(id).catch((error: unknown) => {
		if (!isAboutThisRun(error)) throw error;
		doubt = `${(error as Error).message}.`;
		return null;
	});
	if (read !== null) return read;
	return { facts: { ...poller.facts(id), status: RUN_EVENTS[event].status, doubt }, raw: {} };
}

/** Whether another attempt would get the same answer, and other runs can be read all the same. */
function isAboutThisRun(error: unknown): boolean {
	const status = statusOf(error);
	return status !== null && status >= 400 && ![401, 403].includes(status) && !isPassing(error);
}

/** A run that is emitted late may have been started again. */
function withContradiction({ platform }: Poll, { event }: QueuedEvent, reading: Reading): Reading {
	const isEnd = event !== 'RUN_START';
	if (!isEnd || eventOf(reading) !== null || reading.facts.doubt) return reading;
	const doubt = `${platform.name} now shows the run as ${reading.facts.status}, although it had ended.`;
	return { ...reading, facts: { ...reading.facts, doubt } };
}
