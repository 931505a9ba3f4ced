/**
 * Webhook deliveries of the hosted Preclinical: one event, at the end of a run. The sender is verified by the token in
 * our URL and, if the user has configured it, by a signature; the run is read before it is emitted.
 */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';
import type { RunStatus } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { nullOn } from '../../n8n/transport/errors';
import { idOf } from '../../n8n/transport/ids';
import { isObject, objectOf, shortTextOf, textOf, webPageOf } from '../../core/text/json';
import { readTriggerInput } from '../../n8n/parameters/input';
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
import { factsOf } from './details';
import { runFacts, runStatus } from './normalize';
import { requireWebhooks, scopedAgent } from './registrar';
import { hostedService, PRECLINICAL_CREDENTIAL } from './service';
import { signatureField } from './signatureField';
import { tokenIn } from './token';

const COMPLETED = 'test_run_completed';
const TEST = 'test';

export { registrar } from './registrar';

/** Preclinical documents no signature, so no delivery is trusted before its run was read. */
export const readVerifies = true;

/** Verifies the token in the URL, the signature if one is required, and the age by the body's `timestamp`. */
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

/**
 * A delivery has one of the two events, and the run under a name that no other platform uses. Qodex has an event with
 * the same name.
 */
export function detects({ body }: Delivery): boolean {
	const { event, test_run: run } = objectOf(body);
	return (event === COMPLETED || event === TEST) && textOf(objectOf(run).id) !== null;
}

/** Reads a delivery. What happened is in `test_run.status`, since the event name is always the same. */
export function parse(delivery: Delivery, scope: DeliveryScope): DeliveredEvent {
	const { body, run, event } = look(delivery, scope);
	const facts = runFacts(run, { baseUrl: scope.origin ?? '', agentId: event.projectId });
	facts.url = webPageOf(body.results_url) ?? (event.isTest ? null : facts.url);
	return Object.assign(event, { run: facts });
}

/** The ids of a delivery. */
export function identify(delivery: Delivery, scope: DeliveryScope): DeliveredEvent {
	const { run, event, runId } = look(delivery, scope);
	const ids = { id: runId, status: shortTextOf(run.status), agent_id: event.projectId };
	const facts = runFacts(ids, { baseUrl: scope.origin ?? '' });
	// A sample has no page.
	if (event.isTest) facts.url = null;
	return Object.assign(event, { run: facts });
}

/** Reads a few entries of a delivery, whatever else it contains. */
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
		// Samples differ only in the time when they were requested.
		deliveryKey: isTest
			? ['preclinical', runId, platformEvent, occurredAt].join(':')
			: keyOf(owner, name, runId, status),
		occurredAt,
		projectId: owner,
		isTest,
	};
	return { body, run, runId, event };
}

/** Reads the run of a delivery; `null` if the agent has no such run. A sample has no run to read. */
export async function readRun(
	ctx: ApiContext,
	{ run, projectId, isTest }: DeliveredEvent,
	{ maxFailures }: WantedDetails,
): Promise<RunFacts | null> {
	if (isTest) return run;
	const api = await preclinicalApi(ctx, 0, READ_BUDGET_MS);
	const read = async () => await api.getRun(run?.id ?? '');
	// undocumented: the status for an id that does not exist, so any refusal of this id counts as "no such run".
	const raw = await settled(read, (latest) => isGoingOn({ status: runStatus(latest) })).catch(
		nullOn(400, 404, 410, 422),
	);
	if (raw === null || (projectId && raw.agent_id && raw.agent_id !== projectId)) return null;
	return await factsOf(api, raw, { maxFailures });
}

/** The scope that is set in the trigger, i.e. one agent or all, and the URL for links. */
export async function scope(ctx: IWebhookFunctions): Promise<DeliveryScope> {
	const credentials = await ctx.getCredentials(PRECLINICAL_CREDENTIAL);
	return { projectId: scopedAgent(ctx), origin: hostedService.baseUrl(credentials) };
}

/** The signature that the user has configured; `null` without the name of a header. */
export async function expectedSignature(
	ctx: IWebhookFunctions | IHookFunctions,
): Promise<ExpectedSignature | null> {
	const given = signatureInput(ctx).group('signature');
	const header = given.optionalText('header');
	if (header === undefined) return null;
	const { webhookSecret } = await ctx.getCredentials(PRECLINICAL_CREDENTIAL);
	return {
		header: header.toLowerCase(),
		algorithm: (given.optionalText('algorithm') ?? 'sha256') as ExpectedSignature['algorithm'],
		encoding: (given.optionalText('encoding') ?? 'hex') as ExpectedSignature['encoding'],
		secret: textOf(webhookSecret) ?? '',
	};
}

/** Throws unless a configured signature has its header and its secret. */
export async function checkSetup(ctx: IHookFunctions): Promise<void> {
	await requireWebhooks(ctx);
	const signature = await expectedSignature(ctx);
	const input = signatureInput(ctx);
	if (signature === null && Object.keys(objectOf(input.json('signature'))).length > 0) {
		input.refuse(
			'signature',
			'names no header',
			"Add 'Header' with the name of the header that carries the signature, or remove the others.",
		);
	}
	if (signature?.secret === '') {
		throw new NodeOperationError(ctx.getNode(), 'The signature could not be checked without its secret', {
			description:
				"Enter the 'Webhook Signing Secret' in the credential, or remove 'Header' under 'Signature': the token in the URL is checked anyway.",
		});
	}
}

function signatureInput(ctx: IWebhookFunctions | IHookFunctions) {
	return readTriggerInput(ctx, [signatureField]);
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
