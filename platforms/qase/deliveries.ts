/** Webhook deliveries of Qase. All events have the same envelope, and most payloads contain only ids. A header contains the secret. */
import { hash } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';
import { RUN_EVENTS } from '../../core/model/events';
import type { RunStatus } from '../../core/model/TestRun';
import { toIso } from '../../core/text/time';
import { nullOn } from '../../n8n/transport/errors';
import { idOf } from '../../n8n/transport/ids';
import { countOf, isObject, objectOf, textOf, type JsonMap } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { isGoingOn, settled } from '../../n8n/webhooks/settled';
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
import { refused, requireSecret, secretIn, verifyAge, verifySecretHeader } from '../shared/verification';
import { qaseApi } from './api';
import { deliveryKeyOf } from './deliveryKey';
import { RUN_NAMES, runEventOf } from './events';
import { runFacts, runPageUrl } from './normalize';
import { factsWithFailures } from './runs';
import { QASE, QASE_CREDENTIAL, qaseService, webOrigin } from './service';
import type { QaseRun } from './wire';

/** Header in which Qase sends the secret of the webhook, as plain text. */
const SECRET_HEADER = 'x-qase-secret';

/** Deliveries are verified by the secret header. */
export const readVerifies = false;

/** Address of the pages of runs. */
export async function scope(ctx: IWebhookFunctions): Promise<DeliveryScope> {
	return { origin: (await webOrigin(ctx)) ?? undefined };
}

/** Throws if the credential has no webhook secret, by which deliveries are verified. */
export async function checkSetup(ctx: IHookFunctions): Promise<void> {
	await requireSecret(ctx, qaseService, 'Secret of the webhook in Qase (Project Settings > Webhooks)');
}

/** The webhook secret of the credential. */
export async function enteredSecret(ctx: IWebhookFunctions): Promise<string | null> {
	return await secretIn(ctx, QASE_CREDENTIAL);
}

/** Checks the secret header, and the age by the envelope's `timestamp` (seconds). */
export function verify(delivery: Delivery, secrets: DeliverySecrets): Verification {
	if (secrets.secret === null) return refused('no webhook secret is set in the credential');
	const sender = verifySecretHeader(SECRET_HEADER, delivery, secrets.secret);
	return sender.ok ? verifyAge(objectOf(delivery.body).timestamp ?? undefined, delivery, secrets) : sender;
}

/** An event with its payload, together with the project or the header that no other platform sends. */
export function detects({ headers, body }: Delivery): boolean {
	if (!isObject(body) || eventName(body) === null || !isObject(body.payload)) return false;
	return textOf(body.project_code) !== null || headers[SECRET_HEADER] !== undefined;
}

/** Parses a delivery. An event name that Qase has not published is kept as it is. */
export function parse({ body }: Delivery, { origin }: DeliveryScope): DeliveredEvent {
	if (!isObject(body)) throw new DeliveryError('The body is not a JSON object');
	const name = eventName(body);
	if (name === null || !isObject(body.payload))
		throw new DeliveryError('The body has no event or no payload');
	const code = idOf(body.project_code);
	const occurredAt = toIso(body.timestamp);
	const event = runEventOf(name);
	return {
		event: event ?? name,
		platformEvent: name,
		platform: 'qase',
		deliveryKey: (event && runKey(code, event, body.payload)) ?? bodyKey(code, name, body),
		occurredAt,
		projectId: code,
		run: RUN_NAMES.includes(name) ? runOf(name, body.payload, { code, origin, occurredAt }) : null,
	};
}

/** Before 2022 the event name was in `event`, and old installations may still send it there. */
function eventName(body: JsonMap): string | null {
	return textOf(body.event_name) ?? textOf(body.event);
}

/** Reads the run that a delivery is about; `null` if Qase no longer has it. */
export async function readRun(
	ctx: ApiContext,
	{ run: delivered, projectId, platformEvent }: DeliveredEvent,
	{ maxFailures, trustVerdict }: WantedDetails,
): Promise<RunFacts | null> {
	if (!delivered || !projectId) return null;
	if (platformEvent === 'run.deleted') return delivered;
	const api = qaseApi(ctx, 0, READ_BUDGET_MS);
	const view = { code: projectId, origin: await webOrigin(ctx), trustsPass: trustVerdict };
	const isSettling = (raw: QaseRun) => isOver(delivered.status) && isGoingOn(runFacts(raw, view));
	const read = async () => await api.getRun(projectId, delivered.id);
	const run = await settled(read, isSettling).catch(nullOn(404));
	return run && (await factsWithFailures(api, run, view, maxFailures));
}

function isOver(status: RunStatus): boolean {
	return status === 'finished' || status === 'canceled';
}

interface Envelope {
	code: string | null;
	origin?: string;
	occurredAt: string | null;
}

/** The run as far as the payload describes it. There is no verdict in it: that requires reading the run. */
function runOf(name: string, payload: JsonMap, { code, origin, occurredAt }: Envelope): RunFacts {
	const id = idOf(payload.id);
	if (id === null || code === null) throw new DeliveryError('The body has no run id or no project_code');
	const event = runEventOf(name);
	const status = event === null ? 'unknown' : RUN_EVENTS[event].status;
	return {
		platform: QASE.platform,
		platformName: QASE.platformName,
		id,
		keyParts: [code, id],
		name: textOf(payload.title),
		project: { id: code, name: null },
		url: runPageUrl({ code, origin: origin ?? null }, id),
		status,
		platformVerdict: status === 'finished' ? 'inconclusive' : null,
		counts: {
			total: countOf(payload.cases) ?? countOf(payload.cases_count),
			passed: countOf(payload.passed),
			failed: countOf(payload.failed),
			// In the vendor's documentation the table of fields has `skiped`, the example `skipped`.
			skipped: countOf(payload.skipped) ?? countOf(payload.skiped),
			flaky: null,
			pending: countOf(payload.untested),
			other: countOf(payload.blocked),
		},
		startedAt: status === 'running' ? occurredAt : null,
		finishedAt: isOver(status) ? occurredAt : null,
		environment: textOf(payload.environment),
	};
}

/** The key of an event that happens once per run; `null` without the id of the run. */
function runKey(code: string | null, event: string, payload: JsonMap): string | null {
	const runId = idOf(payload.id);
	return runId && deliveryKeyOf(code, event, runId);
}

/** Deliveries have no id. Two with the same body, which includes the time of the event, are considered the same. */
function bodyKey(code: string | null, name: string, body: JsonMap): string {
	const content = contentOf(body);
	if (content === null) throw new DeliveryError('The body is nested too deeply');
	const digest = hash('sha256', content).slice(0, 16);
	return ['qase', code ?? '', name, digest].join(':');
}

/** The body as text; `null` when it is nested so deeply that it can be read but not written. */
function contentOf(body: JsonMap): string | null {
	try {
		return JSON.stringify(body);
	} catch {
		return null;
	}
}
