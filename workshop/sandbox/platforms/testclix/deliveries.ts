import { createHmac } from 'node:crypto';
import type { Delivery } from '../../kernel/deliveries';
import { inCase } from './answers';
import type { Outcome, Run, Test, TestClixWorld } from './world';

const RETRIES = 3;
const RETRY_AFTER_MS = 30;

/** The documented fields, in the documented order. */
export interface Payload {
	/** Unix seconds with a fraction. */
	timestamp: number;
	test_id: string;
	status: string;
	/** ISO 8601 UTC, whole seconds. */
	created_at: string;
}

/** Tells the webhook, if it is on, of the result of a run. */
export async function deliverResult(
	world: TestClixWorld,
	test: Test,
	run: Run,
	outcome: Outcome,
): Promise<Delivery[]> {
	const { enabled, url } = world.webhook;
	if (!enabled || !url) return [];
	const { deliveredId } = world.tools.variants;
	const payload = payloadOf(world, {
		test_id: deliveredId === 'run' ? run.id : test.testId,
		status: outcome,
		created_at: isoSeconds(run.createdAt),
	});
	return await deliver(world, url, payload);
}

/** A payload, complete but for what is given. */
export function payloadOf(world: TestClixWorld, given: Partial<Payload> & Pick<Payload, 'test_id'>): Payload {
	const now = Date.now();
	return {
		timestamp: given.timestamp ?? now / 1000 + 0.000456,
		test_id: given.test_id,
		status: inCase(world, given.status ?? 'pass'),
		created_at: given.created_at ?? isoSeconds(now),
	};
}

/** Sends a payload, and sends it again until it is answered with exactly 200 (testclix.md 4). */
export async function deliver(world: TestClixWorld, url: string, payload: Payload): Promise<Delivery[]> {
	if (world.tools.variants.retriedTimestamp === 'kept') {
		const retries = { times: RETRIES, afterMs: RETRY_AFTER_MS, accepted: (status: number) => status === 200 };
		return [await world.tools.deliver({ ...outgoing(world, url, payload), retries })];
	}
	const sent: Delivery[] = [];
	for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
		const renewed = { ...payload, timestamp: payload.timestamp + attempt };
		const delivery = await world.tools.deliver(outgoing(world, url, renewed));
		sent.push(delivery);
		if (delivery.attempts[0]?.status === 200) break;
	}
	return sent;
}

function outgoing(world: TestClixWorld, url: string, payload: Payload) {
	const body = Buffer.from(rawJson(world, payload));
	const { secret, customHeaders } = world.webhook;
	const headers: Record<string, string> = { 'Content-Type': 'application/json', ...customHeaders };
	if (secret !== null) headers['X-Clix-Signature'] = sign(world, secret, body);
	return { kind: 'result', url, headers, body };
}

/** HMAC-SHA1 over the raw body, keyed with the secret. */
function sign({ tools }: TestClixWorld, secret: string, body: Buffer): string {
	const hmac = createHmac('sha1', Buffer.from(secret, 'utf8')).update(body);
	const { signatureEncoding } = tools.variants;
	if (signatureEncoding === 'base64') return hmac.digest('base64');
	return signatureEncoding === 'hex' ? hmac.digest('hex') : hmac.digest('hex').toUpperCase();
}

function rawJson({ tools }: TestClixWorld, payload: Payload): string {
	if (tools.variants.bodySpacing === 'compact') return JSON.stringify(payload);
	const fields = Object.entries(payload).map(
		([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
	);
	return `{${fields.join(', ')}}`;
}

function isoSeconds(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
