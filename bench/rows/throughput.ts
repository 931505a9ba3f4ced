/** Row 1: deliveries through the trigger on a real n8n, beside the core Webhook node in the same one. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { currentsDeliveries, testclixDeliveries, type DeliveryMaker } from '../lib/deliveries';
import {
	compared,
	ratioAtLeast,
	ratioAtMost,
	type Bench,
	type Figure,
	type Head,
	type Pairs,
} from '../lib/figure';
import { onPlayground, rowOf, type Playground } from '../lib/playground';
import { sendAll, type Sent } from '../lib/sender';
import { percentile } from '../lib/stats';

const BYTES = 4 * 1024;
const PARALLEL = 8;
const CURRENTS_HEADER = 'x-test-runs-secret';
const WEBHOOK = 'the core Webhook node with the same workflow behind it';
const LIMIT =
	'For a delivery to any trigger but its own Webhook node n8n 2.40 makes a virtual machine to evaluate expressions in, and one more for each credential that is read, as for the secret of TestCLIX. A package cannot change that; a setting of n8n can, see below.';
/** With this n8n makes the virtual machine when there is an expression to evaluate. */
const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
const WEBHOOK_LAZY = `${WEBHOOK}, both with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true`;

/** An active workflow and what to send it. */
interface Target {
	name: string;
	workflowId: string;
	url: string;
	make: DeliveryMaker;
	/** Only stated: it reads the run behind each delivery as well. */
	isStated?: boolean;
}

export const bench: Bench = {
	row: 1,
	title: 'Deliveries per second through the trigger on a real n8n (SQLite)',
	async run({ quick }) {
		const usual = await onPlayground({}, async (playground) => {
			const targets = [
				await currentsTarget(playground, false),
				await testclixTarget(playground),
				await currentsTarget(playground, true),
			];
			return await measureAll(playground, targets, { comparedWith: WEBHOOK, note: LIMIT }, quick);
		});
		const lazy = await onPlayground(LAZY, async (playground) => {
			const targets = [await currentsTarget(playground, false), await testclixTarget(playground)];
			return await measureAll(playground, targets, { comparedWith: WEBHOOK_LAZY }, quick);
		});
		return [...usual, ...lazy];
	},
};

type Comparison = Pick<Head, 'comparedWith' | 'note'>;

async function measureAll(
	playground: Playground,
	targets: Target[],
	comparison: Comparison,
	quick: boolean,
): Promise<Figure[]> {
	const webhook = await webhookTarget(playground);
	const figures: Figure[] = [];
	for (const target of targets) {
		figures.push(...(await measure(playground, target, webhook, comparison, quick)));
		await playground.client.deactivate(target.workflowId);
	}
	return figures;
}

async function measure(
	playground: Playground,
	target: Target,
	webhook: Target,
	comparison: Comparison,
	quick: boolean,
): Promise<Figure[]> {
	const [turns, count] = quick ? [1, 20] : [8, 120];
	const perSecond: Pairs = { ours: [], theirs: [] };
	const p95: Pairs = { ours: [], theirs: [] };
	const sendTo = async ({ workflowId, url }: Target) => {
		// Both get the same bodies; the Webhook node takes them as any others.
		const sent = await sendAll(count, PARALLEL, () => ({ url, ...target.make(serial++, BYTES) }));
		await untilIdle(playground, workflowId);
		return sent;
	};
	const note = (values: Pairs, side: keyof Pairs, value: number) => values[side].push(value);
	await sendTo(target);
	await sendTo(webhook);
	for (let turn = 0; turn < turns; turn++) {
		for (const side of turn % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
			const sent: Sent = await sendTo(side === 'ours' ? target : webhook);
			note(perSecond, side, sent.perSecond);
			note(p95, side, percentile(sent.latencies, 0.95));
		}
	}
	const head = { row: 1, ...comparison };
	return [
		compared(
			{ ...head, what: `${target.name}, 4 kB`, unit: 'deliveries/s' },
			perSecond,
			target.isStated ? undefined : ratioAtLeast(0.95),
		),
		compared(
			{ ...head, what: `${target.name}, 4 kB, p95 of the answers`, unit: 'ms' },
			p95,
			target.isStated ? undefined : ratioAtMost(1.1),
		),
	];
}

let serial = 1;

/** What was started goes on after its answer, and must not weigh on the other side. */
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

async function webhookTarget(playground: Playground): Promise<Target> {
	const path = randomUUID();
	const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived' };
	const trigger = { type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path, parameters };
	const workflowId = await activeWorkflow(playground, 'Webhook', trigger);
	const url = `${playground.n8n.url}/webhook/${path}`;
	return { name: 'Webhook', workflowId, url, make: currentsDeliveries(CURRENTS_HEADER, 'none') };
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
	return { name, workflowId, url, make, isStated: fetchRun };
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
