/**
 * Deliveries that were good and are spoilt in many ways, through all that happens before and after the read:
 * verify, detect, parse, join with a read, judge, filter, put together. `FUZZ_DELIVERIES` changes how many.
 */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';

import {
	type DeliveredEvent,
	type Deliveries,
	type Delivery,
	type DeliveryScope,
	DeliveryError,
} from '../../n8n/webhooks/contract';
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import { mergeFacts } from '../../core/model/mergeFacts';
import type { TestRun } from '../../core/model/TestRun';
import { startSandbox, type Sandbox } from '../../workshop/sandbox';
import { emittedEvent } from '../../n8n/webhooks/event';
import { eventPasses, runPasses, type DeliveryFilters } from '../../n8n/webhooks/filters';
import { mutatedText, mutations, spoiledProofs, type Mutation } from './mutations';
import { allSenders, SECRET, type Proof, type Sender } from './senders';

const DELIVERIES = Number(process.env.FUZZ_DELIVERIES ?? 20_000);
const SEED = 20_260_501;
/** Ten times what is seen, and a small part of what the deliveries are together. */
const HEAP_GROWTH = 1_500_000;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** How a request is made from a good one. */
interface Recipe {
	body: number;
	changes: Mutation[];
	/** A name of {@link spoiledProofs}. */
	proof: string;
	signed: 'these bytes' | 'the body before' | 'the body written anew' | 'with another secret';
	arrives: 'as JSON' | 'as text' | 'as nothing' | 'as bytes' | 'without raw body';
	maxAgeMs: number | null;
	filter: string;
}

const recipes: fc.Arbitrary<Recipe> = fc.record({
	body: fc.nat(),
	changes: mutations,
	proof: fc.oneof(
		{ weight: 2, arbitrary: fc.constant('as it is') },
		{ weight: 1, arbitrary: fc.constantFrom(...Object.keys(spoiledProofs)) },
	),
	signed: fc.constantFrom(
		'these bytes',
		'these bytes',
		'these bytes',
		'the body before',
		'the body written anew',
		'with another secret',
	),
	arrives: fc.constantFrom(
		'as JSON',
		'as JSON',
		'as JSON',
		'as JSON',
		'as text',
		'as nothing',
		'as bytes',
		'without raw body',
	),
	maxAgeMs: fc.constantFrom(null, 3_600_000),
	filter: fc.constantFrom('', 'passed', 'main', '*', '[', '**/**', '__proto__'),
});

function requestOf(sender: Sender, texts: string[], recipe: Recipe): Delivery {
	const before = texts[recipe.body % texts.length]!;
	const text = mutatedText(before, recipe.changes);
	const bytes = Buffer.from(text);
	const signed = {
		'these bytes': bytes,
		'with another secret': bytes,
		'the body before': Buffer.from(before),
		'the body written anew': Buffer.from(` ${text}`),
	}[recipe.signed];
	const own = sender.proofOf(signed, recipe.signed === 'with another secret' ? `${SECRET}.` : SECRET);
	return {
		...spoiled(own, spoiledProofs[recipe.proof]!),
		rawBody: recipe.arrives === 'without raw body' ? null : bytes,
		body: {
			'as JSON': () => JSON.parse(text) as unknown,
			'without raw body': () => JSON.parse(text) as unknown,
			'as text': () => text,
			'as nothing': () => undefined,
			'as bytes': () => bytes,
		}[recipe.arrives](),
		receivedAt: new Date().toISOString(),
	};
}

function spoiled({ headers, query }: Proof, spoil: (own: string) => unknown): Proof {
	const each = (values: object) =>
		Object.fromEntries(Object.entries(values).map(([name, own]) => [name, spoil(String(own))]));
	return { headers: each(headers) as Proof['headers'], query: each(query) };
}

/** What became of the deliveries, to see that they were of all kinds. */
type Tally = Record<'accepted' | 'refused' | 'parsed' | 'noDelivery' | TestRun['verdict'], number>;

function check(sender: Sender, deliveries: Deliveries, texts: string[], recipe: Recipe, tally: Tally): void {
	const { secrets, scope } = sender;
	const request = requestOf(sender, texts, recipe);

	const { ok } = deliveries.verify(request, { ...secrets, maxAgeMs: recipe.maxAgeMs });
	tally[ok ? 'accepted' : 'refused'] += 1;
	const isGenuine = sender.knowsSecret(request);
	if (ok) assert(isGenuine, 'taken from a stranger');
	if (isGenuine && recipe.maxAgeMs === null) assert(ok, 'refused though genuine');

	assert.equal(typeof deliveries.detects(request), 'boolean');
	const event = parsed(deliveries, scope, request);
	tally[event ? 'parsed' : 'noDelivery'] += 1;
	if (event === null) return;

	assert.equal(deliveries.parse(request, scope, ALL).deliveryKey, event.deliveryKey);
	const run = event.run && buildRun(event.run);
	if (event.run && run) {
		checkRun(run, event.run);
		checkRun(buildRun(mergeFacts(event.run, event.run)), event.run);
		tally[run.verdict] += 1;
		assert.equal(typeof runPasses(run, filtersOf(recipe.filter)), 'boolean');
	}
	assert.equal(typeof eventPasses(event, filtersOf(recipe.filter)), 'boolean');
	checkEvent(event, run);
}

/** Every failure that a delivery tells of. */
const ALL = { maxFailures: Infinity };

/** What n8n would be given: no delivery ends in anything but an event or the one typed error. */
function parsed({ parse }: Deliveries, scope: DeliveryScope, request: Delivery): DeliveredEvent | null {
	try {
		return parse(request, scope, ALL);
	} catch (error) {
		if (!(error instanceof DeliveryError)) throw error;
		return null;
	}
}

function checkRun(run: TestRun, facts: RunFacts): void {
	const { status, verdict, counts, passRate, url } = run;
	assert(['pending', 'passed', 'failed', 'inconclusive'].includes(verdict));
	assert.equal(verdict === 'pending', status === 'queued' || status === 'running');
	if (status === 'unknown') assert(verdict === 'failed' || verdict === 'inconclusive');
	if (status === 'canceled' || status === 'timedOut') assert.equal(verdict, 'inconclusive');
	if (verdict === 'passed') {
		assert.equal(status, 'finished');
		assert.equal((counts.failed ?? 0) + (counts.other ?? 0), 0);
		assert(facts.platformVerdict === 'passed' || (counts.passed ?? 0) > 0);
	}
	for (const count of Object.values(counts)) assert(count === null || (Number.isFinite(count) && count >= 0));
	assert(passRate === null || (passRate >= 0 && passRate <= 1));
	assert(url === null || /^https?:\/\//i.test(url), `a link to ${url}`);
	assert.notEqual(run.id, '');
}

/** The event is plain JSON and keeps its shape; the delivery itself is left out, for it may be anything. */
function checkEvent(event: DeliveredEvent, run: TestRun | null): void {
	const emitted = emittedEvent(event, run, new Date().toISOString(), undefined);
	assert.deepEqual(JSON.parse(JSON.stringify(emitted)), emitted);
	for (const text of [emitted.event, emitted.platformEvent, emitted.deliveryKey]) {
		assert(typeof text === 'string' && text !== '');
	}
	assert(emitted.occurredAt === null || Number.isFinite(Date.parse(emitted.occurredAt)));
}

function filtersOf(word: string): DeliveryFilters {
	const words = word === '' ? [] : [word];
	return {
		verdicts: words,
		branches: words,
		tags: words,
		environments: words,
		projects: words,
		testIds: words,
	};
}

/** Bytes in use once everything that can go is gone. */
function heapInUse(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed;
}

function prototypes(): string[][] {
	return [Object, Array, String, Number, Function].map(({ prototype }) =>
		Object.getOwnPropertyNames(prototype).sort(),
	);
}

test.each(allSenders.map((sender) => [sender.platform.name, sender] as const))(
	'%s: none is taken from a stranger, none breaks anything, none makes up a pass',
	async (_, sender) => {
		const deliveries = await sender.platform.deliveries();
		const samples = await Promise.all(
			(['passed', 'failed', 'inconclusive', 'pending'] as const).map(
				async (verdict) => (await sender.platform.samples?.make(verdict, new Date()))?.body ?? [],
			),
		);
		const bodies = [...(await sender.bodies(sandbox)), ...samples.flat()];
		const texts = bodies.map((body) => JSON.stringify(body));
		const tally: Tally = {
			...{ accepted: 0, refused: 0, parsed: 0, noDelivery: 0 },
			...{ pending: 0, passed: 0, failed: 0, inconclusive: 0 },
		};
		const before = prototypes();
		const run = (count: number, seed: number) =>
			fc.assert(
				fc.property(recipes, (recipe) => check(sender, deliveries, texts, recipe, tally)),
				{ numRuns: count, seed },
			);

		const warmUp = Math.ceil(DELIVERIES / 4);
		run(warmUp, SEED);
		const heap = heapInUse();
		run(DELIVERIES - warmUp, SEED + 1);

		expect(heapInUse() - heap).toBeLessThan(HEAP_GROWTH);
		expect(prototypes()).toEqual(before);
		expect(tally.accepted + tally.refused).toBe(DELIVERIES);
		const atLeast = DELIVERIES / 100;
		if (!deliveries.readVerifies || sender.secrets.secret) {
			expect(Math.min(tally.accepted, tally.refused)).toBeGreaterThan(atLeast);
		}
		expect(Math.min(tally.parsed, tally.noDelivery)).toBeGreaterThan(atLeast);
		expect(tally.failed + tally.inconclusive).toBeGreaterThan(atLeast);
	},
	300_000,
);
