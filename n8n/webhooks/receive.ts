/**
 * Takes one delivery: verify, parse, drop duplicates, read the run, filter, emit, answer.
 * Nothing here throws: an error thrown by a webhook method is a 500 to the sender and a failed execution.
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
	eventsOf,
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
import { readSettings, unreadableLists, type TriggerSettings } from './settings';

/** Past this the sender is answered before the run has been read. */
const LONGEST_UNANSWERED_MS = 5_000;

/** How often a run is looked for again that still goes on while its end is told again and again. */
const MOST_ROUNDS = 6;

/** The event whose deliveries are merged, where a platform tells of each group. */
const FINISH: RunEvent = 'RUN_FINISH';

/** Levels of nested objects and lists in a delivery that is handed on. */
const DEEPEST_RAW = 400;

const ACCEPTED = { accepted: true };

/** A delivery, and all it takes to handle it. */
interface Receipt {
	ctx: IWebhookFunctions;
	platform: DeliverySource;
	deliveries: Deliveries;
	settings: TriggerSettings;
	delivery: Delivery;
	scope: DeliveryScope;
}

/** Nothing starts. `message` is for the sender, `logged` for the log alone. */
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
	await verifySender(ctx, deliveries, settings, delivery);
	refuseUndecidable(ctx, platform);
	if (settings.includeRaw) await refuseDeep(delivery);

	const scope = await known(async () => await deliveries.scope(ctx));
	const receipt = { ctx, platform, deliveries, settings, delivery, scope };
	const event = await lookAt(receipt);
	refuseUnwanted(receipt, event);

	const claim = claimFor(receipt, event);
	try {
		return await accept(receipt, event, claim);
	} finally {
		claim.end();
	}
}

/** Lets a sender through who can be told. What cannot be decided now is not refused for good. */
async function verifySender(
	ctx: IWebhookFunctions,
	deliveries: Deliveries,
	{ allowUnverified, maxAgeMs }: TriggerSettings,
	delivery: Delivery,
): Promise<void> {
	if (allowUnverified) return;
	const secret = await known(async () => await senderSecret(ctx, deliveries));
	const signature = await known(async () => await deliveries.expectedSignature?.(ctx));
	const verification: Verification = Number.isNaN(maxAgeMs)
		? { ok: false, reason: "'Maximum Age (Minutes)' is not a number from 0 on" }
		: deliveries.verify(delivery, { secret, maxAgeMs, signature });
	if (verification.ok) return;
	const logged = `a delivery was refused, ${verification.reason}`;
	throw new Refusal(401, 'The sender of this delivery could not be verified', logged);
}

/** An expression gives for this delivery what was not there when the trigger was activated. */
function refuseUndecidable(ctx: IWebhookFunctions, platform: DeliverySource): void {
	const [problem] = unreadableLists(ctx, eventsOf(platform));
	if (problem !== undefined) throw undecided(problem);
}

/** n8n stores no item that is deeper than it can call itself: such an event would be lost after it was accepted. */
async function refuseDeep({ body }: Delivery): Promise<void> {
	if (!(await isDeeperThan(body, DEEPEST_RAW, givingWay()))) return;
	throw new Refusal(
		400,
		`The body is nested more than ${DEEPEST_RAW} levels deep`,
		'a delivery is nested too deep',
	);
}

function undecided(why: string): Refusal {
	const logged = `a delivery could not be decided on. ${why}`;
	return new Refusal(503, 'n8n cannot decide on this delivery now: send it again later', logged);
}

/** What n8n has to know, and may not be able to read at the moment, such as a credential. */
async function known<T>(read: () => Promise<T>): Promise<T> {
	return await read().catch((error: unknown) => {
		throw undecided(String(error));
	});
}

/** Of a body that anybody may have sent no more is looked at than what it is about. */
async function lookAt({ platform, deliveries, delivery, scope, settings }: Receipt): Promise<DeliveredEvent> {
	const look = async () =>
		deliveries.identify?.(delivery, scope) ?? deliveries.parse(delivery, scope, settings);
	return await look().catch((error: unknown) => {
		const logged = error instanceof DeliveryError ? undefined : String(error);
		throw new Refusal(400, `This is not a delivery of ${platform.name}`, logged);
	});
}

/** A sender that is told of an error will try again, and that delivery is not taken for a repetition. */
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
 * n8n answers by itself, once the execution is stored: then even a crash loses nothing. Where that takes too long, since
 * the platform does, the sender is answered first.
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

/** The event with its run as it was read; `null` when nothing is to start. */
async function afterReading(
	receipt: Receipt,
	event: DeliveredEvent,
	claim: Claim,
): Promise<TestRunEvent | null> {
	const { ctx, platform, deliveries, settings } = receipt;
	const read = await readUntilTold(receipt, event, claim);
	if (read === 'unknownRun') {
		// Not held against a later delivery: the run may be genuine and only not there yet.
		claim.release();
		ctx.logger.warn(`${platform.name}: a delivery was dropped, ${platform.name} has no run ${event.run?.id}`);
		return null;
	}
	if (read.run.verdict === 'pending' && deliveries.readVerifies && settings.dropDuplicates) {
		// Its true end is still to be told. That the run goes on is told once.
		claim.release();
		if (!claim.claimAlso(`${listenerKey(ctx)} ${event.deliveryKey} goes on`)) return null;
	}
	return outcomeOf(receipt, event, read, claim);
}

/** A delivery that came again meanwhile may be the true end of a run that a stranger has told too early. */
async function readUntilTold(receipt: Receipt, event: DeliveredEvent, claim: Claim) {
	const { ctx, platform, deliveries, settings } = receipt;
	const told = { event, facts: async () => await factsOf(receipt, event) };
	for (let round = 1; ; round++) {
		const read = await readBehind(ctx, platform.name, deliveries, told, settings);
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

/** The event as it goes out; `null` when it is held back or filtered. */
function outcomeOf(
	{ ctx, platform, settings, delivery }: Receipt,
	event: DeliveredEvent,
	read: ReadBehind | null,
	claim: Claim,
): TestRunEvent | null {
	const run = read?.run ?? null;
	if (run && event.run?.group && settings.mergeGroups) {
		const key = mergedKey(event, run, read?.hasOpenGroups ?? false);
		if (key === null || !claim.claimAlso(`${listenerKey(ctx)} ${key}`)) return null;
		run.group = null;
	}
	if (run && !runPasses(run, settings.filters)) return null;
	if (run?.doubt) ctx.logger.warn(`${platform.name}: ${doubtInWords(run, settings)}`);
	const raw = settings.includeRaw ? delivery.body : undefined;
	return emittedEvent(event, run, delivery.receivedAt, raw);
}

/**
 * What identifies the event of a whole run: of its groups' events those that stand for it are the first start, and the end
 * that leaves no group running. `null` for the end of a group while another one runs, which ends in its turn or makes the
 * run time out. A run that goes on though no group is known to run comes through as pending.
 */
function mergedKey({ event }: DeliveredEvent, run: TestRun, hasOpenGroups: boolean): string | null {
	if (event === FINISH && run.verdict === 'pending' && hasOpenGroups) return null;
	// A run that is reset may end once more, with other counts.
	const content = event === 'RUN_START' ? '' : JSON.stringify([run.verdict, run.counts]);
	return `${run.key} ${event} ${content}`;
}

function doubtInWords(run: TestRun, { filters }: TriggerSettings): string {
	const isLetThrough = !runPasses({ ...run, doubt: null }, filters);
	const despite = isLetThrough ? ' It passed the filters for that reason.' : '';
	return `the run ${run.id} behind a delivery is in doubt. ${run.doubt}${despite}`;
}

/** Two workflows, or a test beside production, do not take deliveries from each other. */
function listenerKey(ctx: IWebhookFunctions): string {
	return `${ctx.getWorkflow().id} ${ctx.getNode().id} ${ctx.getMode()}`;
}

/** Lets events through that start the workflow. */
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

/** Whether a run ends in this way whose groups' ends were held back, and would be lost with it. */
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
