/** Webhook deliveries of TestCLIX: one kind, sent when the result of a run is ready, and signed if a secret is set. */
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

/** The header with the signature, which has no prefix. */
const SIGNATURE_HEADER = 'x-clix-signature';

/** undocumented: the encoding. The example looks like hex; base64 of the same digest is just as safe. */
const ENCODINGS: Array<'hex' | 'base64'> = ['hex', 'base64'];

/** The signature verifies the sender. */
export const readVerifies = false;

/** The delivery itself contains everything. */
export async function scope(): Promise<DeliveryScope> {
	return {};
}

/** Throws if the credential has no secret: without one, TestCLIX does not sign. */
export async function checkSetup(ctx: IHookFunctions): Promise<void> {
	await requireSecret(ctx, testclixService, 'secret under Settings > Webhook in TestCLIX');
}

/** The webhook secret of the credential. */
export async function enteredSecret(ctx: IHookFunctions | IWebhookFunctions): Promise<string | null> {
	return await secretIn(ctx, TESTCLIX_CREDENTIAL);
}

/** Verifies the HMAC-SHA1 of the raw body, and the age by the `timestamp` (Unix seconds) that it includes. */
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

/** Reads a delivery. It has no event name, since there is only one kind: the result of a run is ready. */
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
	// The same for all repetitions of a delivery, even if their `timestamp` changes. undocumented: an id. So it
	// consists of the test, the start of the run and its result; if the start is missing, the time of the delivery is
	// used.
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
 * Adds a sentence with the status of the test to the delivered run. The status is about the latest runs together, so
 * the verdict remains that of the delivery. `null` if the project has no such test.
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

/** `created_at` is the start of the run. undocumented: which moment `timestamp` is, so the end remains unknown. */
function deliveredRun(testId: string, { status, created_at: createdAt }: JsonMap): RunFacts {
	const facts = runFacts(testId, status);
	facts.startedAt = toIso(createdAt);
	if (facts.status !== 'unknown') return facts;
	// undocumented: results other than pass and error. The run has ended, whatever they mean.
	return Object.assign(facts, { status: 'finished', platformVerdict: 'inconclusive' } as const);
}
