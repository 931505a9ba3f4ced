/**
 * Handles one delivery: verify, parse, drop duplicates, read the run, filter, emit, respond. Expected problems become a
 * response to the sender. Whatever else is thrown reaches n8n, which responds with status 500 and records a failed
 * execution.
 */
import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { buildRun, type RunFacts } from '../../core/model/buildRun';
import type { RunEvent, TestRun, TestRunEvent } from '../../core/model/TestRun';
import { oneLine } from '../../core/text/words';
import {
	type DeliveredEvent,
	type Deliveries,
	type Delivery,
	type DeliveryScope,
	type Verification,
	DeliveryError,
	OTHER_EVENTS,
	type DeliverySource,
} from './contract';
import { givingWay } from '../givingWay';
import { Claim, claimOf } from './claims';
import { deliveredEvent } from './deliveredEvent';
import { endsWithin } from './endsWithin';
import { emittedEvent } from './event';
import { eventPasses, runPasses } from './filters';
import { rememberedRegistration } from './lifecycle';
import { readBehind, withoutExtraFailures, type ReadBehind } from './readBehind';
import { isDeeperThan } from './depth';
import { readDelivery } from './readDelivery';
import { readingCredentialsOnce, withRememberedCredentials } from './rememberedCredentials';
import { checkLists, readSettings, type TriggerSettings } from './settings';

/** If reading the run takes longer than this, the sender gets its response first. */
const LONGEST_UNANSWERED_MS = 5_000;

/** How often to read a run again that is still running although its end is delivered again and again. */
const MOST_ROUNDS = 6;

/** If a platform sends one such event per group, they can be merged into one per run. */
const FINISH: RunEvent = 'RUN_FINISH';

/** Maximum nesting depth of a delivery whose body is emitted. */
const DEEPEST_RAW = 400;

const ACCEPTED = { accepted: true };

/** A delivery, and everything needed to handle it. */
interface Receipt {
	ctx: IWebhookFunctions;
	platform: DeliverySource;
	deliveries: Deliveries;
	settings: TriggerSettings;
	delivery: Delivery;
	scope: DeliveryScope;
}

/** Thrown when a delivery starts no execution. `message` is sent to the sender, `logged` is only for the log. */
class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly logged?: string,
	) {
		super(message);
	}
}

/** Handles a webhook request to the Test Run Trigger. */
export async function receive(
	ctx: IWebhookFunctions,
	platform: DeliverySource,
): Promise<IWebhookResponseData> {
	return await take(ctx, platform).catch((error: unknown) => refused(ctx, platform, error));
}

function refused(ctx: IWebhookFunctions, { name }: DeliverySource, error: unknown): IWebhookResponseData {
	if (!(error instanceof Refusal)) throw error;
	const { status, message, logged } = error;
	if (logged !== undefined) ctx.logger.warn(`${name}: ${logged}`);
	return answer(ctx, status, status === 200 ? { accepted: false, reason: message } : { error: message });
}

async function take(ctx: IWebhookFunctions, platform: DeliverySource): Promise<IWebhookResponseData> {
	const deliveries = await platform.deliveries();
	const settings = readSettings(ctx);
	const delivery = await readDelivery(ctx);
	const { ctx: remembering, forget } = withRememberedCredentials(ctx);
	const verified = async () => await verificationOf(remembering, deliveries, settings, delivery);
	const first = await verified();
	refuseUnverified(first.ok || !forget() ? first : await verified());
	// An expression may give something else for this delivery than at activation.
	await known(async () => checkLists(ctx, platform));
	if (settings.includeRaw) await refuseDeep(delivery);

	const scope = await known(async () => await deliveries.scope(remembering));
	// The run is read with the present credential: a key that was replaced would leave the run in doubt.
	const reading = readingCredentialsOnce(ctx);
	const receipt = { ctx: reading, platform, deliveries, settings, delivery, scope };
	const event = await lookAt(receipt);
	refuseUnwanted(receipt, event);

	const claim = claimFor(receipt, event);
	try {
		return await accept(receipt, event, claim);
	} finally {
		claim.end();
	}
}

/**
 * Whether the sender is verified. If this cannot be decided at the moment, the sender gets a 503 instead of a 401, so that
 * it tries again.
 */
async function verificationOf(
	ctx: IWebhookFunctions,
	deliveries: Deliveries,
	{ allowUnverified, maxAgeMs }: TriggerSettings,
	delivery: Delivery,
): Promise<Verification> {
	if (allowUnverified) return { ok: true };
	const secret = await known(async () => await senderSecret(ctx, deliveries));
	const signature = await known(async () => await deliveries.expectedSignature?.(ctx));
	if (Number.isNaN(maxAgeMs))
		return { ok: false, reason: "'Maximum Age (Minutes)' is not a number from 0 on" };
	return deliveries.verify(delivery, { secret, maxAgeMs, signature });
}

function refuseUnverified(verification: Verification): void {
	if (verification.ok) return;
	const logged = `a delivery was refused, ${verification.reason}`;
	throw new Refusal(401, 'The sender of this delivery could not be verified', logged);
}

/**
 * n8n stores items with recursive functions: an item that is nested too deeply exceeds the call stack, and the event
 * would be lost after it was accepted.
 */
async function refuseDeep({ body }: Delivery): Promise<void> {
	if (!(await isDeeperThan(body, DEEPEST_RAW, givingWay()))) return;
	throw new Refusal(
		400,
		`The body is nested more than ${DEEPEST_RAW} levels deep`,
		'a delivery is nested too deep',
	);
}

/**
 * Reads something that is needed for the decision, such as a credential or a parameter. If it cannot be read at the
 * moment, the sender is asked to try again.
 */
async function known<T>(read: () => Promise<T>): Promise<T> {
	return await read().catch((error: unknown) => {
		const why = error instanceof Error ? error.message : String(error);
		const logged = `a delivery could not be decided on. ${why}`;
		throw new Refusal(503, 'n8n cannot decide on this delivery now: send it again later', logged);
	});
}

/** Reads the event. If the sender has not been verified, it reads only what {@link Deliveries.identify} does. */
async function lookAt({ platform, deliveries, delivery, scope, settings }: Receipt): Promise<DeliveredEvent> {
	const look = async () =>
		deliveries.identify?.(delivery, scope) ?? deliveries.parse(delivery, scope, settings);
	return await look().catch((error: unknown) => {
		const logged = error instanceof DeliveryError ? undefined : String(error);
		throw new Refusal(400, `This is not a delivery of ${platform.name}`, logged);
	});
}

/**
 * Claims the delivery. If it is answered with an error, the claim is undone: the sender will try again, and that must
 * not count as a repetition.
 */
function claimFor({ ctx, settings }: Receipt, event: DeliveredEvent): Claim {
	const claim = settings.dropDuplicates ? claimOf(`${listenerKey(ctx)} ${event.deliveryKey}`) : new Claim();
	if (claim === null) throw new Refusal(200, 'This delivery was received before');
	const response = ctx.getResponseObject();
	response.once('close', () => {
		if (response.statusCode >= 400) claim.undo();
	});
	return claim;
}

/**
 * Emits the event. n8n itself responds after it has stored the execution, so that not even a crash loses the event.
 * Only if the platform takes too long to return the run, we respond before that.
 */
async function accept(receipt: Receipt, event: DeliveredEvent, claim: Claim): Promise<IWebhookResponseData> {
	const { ctx, deliveries, settings } = receipt;
	const reads = event.run !== null && (deliveries.readVerifies || settings.fetchRun);
	if (!reads) {
		const run = event.run && buildRun(withoutExtraFailures(event.run, settings));
		const emitted = outcomeOf(receipt, event, run && { run }, claim);
		if (emitted === null) throw new Refusal(200, 'Filtered');
		return { webhookResponse: ACCEPTED, workflowData: itemsOf(emitted) };
	}
	const emitting = afterReading(receipt, event, claim);
	const isInTime = await endsWithin(emitting, LONGEST_UNANSWERED_MS);
	if (!isInTime) answer(ctx, 200, ACCEPTED);
	const emitted = await emitting;
	return {
		...(isInTime ? { webhookResponse: ACCEPTED } : { noWebhookResponse: true }),
		...(emitted && { workflowData: itemsOf(emitted) }),
	};
}

/** The event with the run from the platform; `null` if nothing is to be emitted. */
async function afterReading(
	receipt: Receipt,
	event: DeliveredEvent,
	claim: Claim,
): Promise<TestRunEvent | null> {
	const { ctx, platform, deliveries, settings } = receipt;
	const read = await readUntilEnded(receipt, event, claim);
	if (read === 'unknownRun') {
		// Release the key: the run may be real and not yet visible, and then a later delivery for it must be accepted.
		claim.release();
		ctx.logger.warn(`${platform.name}: a delivery was dropped, ${platform.name} has no run ${event.run?.id}`);
		return null;
	}
	if (read.run.verdict === 'pending' && deliveries.readVerifies && settings.dropDuplicates) {
		// The run has not ended, so release the key for the delivery of its real end. That the run is still running is
		// emitted only once.
		claim.release();
		if (!claim.claimAlso(`${listenerKey(ctx)} ${event.deliveryKey} goes on`)) return null;
	}
	return outcomeOf(receipt, event, read, claim);
}

/**
 * Reads the run. If it is still running, somebody else may have sent this delivery too early. If the same delivery
 * arrives again in the meantime, it may be the real one, so the run is read again.
 */
async function readUntilEnded(receipt: Receipt, event: DeliveredEvent, claim: Claim) {
	const { ctx, platform, deliveries, settings } = receipt;
	const reported = { event, facts: async () => await factsOf(receipt, event) };
	for (let round = 1; ; round++) {
		const read = await readBehind(ctx, platform.name, deliveries, reported, settings);
		const goesOn = read !== 'unknownRun' && read.run.verdict === 'pending';
		if (!goesOn || !claim.wasRepeated() || round === MOST_ROUNDS) return read;
	}
}

async function factsOf(
	{ deliveries, delivery, scope, settings }: Receipt,
	event: DeliveredEvent,
): Promise<RunFacts> {
	const whole = deliveries.identify ? await deliveredEvent(deliveries, delivery, scope, settings) : event;
	return whole.run as RunFacts;
}

/** The event to emit; `null` if it is held back or filtered out. */
function outcomeOf(
	{ ctx, platform, deliveries, settings, delivery }: Receipt,
	event: DeliveredEvent,
	read: ReadBehind | null,
	claim: Claim,
): TestRunEvent | null {
	const run = read?.run ?? null;
	let { deliveryKey } = event;
	if (run && event.run?.group && settings.mergeGroups) {
		const key = mergedKey(event, run, read?.hasOpenGroups ?? false);
		if (key === null || !claim.claimAlso(`${listenerKey(ctx)} ${key}`)) return null;
		run.group = null;
		deliveryKey = deliveries.mergedDeliveryKey?.(event.event, run) ?? deliveryKey;
	}
	if (run && !runPasses(run, settings.filters)) return null;
	if (run?.doubt) ctx.logger.warn(`${platform.name}: ${doubtInWords(run, settings)}`);
	const raw = settings.includeRaw ? delivery.body : undefined;
	return emittedEvent({ ...event, deliveryKey }, run, delivery.receivedAt, raw);
}

/**
 * The key of the event for a whole run whose groups are merged. Of the groups' start events only the first one is
 * emitted, of the end events only the one after which no group is running. Returns `null` for the end of a group while
 * another one is running: that one will end too, or the run will time out. If the run is still running although no
 * group is known to be, the event is emitted with a pending run.
 */
function mergedKey({ event }: DeliveredEvent, run: TestRun, hasOpenGroups: boolean): string | null {
	if (event === FINISH && run.verdict === 'pending' && hasOpenGroups) return null;
	// A run that is reset can end again, with other counts.
	const content = event === 'RUN_START' ? '' : JSON.stringify([run.verdict, run.counts]);
	return `${run.key} ${event} ${content}`;
}

function doubtInWords(run: TestRun, { filters }: TriggerSettings): string {
	const isLetThrough = !runPasses({ ...run, doubt: null }, filters);
	const despite = isLetThrough ? ' It passed the filters for that reason.' : '';
	return `the run ${run.id} behind a delivery is in doubt. ${run.doubt}${despite}`;
}

/**
 * Identifies the trigger, so that two workflows, or a test and a production URL, do not drop each other's deliveries as
 * duplicates.
 */
function listenerKey(ctx: IWebhookFunctions): string {
	return `${ctx.getWorkflow().id} ${ctx.getNode().id} ${ctx.getMode()}`;
}

/** Throws unless the event is one that the user has chosen. */
function refuseUnwanted({ platform, deliveries, settings }: Receipt, event: DeliveredEvent): void {
	const isPublished = platform.trigger.events.some(
		({ value }) => value !== OTHER_EVENTS && value === event.event,
	);
	const isChosen = settings.events.includes(isPublished ? event.event : OTHER_EVENTS);
	if (!isChosen && !isOtherEnd(event, deliveries, settings)) {
		throw new Refusal(200, `${oneLine(event.event)} is not among the chosen events`);
	}
	if (event.isTest && settings.ignoreTestDeliveries) throw new Refusal(200, 'Test deliveries are ignored');
	if (!eventPasses(event, settings.filters)) throw new Refusal(200, 'Filtered');
}

/**
 * Whether the event ends a run whose group ends were held back. Without it, the end of the run would never be emitted.
 */
function isOtherEnd(
	{ event, run }: DeliveredEvent,
	{ otherEnds = [] }: Deliveries,
	{ mergeGroups, events }: TriggerSettings,
): boolean {
	return mergeGroups && events.includes(FINISH) && Boolean(run?.group) && otherEnds.includes(event);
}

async function senderSecret(ctx: IWebhookFunctions, deliveries: Deliveries): Promise<string | null> {
	if (deliveries.enteredSecret) return await deliveries.enteredSecret(ctx);
	return rememberedRegistration(ctx.getWorkflowStaticData('node'))?.secret ?? null;
}

function itemsOf(event: TestRunEvent): INodeExecutionData[][] {
	return [[{ json: event as unknown as IDataObject }]];
}

function answer(ctx: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	ctx.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
