/**
 * Deliveries of Qodex: the completion webhook of a schedule, and the call to a run's `callback_url`.
 * Neither is signed, so the run is read back with the API key before anything is emitted.
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

/** Bytes of a body that is searched for its id. A genuine one is a few thousand bytes long. */
const LARGEST_SEARCHED = 256 * 1024;

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
	return topRunIdOf(body) !== null || (body.event === COMPLETED && runIdOf(body) !== null);
}

/** Reads a delivery. undocumented: the body of a callback, so all it needs to have is a run id. */
export function parse({ body }: Delivery, scope: DeliveryScope): DeliveredEvent {
	const runId = runIdOf(body);
	if (!isObject(body) || runId === null) throw new DeliveryError('The body has no testRunId');
	const facts = runFacts(body, runId, projectIn(body, scope));
	return {
		...eventOf(body, runId),
		run: {
			...facts,
			// The schedule's webhook names no status, since it tells of an end; a word that is not known may be any other.
			status: facts.platformWords === null ? 'finished' : facts.status,
			finishedAt: facts.finishedAt ?? toIso(body.timestamp),
		},
	};
}

/** What a delivery is about. In a large body the id has to stand at the top: its other entries may be millions. */
export function identify({ body, rawBody }: Delivery, scope: DeliveryScope): DeliveredEvent {
	const isSmall = rawBody !== null && rawBody.length <= LARGEST_SEARCHED;
	const runId = isSmall ? runIdOf(body) : topRunIdOf(body);
	if (!isObject(body) || runId === null) throw new DeliveryError('The body has no testRunId');
	const ids = runFacts({}, runId, projectIn(body, scope));
	return { ...eventOf(body, runId), run: { ...ids, status: 'finished' } };
}

/** The failed scenarios that a delivery lists. */
export async function listFailures(
	{ body }: Delivery,
	scope: DeliveryScope,
	{ maxFailures }: WantedDetails,
): Promise<FailureList> {
	return await failuresIn(body, projectIn(objectOf(body), scope).slug, maxFailures);
}

/** Reads the run behind a delivery; `null` when the project has no such run. */
export async function readRun(
	ctx: ApiContext,
	{ run }: DeliveredEvent,
	{ maxFailures }: WantedDetails,
): Promise<RunFacts | null> {
	const runId = run?.id ?? '';
	const project = await projectOf(ctx);
	const api = qodexApi(ctx, 0, READ_BUDGET_MS);
	const read = async () => await api.getRun(runId);
	// undocumented: the status for an unknown run; any refusal of this very id counts as "no such run".
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
