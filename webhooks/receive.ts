/**
 * Takes one delivery: verify, parse, drop duplicates, answer, read the run, filter, emit.
 * The sender is answered before the platform is asked anything, and nothing here throws: an error thrown by a
 * webhook method is a 500 to the sender and a failed execution.
 */
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { buildRun } from '../runs/buildRun';
import type { TestRun } from '../runs/TestRun';
import type { DeliveredEvent, Deliveries, Delivery, Platform, Verification } from '../platforms/platform';
import { DeliveryError, OTHER_EVENTS } from '../platforms/platform';
import { emittedEvent } from './event';
import { eventPasses, runPasses } from './filters';
import { RecentKeys } from './duplicates';
import { rememberedRegistration } from './lifecycle';
import { readBehind, withoutExtraFailures } from './readBehind';
import { readDelivery } from './readDelivery';
import { readSettings, type TriggerSettings } from './settings';

const recentKeys = new RecentKeys();

/** The event whose deliveries are merged, where a platform tells of each group. */
const FINISH = 'RUN_FINISH';

/** A delivery, and all it takes to handle it. */
interface Receipt {
	ctx: IWebhookFunctions;
	platform: Platform;
	deliveries: Deliveries;
	settings: TriggerSettings;
	delivery: Delivery;
}

/** Handles a webhook request to the Test Run Trigger. */
export async function receive(ctx: IWebhookFunctions, platform: Platform): Promise<IWebhookResponseData> {
	const deliveries = await platform.deliveries();
	const settings = readSettings(ctx);
	const delivery = await readDelivery(ctx);
	const receipt = { ctx, platform, deliveries, settings, delivery };

	const verification = await verifySender(receipt);
	if (!verification.ok) {
		ctx.logger.warn(`${platform.name}: a delivery was refused, ${verification.reason}`);
		return answer(ctx, 401, { error: 'The sender of this delivery could not be verified' });
	}

	let event: DeliveredEvent;
	try {
		event = deliveries.parse(delivery, await deliveries.scope(ctx), settings);
	} catch (error) {
		if (!(error instanceof DeliveryError)) ctx.logger.error(`${platform.name}: ${String(error)}`);
		return answer(ctx, 400, { error: `This is not a delivery of ${platform.name}` });
	}
	const unwanted = whyUnwanted(receipt, event);
	if (unwanted !== null) return answer(ctx, 200, { accepted: false, reason: unwanted });

	const key = `${listenerKey(ctx)} ${event.deliveryKey}`;
	if (settings.dropDuplicates && !recentKeys.claim(key)) {
		return answer(ctx, 200, { accepted: false, reason: 'This delivery was received before' });
	}
	return await accept(receipt, event, () => recentKeys.release(key));
}

/** Decides on the sender. What cannot be checked is not believed, e.g. with a credential that was deleted. */
async function verifySender({ ctx, deliveries, settings, delivery }: Receipt): Promise<Verification> {
	const { allowUnverified, maxAgeMs } = settings;
	if (allowUnverified) return { ok: true };
	try {
		const secret = await senderSecret(ctx, deliveries);
		const signature = await deliveries.expectedSignature?.(ctx);
		return deliveries.verify(delivery, { secret, maxAgeMs, signature });
	} catch (error) {
		return { ok: false, reason: `it could not be checked. ${String(error)}` };
	}
}

/** From here on the sender has its answer; what is emitted is all that can still differ. */
async function accept(
	{ ctx, platform, deliveries, settings, delivery }: Receipt,
	event: DeliveredEvent,
	forget: () => void,
): Promise<IWebhookResponseData> {
	const reads = event.run !== null && (deliveries.readVerifies || settings.fetchRun);
	if (reads) answer(ctx, 200, { accepted: true });

	const read = reads ? await readBehind(ctx, platform.name, deliveries, event, settings) : null;
	if (read === 'unknownRun') {
		// Not held against a later delivery: the run may be genuine and only not there yet.
		forget();
		ctx.logger.warn(`${platform.name}: a delivery was dropped, ${platform.name} has no run ${event.run?.id}`);
		return { noWebhookResponse: true };
	}
	const run = read?.run ?? (event.run && buildRun(withoutExtraFailures(event.run, settings)));
	// The end of a run that the platform still shows as running will be told again, or was told too early.
	if (run?.verdict === 'pending' && deliveries.readVerifies) forget();
	if (run && event.run?.group && settings.mergeGroups) {
		const isOpen = read?.hasOpenGroups ?? false;
		if (!isEndOfMerged(ctx, event, run, isOpen)) return { noWebhookResponse: true };
		run.group = null;
	}
	if (run && !runPasses(run, settings.filters)) {
		return reads ? { noWebhookResponse: true } : answer(ctx, 200, { accepted: false, reason: 'Filtered' });
	}
	const raw = settings.includeRaw ? delivery.body : undefined;
	const json = emittedEvent(event, run, delivery.receivedAt, raw);
	const workflowData = [[{ json: json as unknown as IDataObject }]];
	// Without a read n8n answers by itself, once the execution is stored: then even a crash loses nothing.
	return reads
		? { noWebhookResponse: true, workflowData }
		: { webhookResponse: { accepted: true }, workflowData };
}

/**
 * Whether a group's event stands for its whole run: the first start, and the end that leaves no group running.
 * Held back is only what will be told again: the end of a group while another one runs, which ends in its turn or
 * makes the run time out. A run that goes on though no group is known to run comes through as pending.
 */
function isEndOfMerged(
	ctx: IWebhookFunctions,
	{ event }: DeliveredEvent,
	run: TestRun,
	hasOpenGroups: boolean,
): boolean {
	if (event === FINISH && run.verdict === 'pending' && hasOpenGroups) return false;
	// A run that is reset may end once more, with other counts.
	const content = event === 'RUN_START' ? '' : JSON.stringify([run.verdict, run.counts]);
	return recentKeys.claim(`${listenerKey(ctx)} ${run.key} ${event} ${content}`);
}

/** Two workflows, or a test beside production, do not take deliveries from each other. */
function listenerKey(ctx: IWebhookFunctions): string {
	return `${ctx.getWorkflow().id} ${ctx.getNode().id} ${ctx.getMode()}`;
}

/** `null` for an event that starts the workflow, else what the sender is told. */
function whyUnwanted({ platform, deliveries, settings }: Receipt, event: DeliveredEvent): string | null {
	const isPublished = platform.trigger.events.some(
		({ value }) => value === event.event && value !== OTHER_EVENTS,
	);
	const isChosen = settings.events.includes(isPublished ? event.event : OTHER_EVENTS);
	if (!isChosen && !isOtherEnd(event, deliveries, settings)) {
		return `${event.event} is not among the chosen events`;
	}
	if (event.isTest && settings.ignoreTestDeliveries) return 'Test deliveries are ignored';
	return eventPasses(event, settings.filters) ? null : 'Filtered';
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

function answer(ctx: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	ctx.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
