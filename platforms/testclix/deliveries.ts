/** Webhook deliveries of TestCLIX: one kind, for a run whose result is ready, signed when a secret is set. */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { RunFacts } from '../../core/model/buildRun';
import { toIso } from '../../core/text/time';
import { oneLine } from '../../core/text/words';
import { nullOn } from '../../n8n/transport/errors';
import { idOf } from '../../n8n/transport/ids';
import { isObject, objectOf, textOf, type JsonMap } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { isSigned } from '../../n8n/webhooks/hmac';
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
import { refused, requireSecret, secretIn, verifyAge } from '../shared/verification';
import { testclixApi } from './api';
import { runFacts, statusWord, withFailure } from './normalize';
import { TESTCLIX_CREDENTIAL, testclixService } from './service';

/** Carries the signature, with no prefix before it. */
const SIGNATURE_HEADER = 'x-clix-signature';

/** undocumented: the encoding. The example looks like hex; base64 of the same digest proves as much. */
const ENCODINGS: Array<'hex' | 'base64'> = ['hex', 'base64'];

/** The signature has told who sent it. */
export const readVerifies = false;

/** A delivery tells all of itself. */
export async function scope(): Promise<DeliveryScope> {
	return {};
}

/** Throws when the credential has no secret, since TestCLIX signs nothing without one. */
export async function checkSetup(ctx: IHookFunctions): Promise<void> {
	await requireSecret(ctx, testclixService, 'secret under Settings > Webhook in TestCLIX');
}

/** The webhook secret of the credential. */
export async function enteredSecret(ctx: IHookFunctions | IWebhookFunctions): Promise<string | null> {
	return await secretIn(ctx, TESTCLIX_CREDENTIAL);
}

/** Checks the HMAC-SHA1 over the raw body, and the age by the `timestamp` (Unix seconds) that it covers. */
export function verify(delivery: Delivery, secrets: DeliverySecrets): Verification {
	const { headers, rawBody, body } = delivery;
	const { secret } = secrets;
	if (secret === null) return refused('no webhook secret is set in the credential');
	if (rawBody === null) return refused('n8n kept no raw body to check the signature with');
	const given = headers[SIGNATURE_HEADER];
	if (!given) return refused('the signature is missing; set the secret in TestCLIX as well');
	const signature = { header: SIGNATURE_HEADER, algorithm: 'sha1' as const, encoding: ENCODINGS, secret };
	if (!isSigned(rawBody, given, signature)) return refused('the signature is wrong');
	return verifyAge(objectOf(body).timestamp ?? undefined, delivery, secrets);
}

/** Whether a request looks like a delivery of TestCLIX. */
export function detects({ headers, body }: Delivery): boolean {
	if (!isObject(body) || textOf(body.test_id) === null || textOf(body.status) === null) return false;
	return headers[SIGNATURE_HEADER] !== undefined || textOf(body.created_at) !== null;
}

/** Reads a delivery. It names no event, since there is only one kind: the result of a run is ready. */
export function parse(
	{ body, receivedAt }: Delivery,
	_scope: DeliveryScope,
	{ maxFailures }: WantedDetails,
): DeliveredEvent {
	if (!isObject(body)) throw new DeliveryError('The body is not a JSON object');
	const testId = idOf(body.test_id);
	if (testId === null || textOf(body.status) === null) {
		throw new DeliveryError('The body has no test_id or no status');
	}
	const run = deliveredRun(testId, body);
	const occurredAt = toIso(body.timestamp);
	// The same for all retries, whether or not they keep their `timestamp`: the docs name no id, so it is the test, the
	// start of the run and its result. Without a start the time of the delivery has to do.
	const time = run.startedAt ?? textOf(body.created_at) ?? occurredAt ?? textOf(body.timestamp) ?? receivedAt;
	return {
		event: 'RUN_FINISH',
		platformEvent: 'RUN_FINISH',
		platform: 'testclix',
		deliveryKey: ['testclix', testId, time, statusWord(body.status)].join(':'),
		occurredAt,
		testId,
		run: maxFailures > 0 ? withFailure(run) : run,
	};
}

/**
 * What the status of the test adds to a delivered run, which is a sentence and no more: it speaks of the latest runs
 * together, so the verdict stays that of the delivery. `null` when the project has no such test.
 */
export async function readRun(ctx: ApiContext, { run }: DeliveredEvent): Promise<RunFacts | null> {
	if (run === null) return null;
	const test = await testclixApi(ctx, 0, READ_BUDGET_MS).getTest(run.id).catch(nullOn(404));
	if (test === null) return null;
	return {
		...run,
		note: `The status of the test, over its latest runs, is "${oneLine(String(test.status))}".`,
	};
}

/** `created_at` is the start of the run. What moment `timestamp` stands for is not said, so the end stays unknown. */
function deliveredRun(testId: string, { status, created_at: createdAt }: JsonMap): RunFacts {
	const facts = { ...runFacts(testId, status), startedAt: toIso(createdAt) };
	if (facts.status !== 'unknown') return facts;
	// undocumented: results but pass and error. The run has ended all the same.
	return { ...facts, status: 'finished', platformVerdict: 'inconclusive' };
}
