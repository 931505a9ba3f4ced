/** Wait mode `suspend`: one look, then the execution is stored with the run as it is. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { AwaitedRun, AwaitOperation, OperationCall, RunReading } from '../platforms/platform';
import { output } from '../platforms/reading';
import { ageOf, atLimit, hasEnded, pollRun } from './poll';
import { nextDelay } from './schedule';
import type { WaitSettings } from './settings';
import { asPending, noteIn, readingIn, SHORTEST_STORED_MS, storeExecution } from './stored';

/** The longest time between two looks, unless it is set. */
const LONGEST_STORED_MS = 5 * 60_000;

/**
 * The run as it is, which is the node's output: at once when it has ended or the time limit has passed, else when the
 * execution goes on. The item says when the first look was, so that a workflow that leads it back here keeps to the
 * limit.
 *
 * @returns `null` when nothing was started, because of the start-once key
 */
export async function suspend(
	call: OperationCall,
	operation: AwaitOperation,
	settings: WaitSettings,
	signal?: AbortSignal,
): Promise<INodeExecutionData | null> {
	const { ctx, input } = call;
	const run = await operation.begin(call);
	if (run === null) return null;
	const before = carried(ctx, run);
	const reading = await look({ ...run, started: run.started ?? before.reading }, signal);
	const now = Date.now();
	const since = before.note && belongsTo(before.note.runId, reading) ? Date.parse(before.note.since) : now;
	const leftMs = since + settings.timeoutMs - now;
	if (hasEnded(reading.run) || leftMs <= 0) {
		return { json: output(input, atLimit(reading, settings.timeoutMs)), pairedItem: { item: 0 } };
	}
	const storedMs = Math.max(
		SHORTEST_STORED_MS,
		Math.min(leftMs, untilNextLook(reading, since, now, settings)),
	);
	const note = { since: new Date(since).toISOString(), runId: reading.run.id };
	return await storeExecution(ctx, output(input, asPending(reading)), note, new Date(now + storedMs));
}

/** A run that this execution has just started is not the one that came in. */
function carried(ctx: IExecuteFunctions, run: AwaitedRun) {
	const { json } = ctx.getInputData()[0];
	return run.started ? {} : { note: noteIn(json), reading: readingIn(json) };
}

/** A run that CI has not reported yet has no id at first. */
function belongsTo(runId: string, { run }: RunReading): boolean {
	return runId === run.id || runId === '';
}

async function look(run: AwaitedRun, signal?: AbortSignal): Promise<RunReading> {
	return await pollRun(run, {
		timeoutMs: run.settlingMs ?? 0,
		pace: {},
		signal,
		isEnough: (reading) => hasEnded(reading.run) || reading.late === undefined,
	});
}

function untilNextLook({ run }: RunReading, since: number, now: number, settings: WaitSettings): number {
	const { lookAgainMs, pace } = settings;
	if (lookAgainMs !== undefined) return lookAgainMs;
	const bounds = { shortestMs: SHORTEST_STORED_MS, longestMs: LONGEST_STORED_MS };
	return nextDelay(ageOf(run, since, now), { ...bounds, expectedMs: pace.expectedMs }, Math.random());
}
