/** What each platform's deliveries begin as, how their sender proves itself, and who is to be believed. */
import { createHmac } from 'node:crypto';

import { platforms, type PlatformId } from '../../platforms';
import type { Platform } from '../../platforms/platform';
import type { Delivery, DeliveryScope, DeliverySecrets } from '../../n8n/webhooks/contract';
import type { Sandbox } from '../../workshop/sandbox';

/** Headers and query of a request. */
export type Proof = Pick<Delivery, 'headers' | 'query'>;

/** A platform as the sender of deliveries. */
export interface Sender {
	platform: Platform;
	secrets: Omit<DeliverySecrets, 'maxAgeMs'>;
	scope: DeliveryScope;
	/** What a sender that knows this secret puts beside these bytes. */
	proofOf(bytes: Buffer, secret: string): Proof;
	/** Whether the request was made by somebody who knows the secret, worked out without the package. */
	knowsSecret(request: Proof & { rawBody: Buffer | null }): boolean;
	/** Bodies that the sandbox sends. */
	bodies(sandbox: Sandbox): Promise<object[]>;
}

/** What the genuine sender knows. */
export const SECRET = 'a-placeholder-for-the-secret-of-a-webhook';

const NOWHERE = 'http://127.0.0.1:1/';

const senders: Record<string, Omit<Sender, 'platform'>> = {
	currents: {
		secrets: { secret: SECRET },
		scope: { projectId: 'shop01' },
		proofOf: (_, secret) => ({
			headers: { 'x-test-runs-secret': secret, 'x-timestamp': String(Date.now()) },
			query: {},
		}),
		knowsSecret: ({ headers }) => headers['x-test-runs-secret'] === SECRET,
		async bodies({ control: { currents } }) {
			const plan = { projectId: 'shop01', groups: ['chromium', 'firefox'], tags: ['smoke'], deliver: false };
			const { runId } = (await currents.createRun(plan)).run;
			await currents.finishRun({ runId, outcome: 'failed', deliver: false });
			const events = ['RUN_START', 'RUN_FINISH', 'RUN_TIMEOUT', 'RUN_CANCELED'] as const;
			const bodies = events.map(async (event) => await currents.deliveryBodies({ runId, event }));
			return (await Promise.all(bodies)).flat();
		},
	},
	qase: {
		secrets: { secret: SECRET },
		scope: { origin: 'https://app.qase.io' },
		proofOf: (_, secret) => ({ headers: { 'x-qase-secret': secret }, query: {} }),
		knowsSecret: ({ headers }) => headers['x-qase-secret'] === SECRET,
		async bodies({ control: { qase } }) {
			const { id: runId } = (await qase.createRun({ project: 'SHOP', title: 'Checkout', deliver: false }))
				.run;
			// The trigger would wait for a run that goes on though its end was delivered.
			await qase.finishRun({ project: 'SHOP', runId, outcome: 'failed', deliver: false });
			const about = { project: 'SHOP', runId };
			const names = ['run.started', 'run.completed', 'run.aborted', 'run.updated', 'run.deleted'] as const;
			return await Promise.all(names.map(async (event) => await qase.deliveryBody({ ...about, event })));
		},
	},
	qodex: {
		// Nothing is signed: whoever sends, the run is read back.
		secrets: { secret: null },
		scope: { projectId: 'web-shop', origin: 'https://agents.qodex.ai' },
		proofOf: () => ({ headers: {}, query: {} }),
		knowsSecret: () => true,
		async bodies({ control }) {
			for (const outcome of ['passed', 'failed', 'error', 'budget_exceeded'] as const) {
				// One that does not end by itself meanwhile.
				await control.qodex.nextRuns({ outcome: 'stuck', runs: 1 });
				const { testRunId } = await control.qodex.startRun({});
				await control.qodex.finishRun({ testRunId, outcome, failures: 2 });
				await control.qodex.deliverCompletion({ url: NOWHERE, testRunId });
			}
			return await sentBodies(control);
		},
	},
	testclix: {
		secrets: { secret: SECRET },
		scope: {},
		proofOf: (bytes, secret) => ({
			headers: { 'x-clix-signature': createHmac('sha1', secret).update(bytes).digest('hex') },
			query: {},
		}),
		knowsSecret({ headers, rawBody }) {
			const own = createHmac('sha1', SECRET).update(rawBody ?? '');
			return rawBody !== null && isDigest(headers['x-clix-signature'], own.digest(), 'sha1=');
		},
		async bodies({ control, testclix: { testId } }) {
			for (const status of ['pass', 'error', 'Pass', 'blocked']) {
				await control.testclix.deliver({ testId, status, url: NOWHERE });
			}
			return await sentBodies(control);
		},
	},
	preclinical: {
		secrets: {
			secret: SECRET,
			signature: { header: 'x-signature', algorithm: 'sha256', encoding: 'hex', secret: SECRET },
		},
		scope: { origin: 'https://app.preclinical.dev/api/v1' },
		proofOf: (bytes, secret) => ({
			headers: { 'x-signature': createHmac('sha256', secret).update(bytes).digest('hex') },
			query: { token: secret },
		}),
		knowsSecret({ headers, query, rawBody }) {
			const own = createHmac('sha256', SECRET).update(rawBody ?? '');
			return (
				query.token === SECRET &&
				rawBody !== null &&
				isDigest(headers['x-signature'], own.digest(), 'sha256=')
			);
		},
		async bodies({ control: { preclinical } }) {
			const { id: runId } = await preclinical.createRun({ scenarios: 10 });
			await preclinical.finishRun({ runId, outcome: 'completed', failures: 3 });
			const states = ['completed', 'failed', 'canceled', 'archived'];
			return await Promise.all(
				states.map(async (status) => await preclinical.deliveryBody({ runId, changes: { status } })),
			);
		},
	},
} satisfies Record<PlatformId, Omit<Sender, 'platform'>>;

/** All platforms of the registry. */
export const allSenders: Sender[] = platforms.map((platform) => ({ platform, ...senders[platform.id] }));

/** A digest may be written in hex in any letters or, for TestCLIX, in base64; its algorithm may stand before it. */
function isDigest(given: unknown, digest: Buffer, prefix: string): boolean {
	if (typeof given !== 'string') return false;
	const bare = given.trim().replace(new RegExp(`^${prefix}`), '');
	return bare.toLowerCase() === digest.toString('hex') || bare === digest.toString('base64');
}

async function sentBodies({ deliveries }: Sandbox['control']): Promise<object[]> {
	return (await deliveries()).map(({ body }) => JSON.parse(body) as object);
}
