/**
 * Deliveries of Qodex: the completion webhook of a schedule, and the call to a run's `callback_url`.
 * Neither is signed, so the run is read back with the API key before anything is emitted.
 */
import type { RunFacts } from '../../runs/buildRun';
import { toIso } from '../../runs/time';
import { nullOn } from '../../transport/errors';
import { isObject, textOf } from '../../transport/json';
import type { ApiContext } from '../../transport/request';
import type { DeliveredEvent, Delivery, DeliveryScope, Verification, WantedDetails } from '../platform';
import { DeliveryError } from '../platform';
import { qodexApi } from './api';
import { runFacts, runIdOf } from './normalize';
import { projectOf } from './runs';

/** All attempts to read a run behind a delivery together, in milliseconds. */
const READ_BUDGET_MS = 20_000;

/** The event name of a schedule's webhook, the only one in the docs. */
const COMPLETED = 'test_run_completed';

/** Nothing else tells who sent it. */
export const readVerifies = true;

/** Lets every delivery through to being read back. */
export function verify(): Verification {
	return { ok: true };
}

/** The project that the credential belongs to. */
export async function scope(ctx: ApiContext): Promise<DeliveryScope> {
	const { origin, slug } = await projectOf(ctx);
	return { projectId: slug, origin };
}

/** The id under the name that no other platform uses; below the top only with the event, which Preclinical has too. */
export function detects({ body }: Delivery): boolean {
	if (!isObject(body)) return false;
	return textOf(body.testRunId) !== null || (body.event === COMPLETED && runIdOf(body) !== null);
}

/** Reads a delivery. undocumented: the body of a callback, so all it needs to have is a run id. */
export function parse({ body }: Delivery, { projectId, origin }: DeliveryScope): DeliveredEvent {
	const runId = runIdOf(body);
	if (!isObject(body) || runId === null) throw new DeliveryError('The body has no testRunId');
	const platformEvent = textOf(body.event) ?? COMPLETED;
	const slug = projectId ?? textOf(body.projectSlug) ?? '';
	const facts = runFacts(body, runId, { origin: origin ?? '', slug });
	return {
		// Both kinds of delivery are sent once, after the run has ended.
		event: platformEvent === COMPLETED ? 'RUN_FINISH' : platformEvent,
		platformEvent,
		platform: 'qodex',
		deliveryKey: `qodex:${runId}:${platformEvent}`,
		occurredAt: toIso(body.timestamp),
		run: {
			...facts,
			status: facts.status === 'unknown' ? 'finished' : facts.status,
			finishedAt: facts.finishedAt ?? toIso(body.timestamp),
		},
	};
}

/** Reads the run behind a delivery; `null` when the project has no such run. */
export async function readRun(
	ctx: ApiContext,
	{ run }: DeliveredEvent,
	{ maxFailures }: WantedDetails,
): Promise<RunFacts | null> {
	const runId = run?.id ?? '';
	// undocumented: the status for an unknown run; any refusal of this very id counts as "no such run".
	const raw = await qodexApi(ctx, 0, READ_BUDGET_MS)
		.getRun(runId)
		.catch(nullOn(400, 404, 410, 422));
	if (raw === null) return null;
	const facts = runFacts(raw, runId, await projectOf(ctx));
	if (maxFailures === 0 || !facts.failures) return { ...facts, failures: null };
	return {
		...facts,
		failures: facts.failures.slice(0, maxFailures),
		failuresTruncated: facts.failures.length > maxFailures,
	};
}
