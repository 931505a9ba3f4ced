/**
 * Webhook deliveries of the hosted Preclinical: one event, when a run has come to an end. The sender is known by
 * the token in our URL and, where the user says how, by a signature; the run is read back before it is emitted.
 */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';
import type { RunStatus } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { nullOn } from '../../n8n/transport/errors';
import { idOf } from '../../n8n/transport/ids';
import { isObject, objectOf, shortTextOf, textOf, webPageOf } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { isSigned, type ExpectedSignature } from '../../n8n/webhooks/hmac';
import { isGoingOn, settled } from '../../n8n/webhooks/settled';
import { sameSecret } from '../../n8n/webhooks/secrets';
import {
	type DeliveredEvent,
	type Delivery,
	type DeliveryScope,
	type DeliverySecrets,
	type Verification,
	type WantedDetails,
	DeliveryError,
} from '../../n8n/webhooks/contract';
import { READ_BUDGET_MS } from '../shared/readBudget';
import { refused, verifyAge } from '../shared/verification';
import { preclinicalApi } from './api';
import { deliveryKeyOf } from './deliveryKey';
import { runFacts, runStatus } from './normalize';
import { requireWebhooks, scopedAgent } from './registrar';
import { factsOf } from './runs';
import { hostedService, PRECLINICAL_CREDENTIAL } from './service';
import { tokenIn } from './token';

const COMPLETED = 'test_run_completed';
const TEST = 'test';

export { registrar } from './registrar';

/** Preclinical documents no signature, so no delivery counts before its run was read back. */
export const readVerifies = true;

/** Checks the token in the URL, the signature where one is expected, and the age by the body's `timestamp`. */
export function verify(delivery: Delivery, secrets: DeliverySecrets): Verification {
	const { query, headers, rawBody, body } = delivery;
	const { secret, signature } = secrets;
	if (secret === null) return refused('no token is stored; activate the workflow again');
	const token = tokenIn(query);
	if (!sameSecret(token, secret)) return refused(token ? 'the token is wrong' : 'the token is missing');
	if (signature && !isSigned(rawBody, headers[signature.header], signature)) {
		return refused(whyNotSigned(rawBody, headers[signature.header], signature));
	}
	return verifyAge(objectOf(body).timestamp ?? undefined, delivery, secrets);
}

/** One of the two events, with the run under the name that no other platform uses; Qodex has an event of that name too. */
export function detects({ body }: Delivery): boolean {
	const { event, test_run: run } = objectOf(body);
	return (event === COMPLETED || event === TEST) && textOf(objectOf(run).id) !== null;
}

/** Reads a delivery. `test_run.status` tells what happened, the event name is always the same. */
export function parse(delivery: Delivery, scope: DeliveryScope): DeliveredEvent {
	const { body, run, event } = look(delivery, scope);
	const facts = runFacts(run, { baseUrl: scope.origin ?? '', agentId: event.projectId });
	const url = webPageOf(body.results_url) ?? (event.isTest ? null : facts.url);
	return { ...event, run: { ...facts, url } };
}

/** What a delivery is about. */
export function identify(delivery: Delivery, scope: DeliveryScope): DeliveredEvent {
	const { run, event, runId } = look(delivery, scope);
	const ids = { id: runId, status: shortTextOf(run.status), agent_id: event.projectId };
	const facts = runFacts(ids, { baseUrl: scope.origin ?? '' });
	// A sample has no page.
	return { ...event, run: { ...facts, url: event.isTest ? null : facts.url } };
}

/** Looks a few entries of a delivery up, whatever else may be in it. */
function look({ body }: Delivery, { projectId }: DeliveryScope) {
	const run = isObject(body) ? body.test_run : undefined;
	const platformEvent = shortTextOf(objectOf(body).event);
	const runId = idOf(objectOf(run).id);
	if (!isObject(body) || !isObject(run) || platformEvent === null || runId === null) {
		throw new DeliveryError('The body has no event or no test_run.id');
	}
	const isTest = body.is_test === true || platformEvent === TEST;
	const agentId = shortTextOf(run.agent_id);
	if (projectId && agentId && agentId !== projectId && !isTest) {
		throw new DeliveryError('The run is one of another agent');
	}
	const occurredAt = toIso(body.timestamp);
	const status = runStatus(run);
	const name = eventOf(platformEvent, status, isTest);
	const owner = agentId ?? projectId ?? null;
	const event = {
		event: name,
		platformEvent,
		platform: 'preclinical',
		// Samples are alike but for the time they were asked for.
		deliveryKey: isTest
			? ['preclinical', runId, platformEvent, occurredAt].join(':')
			: keyOf(owner, name, runId, status),
		occurredAt,
		projectId: owner,
		isTest,
	};
	return { body, run, runId, event };
}

/** Reads the run behind a delivery; `null` when there is no such run of that agent. A sample stands for no run. */
export async function readRun(
	ctx: ApiContext,
	{ run, projectId, isTest }: DeliveredEvent,
	{ maxFailures }: WantedDetails,
): Promise<RunFacts | null> {
	if (isTest) return run;
	const api = await preclinicalApi(ctx, 0, READ_BUDGET_MS);
	const read = async () => await api.getRun(run?.id ?? '');
	// undocumented: the status for an id that is none; any refusal of this very id counts as "no such run".
	const raw = await settled(read, (latest) => isGoingOn({ status: runStatus(latest) })).catch(
		nullOn(400, 404, 410, 422),
	);
	if (raw === null || (projectId && raw.agent_id && raw.agent_id !== projectId)) return null;
	return await factsOf(api, raw, { maxFailures });
}

/** What the trigger is set to: one agent or all, and where the web pages are. */
export async function scope(ctx: IWebhookFunctions): Promise<DeliveryScope> {
	const credentials = await ctx.getCredentials(PRECLINICAL_CREDENTIAL);
	return { projectId: scopedAgent(ctx), origin: hostedService.baseUrl(credentials) };
}

/** The signature that the user says Preclinical sends; `null` when the trigger names no header. */
export async function expectedSignature(
	ctx: IWebhookFunctions | IHookFunctions,
): Promise<ExpectedSignature | null> {
	const given = objectOf(ctx.getNodeParameter('signature', {}));
	const header = textOf(given.header);
	if (header === null) return null;
	const { webhookSecret } = await ctx.getCredentials(PRECLINICAL_CREDENTIAL);
	return {
		header: header.toLowerCase(),
		algorithm: given.algorithm === 'sha1' || given.algorithm === 'sha512' ? given.algorithm : 'sha256',
		encoding: given.encoding === 'base64' ? 'base64' : 'hex',
		secret: textOf(webhookSecret) ?? '',
	};
}

/** A signature can only be checked with its header and the secret it is made with. */
export async function checkSetup(ctx: IHookFunctions): Promise<void> {
	await requireWebhooks(ctx);
	const signature = await expectedSignature(ctx);
	if (signature === null && Object.keys(objectOf(ctx.getNodeParameter('signature', {}))).length > 0) {
		throw new NodeOperationError(ctx.getNode(), "'Signature' names no header", {
			description:
				"Add 'Header' with the name of the header that carries the signature, or remove the others.",
		});
	}
	if (signature?.secret === '') {
		throw new NodeOperationError(ctx.getNode(), 'The signature could not be checked without its secret', {
			description:
				"Enter the 'Webhook Signing Secret' in the credential, or remove 'Header' under 'Signature': the token in the URL is checked anyway.",
		});
	}
}

/** A delivery of a run that has not ended, as far as its status is known, must not hide the one of its end. */
function keyOf(agentId: string | null, event: string, runId: string, status: RunStatus): string {
	const key = deliveryKeyOf(agentId, event, runId);
	return status === 'finished' || status === 'canceled' ? key : `${key}:${status}`;
}

function eventOf(platformEvent: string, status: RunStatus, isTest: boolean): string {
	if (platformEvent !== COMPLETED && !isTest) return platformEvent;
	return status === 'canceled' ? 'RUN_CANCELED' : 'RUN_FINISH';
}

function whyNotSigned(
	rawBody: Buffer | null,
	given: string | undefined,
	{ header, secret }: ExpectedSignature,
) {
	if (secret === '') return 'the credential has no signing secret';
	if (rawBody === null) return 'n8n kept no raw body to check the signature with';
	return given ? 'the signature is wrong' : `the header ${header} is missing`;
}
