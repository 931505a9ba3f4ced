/** Row 1: deliveries through the trigger in a real n8n, compared with n8n's own Webhook node in the same n8n. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { projectRoot } from '../lib/built';
import { currentsDeliveries, testclixDeliveries, type DeliveryMaker } from '../lib/deliveries';
import { compared, ratioAtLeast, ratioAtMost, type Bench, type Figure, type Reach } from '../lib/figure';
import { onPlayground, rowOf, type Playground } from '../lib/playground';
import { sendAll, type Sent } from '../lib/sender';
import { percentile } from '../lib/stats';

const BYTES = 4 * 1024;
const PARALLEL = 8;
const CURRENTS_HEADER = 'x-test-runs-secret';
/** The folder in which n8n finds the bare trigger. */
const BARE = { N8N_CUSTOM_EXTENSIONS: path.join(projectRoot, 'workshop', 'bench', 'bareTrigger') };
/** With this setting n8n creates a virtual machine for expressions only when there is one to evaluate. */
const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
const LIMITS =
	'For a delivery to any trigger but its own Webhook node n8n 2.40 makes a virtual machine to evaluate expressions in, and one more for each credential that is read, as for the secret of TestCLIX. A package cannot change that; a setting of n8n can, as the last lines show. So it is with a trigger that has a credential and only hands its body on: what a package can reach at most. Before a workflow with a credential in it n8n also asks its database twice whether that may be used, which a Webhook node that lets everybody in is spared.';

/** An active workflow and the URL of its trigger. */
interface Active {
	workflowId: string;
	url: string;
}

/** Our trigger and the deliveries for it. */
interface Target extends Active {
	name: string;
	make: DeliveryMaker;
	/** Whether handling a delivery reads the credential: for the secret that verifies it, or to read the run. */
	readsCredential: boolean;
	/** Set if there is no goal, because this trigger also reads the run of each delivery. */
	isStated?: boolean;
}

/** A trigger that ours is compared with. */
interface Rival extends Active {
	name: string;
	/** Headers to send in addition to those of the delivery. */
	headers: Record<string, string>;
	/** Set if there is no goal, because this trigger only shows what is possible. */
	isStated?: boolean;
}

export const bench: Bench = {
	row: 1,
	title: 'Deliveries per second through the trigger on a real n8n (SQLite)',
	async run({ quick }) {
		const usual = await onPlayground(BARE, async (playground) => {
			const targets = [
				await currentsTarget(playground, false),
				await testclixTarget(playground),
				...(quick ? [] : [await currentsTarget(playground, true)]),
			];
			return await measureAll(playground, targets, { suffix: '', note: LIMITS }, quick);
		});
		// Starting n8n again takes too long for a quick run.
		if (quick) return usual;
		const lazy = await onPlayground({ ...BARE, ...LAZY }, async (playground) => {
			const targets = [await currentsTarget(playground, false), await testclixTarget(playground)];
			const suffix = `, both with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=${LAZY.N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE}`;
			return await measureAll(playground, targets, { suffix }, quick);
		});
		return [...usual, ...lazy];
	},
};

/** What distinguishes the figures of one n8n from those of the other. */
interface Telling {
	suffix: string;
	note?: string;
}

async function measureAll(
	playground: Playground,
	targets: Target[],
	telling: Telling,
	quick: boolean,
): Promise<Figure[]> {
	const webhooks = [await openWebhook(playground), ...(quick ? [] : [await guardedWebhook(playground)])];
	const figures: Figure[] = [];
	for (const target of targets) {
		const rivals = target.isStated
			? webhooks
			: [...webhooks, await bareTrigger(playground, target.readsCredential)];
		figures.push(...(await measure(playground, target, rivals, telling, quick)));
		await playground.client.deactivate(target.workflowId);
	}
	return figures;
}

/** The results of one side, for each turn. */
interface Measured {
	perSecond: number[];
	p95: number[];
}

async function measure(
	playground: Playground,
	target: Target,
	rivals: Rival[],
	{ suffix, note }: Telling,
	quick: boolean,
): Promise<Figure[]> {
	const [turns, count] = quick ? [1, 10] : [8, 64];
	const sides = [{ ...target, headers: {} }, ...rivals].map((side) => ({
		...side,
		measured: { perSecond: [], p95: [] } as Measured,
	}));
	const send = async ({ url, workflowId, headers }: (typeof sides)[number]): Promise<Sent> => {
		// All triggers get the same bodies; the Webhook node accepts any.
		const sent = await sendAll(count, PARALLEL, () => {
			const delivery = target.make(serial++, BYTES);
			return { url, body: delivery.body, headers: { ...delivery.headers, ...headers } };
		});
		await untilIdle(playground, workflowId);
		return sent;
	};
	for (const side of sides) await send(side);
	for (let turn = 0; turn < turns; turn++) {
		for (const side of turn % 2 === 0 ? sides : [...sides].reverse()) {
			const { perSecond, latencies } = await send(side);
			side.measured.perSecond.push(perSecond);
			side.measured.p95.push(percentile(latencies, 0.95));
		}
	}
	const [{ measured: ours }, ...others] = sides;
	return others.flatMap(({ name, isStated, measured: theirs }) => {
		const reach = (of: Reach) => (isStated || target.isStated ? undefined : of);
		const head = { row: 1, comparedWith: `${name}${suffix}`, note };
		const [what, p95] = [`${target.name}, 4 kB`, `${target.name}, 4 kB, p95 of the answers`];
		return [
			compared(
				{ ...head, what, unit: 'deliveries/s' },
				{ ours: ours.perSecond, theirs: theirs.perSecond },
				reach(ratioAtLeast(0.95)),
			),
			compared(
				{ ...head, what: p95, unit: 'ms' },
				{ ours: ours.p95, theirs: theirs.p95 },
				reach(ratioAtMost(1.1)),
			),
		];
	});
}

let serial = 1;

/** Waits until all executions have ended: they continue after the response and must not slow down the other side. */
async function untilIdle({ client }: Playground, workflowId: string): Promise<void> {
	const isOver = ({ status }: { status: string }) => status === 'success';
	for (let idle = 0; idle < 2;) {
		await sleep(150);
		const executions = await client.listExecutions(workflowId);
		const failed = executions.find(({ status }) => status === 'error' || status === 'crashed');
		if (failed) throw new Error('An execution has failed');
		idle = executions.every(isOver) ? idle + 1 : 0;
	}
}

/** A Webhook node that accepts deliveries from anybody. */
async function openWebhook(playground: Playground): Promise<Rival> {
	const name = 'the core Webhook node with the same workflow behind it';
	return { name, headers: {}, ...(await webhook(playground, name, {})) };
}

/** A Webhook node that requires a secret header, so that it verifies its sender like our trigger. */
async function guardedWebhook(playground: Playground): Promise<Rival> {
	const name = 'the same, verifying a secret by its Header Auth';
	const headers = { 'x-bench-secret': 'bench-only-secret' };
	const [[header, value]] = Object.entries(headers);
	const httpHeaderAuth = await playground.client.createCredential({
		name,
		type: 'httpHeaderAuth',
		data: { name: header, value },
	});
	const trigger = { parameters: { authentication: 'headerAuth' }, credentials: { httpHeaderAuth } };
	return { name, headers, ...(await webhook(playground, name, trigger)) };
}

async function webhook(
	playground: Playground,
	name: string,
	{ parameters, credentials }: { parameters?: object; credentials?: object },
): Promise<Active> {
	const path = randomUUID();
	const workflowId = await activeWorkflow(playground, name, {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', ...parameters },
		credentials,
	});
	return { workflowId, url: `${playground.n8n.url}/webhook/${path}` };
}

/** The bare trigger, which shows what n8n itself needs for a trigger of any package. */
async function bareTrigger(playground: Playground, readsCredential: boolean): Promise<Rival> {
	const what = readsCredential ? 'reads its credential and hands the body on' : 'hands the body on';
	const name = `a trigger with a credential that only ${what}`;
	const webhookId = randomUUID();
	const { testRunTestClixApi } = playground.credentials;
	const workflowId = await activeWorkflow(playground, name, {
		type: 'CUSTOM.bareTrigger',
		typeVersion: 1.1,
		webhookId,
		parameters: { readsCredential },
		credentials: { testRunTestClixApi },
	});
	const url = `${playground.n8n.url}/webhook/${webhookId}/webhook`;
	return { name, headers: {}, isStated: true, workflowId, url };
}

async function currentsTarget(playground: Playground, fetchRun: boolean): Promise<Target> {
	const { control, currents } = playground.sandbox;
	const { projectId } = currents;
	const { run } = await control.currents.createRun({ projectId, deliver: false });
	await control.currents.finishRun({ runId: run.runId, outcome: 'failed', failures: 3, deliver: false });
	const name = `Currents, ${fetchRun ? 'reading the run' : 'without reading the run'}`;
	const workflowId = await activeWorkflow(
		playground,
		name,
		ownTrigger(playground, 'testRunCurrentsApi', {
			platform: 'currents',
			projectId: { __rl: true, mode: 'id', value: projectId },
			events: ['RUN_FINISH'],
			options: { fetchRun },
		}),
	);
	const registered = await control.currents.webhooks({ projectId });
	const { url, headers } = registered[registered.length - 1];
	const { [CURRENTS_HEADER]: secret } = JSON.parse(headers ?? '{}') as Record<string, string>;
	const make = currentsDeliveries(CURRENTS_HEADER, secret, run.runId);
	return { name, workflowId, url, make, readsCredential: fetchRun, isStated: fetchRun };
}

async function testclixTarget(playground: Playground): Promise<Target> {
	const trigger = ownTrigger(playground, 'testRunTestClixApi', {
		platform: 'testclix',
		events: ['RUN_FINISH'],
		options: { fetchRun: false },
	});
	const name = 'TestCLIX, without reading the run';
	const workflowId = await activeWorkflow(playground, name, trigger);
	return {
		name,
		workflowId,
		url: `${playground.n8n.url}/webhook/${trigger.webhookId}/webhook`,
		readsCredential: true,
		make: testclixDeliveries('x-clix-signature', playground.sandbox.testclix.webhookSecret),
	};
}

function ownTrigger({ credentials }: Playground, credential: string, parameters: object) {
	return {
		type: 'n8n-nodes-test-runs.testRunTrigger',
		typeVersion: 1.1,
		webhookId: randomUUID(),
		parameters,
		credentials: { [credential]: credentials[credential] },
	};
}

async function activeWorkflow(
	{ client }: Playground,
	name: string,
	trigger: { type: string; [more: string]: unknown },
): Promise<string> {
	const end = { name: 'End', type: 'n8n-nodes-base.noOp' };
	const { id } = await client.createWorkflow(rowOf(name, [{ name: 'Trigger', ...trigger }, end]));
	await client.activate(id);
	return id;
}
