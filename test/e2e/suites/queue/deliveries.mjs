import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const AT_ONCE = 16;
// n8n responds with 503 if its database is slow. The platforms send such a delivery again too.
const ATTEMPTS = 5;
const PAUSE_MS = 2_000;

/**
 * Creates deliveries of TestCLIX like those of the sandbox, each about a different test. The sandbox itself is not used
 * because it has too few tests and keeps a log of everything that it sends.
 *
 * @param {number} count
 * @param {string} prefix of the tests' ids
 * @returns {string[]} bodies
 */
export function deliveryBodies(count, prefix) {
	const now = new Date();
	return Array.from({ length: count }, (_, index) =>
		JSON.stringify({
			test_id: testId(prefix, index),
			status: 'pass',
			timestamp: now.getTime() / 1000,
			created_at: now.toISOString(),
		}),
	);
}

/** @param {string} prefix @param {number} index */
export function testId(prefix, index) {
	return `${prefix}-${String(index).padStart(6, '0')}`;
}

/**
 * Sends bodies with their signatures, several at the same time. Each one is sent again until the status of the response
 * is 2xx.
 *
 * @param {{ url: string, secret: string, bodies: string[] }} options
 * @returns {Promise<boolean[]>} whether the trigger accepted each body
 */
export async function sendDeliveries({ url, secret, bodies }) {
	const accepted = [];
	const queue = bodies.entries();
	const sender = async () => {
		for (const [index, body] of queue) accepted[index] = await sendOne({ url, secret, body });
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sender));
	return accepted;
}

async function sendOne({ url, secret, body }) {
	const signature = createHmac('sha1', secret).update(body).digest('hex');
	const headers = { 'content-type': 'application/json', 'x-clix-signature': signature };
	for (let attempt = 1; ; attempt++) {
		const response = await fetch(url, { method: 'POST', body, headers });
		if (response.ok) return (await response.json()).accepted;
		const answer = await response.text();
		if (attempt === ATTEMPTS) throw new Error(`a delivery was answered ${response.status}: ${answer}`);
		await sleep(PAUSE_MS);
	}
}
