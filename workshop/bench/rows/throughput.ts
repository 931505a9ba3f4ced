/** Row 1: deliveries through the trigger in a real n8n, compared with other triggers in the same n8n. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { projectRoot } from '../lib/built';
import type { DeliveryMaker } from '../lib/deliveries';
import { compared, ratioAtLeast, type Bench, type Figure, type Reach } from '../lib/figure';
import { onPlayground, type Playground } from '../lib/playground';
import { sendAll, type Sent } from '../lib/sender';
import { percentile } from '../lib/stats';
import {
	bareTrigger,
	currentsTarget,
	guardedWebhook,
	openWebhook,
	preclinicalTarget,
	qaseTarget,
	qodexTarget,
	testclixTarget,
	type Active,
	type Target,
} from '../lib/triggers';

const BYTES = 4 * 1024;
const PARALLEL = 8;
/** The folder in which n8n finds the bare trigger. */
const BARE = { N8N_CUSTOM_EXTENSIONS: path.join(projectRoot, 'workshop', 'bench', 'bareTrigger') };
/** With this setting n8n creates a virtual machine for expressions only when there is one to evaluate. */
const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
const LIMITS =
	'For a delivery to any trigger but its own Webhook node n8n 2 makes a virtual machine to evaluate expressions in, and one more for each credential that is read, also for a request that is sent with it. A package cannot change that; a setting of n8n can, as the last lines show. So the goals are set by a bare trigger with the same credential: it only does what any trigger has to do for a delivery of the platform, and verifies nothing. For Currents it reads no credential, for TestCLIX and Qase it reads the one that the secret is in, for Qodex and Preclinical, whose deliveries are not signed, it also reads the run. Ours reads a secret once in ten seconds of a burst. Before a workflow with a credential in it n8n also asks its database twice whether that may be used, which a Webhook node that lets everybody in is spared.';

/** How much to send. */
interface Pace {
	turns: number;
	/** Deliveries per turn to each side. */
	count: number;
	/** Deliveries to each side before measuring. */
	warmUp: number;
}

const USUAL: Pace = { turns: 6, count: 24, warmUp: 16 };
const QUICK: Pace = { turns: 1, count: 8, warmUp: 2 };

/** A trigger that ours is compared with. */
interface Rival extends Active {
	/** Set if its deliveries are not those of our trigger. */
	make?: DeliveryMaker;
	/** The goal; if not set, this trigger only shows what is possible. */
	reach?: Reach;
}

/** Our trigger, and those it is compared with. */
type Comparison = [Target, Rival[]];

export const bench: Bench = {
	row: 1,
	title: 'Deliveries per second through the trigger on a real n8n (SQLite)',
	async run({ quick }) {
		const pace = quick ? QUICK : USUAL;
		const usual = await onPlayground(BARE, async (playground) => {
			const comparisons = await allPlatforms(playground, pace, quick);
			return await measureAll(playground, comparisons, { suffix: '', note: LIMITS }, pace);
		});
		// Starting n8n again takes too long for a quick run.
		if (quick) return usual;
		const lazy = await onPlayground({ ...BARE, ...LAZY }, async (playground) => {
			const suffix = `, both with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=${LAZY.N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE}`;
			return await measureAll(playground, await withoutMachines(playground), { suffix }, pace);
		});
		return [...usual, ...lazy];
	},
};

async function allPlatforms(playground: Playground, pace: Pace, quick: boolean): Promise<Comparison[]> {
	const runs = pace.warmUp + pace.turns * pace.count;
	const currents = await currentsTarget(playground, false);
	const beside = async (target: Target, ...rivals: Rival[]): Promise<Comparison> => [
		target,
		[{ ...(await bareTrigger(playground, target)), reach: ratioAtLeast(0.95) }, ...rivals],
	];
	const besideCurrents = { ...currents, reach: ratioAtLeast(0.9) };
	const webhooks = quick ? [] : [await openWebhook(playground), await guardedWebhook(playground)];
	return [
		await beside(currents, ...webhooks),
		await beside(await testclixTarget(playground), besideCurrents, ...webhooks),
		await beside(await qaseTarget(playground), besideCurrents),
		await beside(await qodexTarget(playground, runs)),
		await beside(await preclinicalTarget(playground, runs)),
		...(quick ? [] : [await beside(await currentsTarget(playground, true))]),
	];
}

/** What the setting is worth: for a trigger that reads no credential, and for one that does. */
async function withoutMachines(playground: Playground): Promise<Comparison[]> {
	const webhook = await openWebhook(playground);
	const targets = [await currentsTarget(playground, false), await testclixTarget(playground)];
	const beside = async (target: Target): Promise<Comparison> => [
		target,
		[await bareTrigger(playground, target), webhook],
	];
	return [await beside(targets[0]), await beside(targets[1])];
}

/** What distinguishes the figures of one n8n from those of the other. */
interface Telling {
	suffix: string;
	note?: string;
}

async function measureAll(
	playground: Playground,
	comparisons: Comparison[],
	telling: Telling,
	pace: Pace,
): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const comparison of comparisons) {
		figures.push(...(await measure(playground, comparison, telling, pace)));
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
	[target, rivals]: Comparison,
	{ suffix, note }: Telling,
	{ turns, count, warmUp }: Pace,
): Promise<Figure[]> {
	const sides = [target, ...rivals].map((side) => ({
		make: target.make,
		...side,
		measured: { perSecond: [], p95: [] } as Measured,
	}));
	for (const side of sides) await send(playground, side, warmUp);
	for (let turn = 0; turn < turns; turn++) {
		for (const side of turn % 2 === 0 ? sides : [...sides].reverse()) {
			const { perSecond, latencies } = await send(playground, side, count);
			side.measured.perSecond.push(perSecond);
			side.measured.p95.push(percentile(latencies, 0.95));
		}
	}
	const [{ measured: ours }] = sides;
	return rivals.flatMap(({ name, reach }, i) => {
		const { measured: theirs } = sides[i + 1];
		const head = { row: 1, comparedWith: `${name}${suffix}`, note };
		const [what, p95] = [`${target.name}, 4 kB`, `${target.name}, 4 kB, p95 of the answers`];
		return [
			compared(
				{ ...head, what, unit: 'deliveries/s' },
				{ ours: ours.perSecond, theirs: theirs.perSecond },
				reach,
			),
			compared({ ...head, what: p95, unit: 'ms' }, { ours: ours.p95, theirs: theirs.p95 }),
		];
	});
}

/** How many deliveries each workflow has received: no two of them are duplicates. */
const received = new Map<string, number>();

async function send(
	playground: Playground,
	{ workflowId, url, headers, make }: Active & { make: DeliveryMaker },
	count: number,
): Promise<Sent> {
	let serial = received.get(workflowId) ?? 0;
	received.set(workflowId, serial + count);
	const sent = await sendAll(count, PARALLEL, () => {
		const delivery = make(serial++, BYTES);
		return { url, body: delivery.body, headers: { ...delivery.headers, ...headers } };
	});
	await untilIdle(playground, workflowId);
	return sent;
}

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
