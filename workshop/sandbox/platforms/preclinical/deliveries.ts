import { createHmac } from 'node:crypto';
import type { Delivery } from '../../kernel/deliveries';
import type { HostedVariants } from './variants';
import { deliveredRun } from './wire';
import type { PreclinicalWorld, Run, Webhook } from './world';

const NO_ID = '00000000-0000-0000-0000-000000000000';

/** What only real deliveries have, preclinical.md 4. */
const ABSENT_IN_TESTS = ['test_run_id', 'started_at', 'completed_at', 'duration_seconds'];

/** Tells the webhook that an ended run belongs to: the agent's own if there is one, else the organization's. */
export async function deliverEnd(
	world: PreclinicalWorld,
	variants: HostedVariants,
	run: Run,
): Promise<Delivery[]> {
	const enabled = world.webhooks.filter(({ isEnabled }) => isEnabled);
	const hook =
		enabled.find(({ agentId }) => agentId === run.agent.id) ??
		enabled.find(({ agentId }) => agentId === null);
	if (!hook) return [];
	return [await deliver(world, variants, hook, 'test_run_completed', completionBody(variants, run))];
}

/** Sends the sample of preclinical.md 4. */
export async function deliverTest(
	world: PreclinicalWorld,
	variants: HostedVariants,
	hook: Webhook,
): Promise<Delivery> {
	return await deliver(world, variants, hook, 'test', {
		event: 'test',
		is_test: true,
		timestamp: new Date().toISOString(),
		test_run: {
			id: NO_ID,
			name: 'Test Webhook Delivery',
			agent_id: NO_ID,
			agent_name: 'Test Agent',
			status: 'completed',
			total_scenarios: 10,
			passed_count: 8,
			failed_count: 2,
			error_count: 0,
			pass_rate: 80,
		},
	});
}

/** The body that the end of a run is delivered with. */
export function completionBody(variants: HostedVariants, run: Run): Record<string, unknown> {
	const { deliveryFields } = variants;
	const testRun: Record<string, unknown> = deliveredRun(run, variants);
	const sparse = deliveryFields === 'sparse';
	if (sparse) for (const name of ABSENT_IN_TESTS) delete testRun[name];
	return {
		event: 'test_run_completed',
		timestamp: new Date().toISOString(),
		test_run: testRun,
		...(sparse ? {} : { results_url: `https://app.preclinical.dev/test/${run.id}` }),
		...(deliveryFields === 'more' ? { organization_id: NO_ID, triggered_by: { kind: 'api' } } : {}),
	};
}

/** Whether the receiver took the delivery. */
export function isDelivered({ attempts }: Delivery): boolean {
	const status = attempts.at(-1)?.status ?? null;
	return status !== null && status >= 200 && status < 300;
}

async function deliver(
	world: PreclinicalWorld,
	variants: HostedVariants,
	hook: Webhook,
	kind: string,
	content: object,
): Promise<Delivery> {
	const body = Buffer.from(JSON.stringify(content));
	const delivery = await world.tools.deliver({
		kind,
		url: hook.url,
		// No header but the content type is known, preclinical.md 4.
		headers: { 'Content-Type': 'application/json', ...signatureHeader(variants, hook, body) },
		body,
		retries:
			variants.retries === 'twice'
				? { times: 2, afterMs: 50, accepted: (status) => status >= 200 && status < 300 }
				: undefined,
	});
	hook.lastTriggeredAt = new Date().toISOString();
	hook.consecutiveFailures = isDelivered(delivery) ? 0 : hook.consecutiveFailures + 1;
	return delivery;
}

function signatureHeader(
	{ signature }: HostedVariants,
	{ secret }: Webhook,
	body: Buffer,
): Record<string, string> {
	if (signature === 'none' || secret === null) return {};
	const algorithm = { sha1: 'sha1', sha2: 'sha256', sha5: 'sha512' }[signature.slice(0, 4)] ?? 'sha256';
	const encoding = signature.includes('Base64') ? 'base64' : 'hex';
	const digest = createHmac(algorithm, secret).update(body).digest(encoding);
	return { 'X-Sandbox-Signature': signature.includes('Prefixed') ? `${algorithm}=${digest}` : digest };
}
