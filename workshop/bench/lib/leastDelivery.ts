/**
 * The least that any trigger does with a delivery: it verifies the sender, remembers the delivery, and returns an event
 * with a run of as many fields as ours. All values are constant, and no parameter is read. What a figure has above that is
 * the reading of parameters and of the delivery.
 */
import { createHmac, hash, timingSafeEqual } from 'node:crypto';

import type { TestRun, TestRunEvent } from '../../../core/model/TestRun';
import type { SentDelivery } from './deliveries';

/** How the sender of a delivery is verified: the body is signed, a secret comes with it, or not by the delivery at all. */
export type Proof = 'signature' | 'secret' | 'none';

/** Deliveries that are remembered, as many as the trigger remembers. */
const REMEMBERED = 10_000;

/** Returns a function that handles the next of these deliveries. */
export function leastDelivery(deliveries: SentDelivery[], proof: Proof, secret: string): () => unknown {
	const seen = new Set<string>();
	const oldestFirst = seen.values();
	let calls = 0;
	return async () => {
		const { body } = deliveries[calls % deliveries.length];
		if (!(await isProved(body, proof, secret))) throw new Error('The sender is not verified');
		const key = `bench trigger webhook ${calls++}`;
		seen.add(key);
		if (seen.size > REMEMBERED) seen.delete(oldestFirst.next().value as string);
		return { workflowData: [[{ json: eventOf(body, key) }]] };
	};
}

async function isProved(body: Buffer, proof: Proof, secret: string): Promise<boolean> {
	if (proof === 'none') return true;
	const bytes = (text: string) => hash('sha256', text, 'buffer');
	const given = proof === 'secret' ? secret : createHmac('sha1', secret).update(body).digest('hex');
	return timingSafeEqual(bytes(given), bytes(given));
}

function eventOf(raw: object, deliveryKey: string): TestRunEvent {
	const now = new Date().toISOString();
	const event = 'RUN_FINISH';
	const run = constantRun(now);
	const occurredAt = now;
	return {
		event,
		platformEvent: event,
		platform: 'bench',
		deliveryKey,
		occurredAt,
		receivedAt: now,
		run,
		raw,
	};
}

/** A run with constant values. `now` is its start and its end. */
export function constantRun(now: string): TestRun {
	return {
		platform: 'bench',
		platformName: 'Bench',
		key: 'bench:1',
		id: '1',
		name: null,
		project: null,
		url: null,
		status: 'finished',
		verdict: 'failed',
		verdictReason: '3 tests failed.',
		doubt: null,
		counts: { total: 120, passed: 117, failed: 3, skipped: 0, flaky: 0, pending: 0, other: 0 },
		passRate: 0.975,
		startedAt: now,
		finishedAt: now,
		durationMs: 1,
		branch: null,
		commit: null,
		environment: null,
		tags: [],
		buildId: null,
		group: null,
		failures: null,
		failuresTruncated: false,
		failuresNote: null,
		tests: null,
	};
}
