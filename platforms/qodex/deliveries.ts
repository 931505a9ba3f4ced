/**
 * Deliveries of Qodex: the completion webhook of a schedule, and the call to a run's `callback_url`. Neither is signed,
 * so the run is read with the API key before anything is emitted.
 */
import type { RunFacts } from '../../core/model/buildRun';
import { toIso } from '../../core/text/time';
import { nullOn } from '../../n8n/transport/errors';
import { isObject, objectOf, shortTextOf, type JsonMap } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { isGoingOn, settled } from '../../n8n/webhooks/settled';
import {
	type DeliveredEvent,
	type Delivery,
	type DeliveryScope,
	type FailureList,
	type Verification,
	type WantedDetails,
	DeliveryError,
} from '../../n8n/webhooks/contract';
import { READ_BUDGET_MS } from '../shared/readBudget';
import { qodexApi } from './api';
import { runFacts, runIdOf, topRunIdOf, type QodexProject } from './normalize';
import { factsWithFailures, listFailures as failuresIn, projectOf } from './runs';

/** The id is searched for in bodies up to this number of bytes. A real delivery has a few thousand. */
const LARGEST_SEARCHED = 256 * 1024;

/** The event name in the webhook of a schedule, the only documented one. */
const COMPLETED = 'test_run_completed';

/** The read is the only way to verify the sender. */
export const readVerifies = true;

/** Accepts every delivery, since the run will be read. */
export function verify(): Verification {
	return { ok: true };
}

/** The project that the credential belongs to. */
export async function scope(ctx: ApiContext): Promise<DeliveryScope> {
	const { origin, slug } = await projectOf(ctx);
	return { projectId: slug, origin };
}

/**
 * The body has the run id under a name that no other platform uses. If the id is not at the top, the event is required
 * too; Preclinical has an event with the same name.
 */
export function detects({ body }: Delivery): boolean {
	if (!isObject(body)) return false;
	return topRunIdOf(body) !== null || (body.event === COMPLETED && runIdOf(body) !== null);
}

/** Reads a delivery. undocumented: the body of a callback, so only a run id is required. */
export function parse({ body }: Delivery, scope: DeliveryScope): DeliveredEvent {
	const runId = runIdOf(body);
	if (!isObject(body) || runId === null) throw new DeliveryError('The body has no testRunId');
	const facts = runFacts(body, runId, projectIn(body, scope));
	return {
		...eventOf(body, runId),
		run: {
			...facts,
			// The webhook of a schedule has no status field, since it always reports an end; an unknown word may mean
			// anything.
			status: facts.platformWords === null ? 'finished' : facts.status,
			finishedAt: facts.finishedAt ?? toIso(body.timestamp),
		},
	};
}

/** The ids of a delivery. In a large body the id has to be at the top, since its other entries may be millions. */
export function identify({ body, rawBody }: Delivery, scope: DeliveryScope): DeliveredEvent {
	const isSmall = rawBody !== null && rawBody.length <= LARGEST_SEARCHED;
	const runId = isSmall ? runIdOf(body) : topRunIdOf(body);
	if (!isObject(body) || runId === null) throw new DeliveryError('The body has no testRunId');
	const ids = runFacts({}, runId, projectIn(body, scope));
	return { ...eventOf(body, runId), run: { ...ids, status: 'finished' } };
}

/** The failed scenarios in a delivery. */
export async function listFailures(
	{ body }: Delivery,
	scope: DeliveryScope,
	{ maxFailures }: WantedDetails,
): Promise<FailureList> {
	return await failuresIn(body, projectIn(objectOf(body), scope).slug, maxFailures);
}

/** Reads the run of a delivery; `null` if the project has no such run. */
export async function readRun(
	ctx: ApiContext,
	{ run }: DeliveredEvent,
	{ maxFailures }: WantedDetails,
): Promise<RunFacts | null> {
	const runId = run?.id ?? '';
	const project = await projectOf(ctx);
	const api = qodexApi(ctx, 0, READ_BUDGET_MS);
	const read = async () => await api.getRun(runId);
	// undocumented: the status for an unknown run, so any refusal of this id counts as "no such run".
	const raw = await settled(read, (json) => isGoingOn(runFacts(json, runId, project))).catch(
		nullOn(400, 404, 410, 422),
	);
	return raw && (await factsWithFailures(raw, runId, project, maxFailures));
}

/** Both kinds of delivery are sent once, after the run has ended. */
function eventOf(body: JsonMap, runId: string): Omit<DeliveredEvent, 'run'> {
	const platformEvent = shortTextOf(body.event) ?? COMPLETED;
	return {
		event: platformEvent === COMPLETED ? 'RUN_FINISH' : platformEvent,
		platformEvent,
		platform: 'qodex',
		deliveryKey: `qodex:${runId}:${platformEvent}`,
		occurredAt: toIso(body.timestamp),
	};
}

function projectIn(body: JsonMap, { projectId, origin }: DeliveryScope): QodexProject {
	return { origin: origin ?? '', slug: projectId ?? shortTextOf(body.projectSlug) ?? '' };
}
