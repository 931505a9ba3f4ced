/** Wait mode `callback`: n8n stores the execution until the platform calls the resume URL. */
import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { AwaitedRun, CallbackSupport, Awaiting } from './contract';
import type { OperationCall, RunReading } from '../items/contract';
import { startedOutput } from '../items/output';
import { oncePerItem } from '../items/startedRuns';
import { redactJson } from '../transport/redact';
import { textsOf } from '../../core/text/json';
import { RecentKeys } from '../webhooks/duplicates';
import { refuseUnreachable } from '../webhooks/reachable';
import { sameSecret } from '../webhooks/secrets';
import { FIRST_LOOK_MS, LAST_LOOKS_MS } from './callbackTimes';
import { callbackUrl, digestOf, secretsIn, TOKEN } from './callbackUrl';
import { pause } from '../transport/pause';
import { atLimit, hasEnded, pollRun, WaitStopped } from './poll';
import type { WaitSettings } from './settings';
import { asPending, noteOn, SHORTEST_STORED_MS, storeExecution } from './stored';
import { noteIn, withoutNote } from '../items/waitingNote';

/**
 * Digests of the tokens of executions that have already been resumed. If two calls arrived at once, n8n 1 would run the
 * rest of the workflow twice.
 */
const answered = new RecentKeys();

/**
 * Starts the run, reads it once after a few seconds and, if it has not ended by then, stores the execution. The read is
 * needed because a callback that arrives before the execution is stored is lost. If no callback arrives within the time
 * limit, the run is returned as pending.
 *
 * @returns `null` when nothing was started, because the start-once key was used before
 */
export async function awaitCallback(
	call: OperationCall,
	operation: Awaiting,
	settings: WaitSettings,
	signal?: AbortSignal,
): Promise<INodeExecutionData | null> {
	const { ctx, input } = call;
	const since = Date.now();
	const until = new Date(since + Math.max(settings.timeoutMs, FIRST_LOOK_MS + SHORTEST_STORED_MS));
	// Generated once per item: n8n's Retry On Fail executes the node again, but the platform keeps the URL of the first
	// start.
	const { url, digest } = await oncePerItem(call, 'callback', async () => callbackUrl(ctx));
	const { begin, callback } = operation;
	if (callback) {
		const address = { url, platform: callback.platform, apiUrl: await callback.apiUrl(call) };
		refuseUnreachable(ctx.getNode(), address, 'run this workflow again');
	}

	const run = await begin(call, url);
	if (run === null) return null;
	const reading = await (run.startedBefore ? lookUntilEnd : lookOnce)(run, settings, signal);
	// The response of the platform may contain the callback URL, with which anybody could resume the execution.
	const jsonOf = (latest: RunReading) => redactJson(startedOutput(input, latest, run), secretsIn(url));
	if (hasEnded(reading.run) || run.startedBefore) {
		return { json: jsonOf(atLimit(reading, settings.timeoutMs)), pairedItem: { item: 0 } };
	}
	const note = { ...noteOn(call, operation, reading, since, run.doubt), callback: digest };
	return await storeExecution(ctx, jsonOf(asPending(reading)), note, until);
}

/** The run a few seconds after its start. If it cannot be read at the moment, the response to the start is returned. */
async function lookOnce(run: AwaitedRun, _: WaitSettings, signal?: AbortSignal): Promise<RunReading> {
	if (run.started && hasEnded(run.started.run)) return run.started;
	if (!(await pause(FIRST_LOOK_MS, signal))) throw new WaitStopped();
	return await pollRun(run, { timeoutMs: 0, pace: {}, signal });
}

/**
 * For a run that an earlier execution started: the platform will call that execution, not this one, so only polling is
 * left.
 */
async function lookUntilEnd(
	run: AwaitedRun,
	{ timeoutMs, pace }: WaitSettings,
	signal?: AbortSignal,
): Promise<RunReading> {
	return await pollRun(run, { timeoutMs, pace, signal });
}

/**
 * Handles the call to the resume URL. It reads the run again and resumes the execution if the run has ended. Otherwise,
 * and for a caller without our token, the execution stays stored. Never throws: n8n would end the execution with an
 * empty result.
 */
export async function receiveCallback(
	ctx: IWebhookFunctions,
	callback: CallbackSupport | undefined,
): Promise<IWebhookResponseData> {
	const query = ctx.getQueryData() as Record<string, unknown>;
	const { [TOKEN]: token } = query;
	const stored = ctx.evaluateExpression('{{ $json }}', 0) as IDataObject;
	const note = noteIn(stored);
	if (!callback || !note?.callback || !sameSecret(digestOf(String(token)), note.callback)) {
		return answer(ctx, 401, { error: 'Unauthorized' });
	}
	// Respond first: the platform should not have to wait while we read the run from its API.
	answer(ctx, 200, { accepted: true });
	const resume = (json: IDataObject) =>
		answered.claim(note.callback as string) ? resumeWith(json) : { noWebhookResponse: true };
	try {
		const run = { read: async () => await callback.read(ctx, note.runId) };
		const reading = await pollRun(run, { timeoutMs: LAST_LOOKS_MS, pace: {} });
		if (!hasEnded(reading.run)) return { noWebhookResponse: true };
		const json: IDataObject = note.isRaw ? reading.raw : { ...reading.run };
		return resume(redactJson(json, textsOf(Object.values(query))));
	} catch (error) {
		// The platform will not call again, so resume with the stored run and a note that it could not be read. The
		// workflow can read it later.
		const doubt = `${callback.platform} called back, but the run could not be read. ${(error as Error).message}`;
		ctx.logger.warn(doubt);
		const json = { ...stored, ...(!note.isRaw && { verdictReason: doubt, doubt }) };
		return resume(withoutNote(json));
	}
}

function resumeWith(json: IDataObject): IWebhookResponseData {
	return { noWebhookResponse: true, workflowData: [[{ json, pairedItem: { item: 0 } }]] };
}

function answer(ctx: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	ctx.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
