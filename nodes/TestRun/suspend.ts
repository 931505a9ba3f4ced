/** Wait mode `suspend`: the run is read once, then the execution is stored together with its current state. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { AwaitedRun, Awaiting } from '../../n8n/waiting/contract';
import type { OperationCall, RunReading } from '../../n8n/items/contract';
import { startedOutput } from '../../n8n/items/output';
import { redactJson } from '../../n8n/transport/redact';
import { repeatedSecrets } from '../../n8n/waiting/callbackUrl';
import { ageOf, atLimit, hasEnded, pollRun } from '../../n8n/waiting/poll';
import { guesses, isWorthGuessing } from '../../n8n/waiting/likelyEnd';
import { resumedRun } from '../../n8n/waiting/resumedRun';
import { nextDelay } from '../../n8n/waiting/schedule';
import type { WaitSettings } from '../../n8n/waiting/settings';
import { asPending, noteOn, readingIn, SHORTEST_STORED_MS, storeExecution } from '../../n8n/waiting/stored';
import { noteIn } from '../../n8n/items/waitingNote';

/** The longest time between two reads, unless the user sets another one. */
const LONGEST_STORED_MS = 5 * 60_000;

/**
 * Returns the current state of the run as the node's output: at once if the run has ended or the time limit has passed,
 * otherwise when the execution is resumed. The item holds the time of the first read, so that the limit counts from
 * there when the workflow loops back to this node.
 *
 * @returns `null` when nothing was started, because the start-once key was used before
 */
export async function suspend(
	call: OperationCall,
	operation: Awaiting,
	settings: WaitSettings,
	signal?: AbortSignal,
): Promise<INodeExecutionData | null> {
	const run = (await resumedRun(call, operation)) ?? (await operation.begin(call));
	if (run === null) return null;
	const before = carried(call, run);
	const reading = await look({ ...run, started: run.started ?? before?.reading }, signal);
	const json = (latest: RunReading) => itemOf(call, run, latest, before?.note.callback);
	const now = Date.now();
	const note = before && belongsTo(before.note.runId, reading.run.id) ? before.note : undefined;
	const since = note ? Date.parse(note.since) : now;
	const leftMs = since + settings.timeoutMs - now;
	if (hasEnded(reading.run) || leftMs <= 0) {
		return { json: json(atLimit(reading, settings.timeoutMs)), pairedItem: { item: 0 } };
	}
	const likelyMs = note?.likelyMs ?? (await guessed(run, reading, since, settings));
	const lookMs = Math.min(leftMs, untilNextLook(ageOf(reading.run, since, now), settings, likelyMs));
	const until = new Date(Date.now() + Math.max(SHORTEST_STORED_MS, lookMs));
	const newNote = {
		...noteOn(call, operation, reading, since, run.doubt),
		...(likelyMs !== undefined && { likelyMs }),
		callback: before?.note.callback,
	};
	return await storeExecution(call.ctx, json(asPending(reading)), newNote, until);
}

/** The output item. If the platform repeats a callback URL in its response, the secrets in it are masked. */
function itemOf(
	{ ctx, input }: OperationCall,
	run: AwaitedRun,
	latest: RunReading,
	callback?: string,
): IDataObject {
	const json = startedOutput(input, latest, run);
	return callback ? redactJson(json, repeatedSecrets(ctx, json, callback)) : json;
}

/** The note about an earlier read of the same run, if the item has one. A run that was started just now has none. */
function carried({ ctx }: OperationCall, { started, runId }: AwaitedRun) {
	const { json } = ctx.getInputData()[0];
	const note = noteIn(json);
	if (started || note === null || !belongsTo(note.runId, runId ?? note.runId)) return null;
	return { note, reading: readingIn(json) };
}

/** The noted id is empty while CI has not yet reported the run to the platform. */
function belongsTo(noted: string, runId: string): boolean {
	return noted === runId || noted === '';
}

async function look(run: AwaitedRun, signal?: AbortSignal): Promise<RunReading> {
	return await pollRun(run, {
		timeoutMs: run.settlingMs ?? 0,
		pace: {},
		signal,
		isEnough: (reading) => hasEnded(reading.run) || reading.late === undefined,
	});
}

/** The age at which the run is likely to end; 0 if that was not clear, `undefined` if it was not asked for yet. */
async function guessed(
	run: AwaitedRun,
	reading: RunReading,
	since: number,
	{ pace, lookAgainMs }: WaitSettings,
): Promise<number | undefined> {
	// After a look that failed the run may be outdated, and the platform may not answer now.
	const isWanted = pace.expectedMs === undefined && lookAgainMs === undefined && reading.late === undefined;
	if (!isWanted || !isWorthGuessing(reading.run, since, Date.now())) return undefined;
	return (await guesses()(run)(reading, since)) ?? 0;
}

function untilNextLook(ageMs: number, { lookAgainMs, pace }: WaitSettings, likelyMs?: number): number {
	if (lookAgainMs !== undefined) return lookAgainMs;
	const bounds = { shortestMs: SHORTEST_STORED_MS, longestMs: LONGEST_STORED_MS };
	return nextDelay(ageMs, { ...bounds, expectedMs: pace.expectedMs, likelyMs }, Math.random());
}
