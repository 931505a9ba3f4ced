/**
 * Takes one delivery: verify, parse, drop duplicates, answer, read the run, filter, emit.
 * The sender is answered before the platform is asked anything, and nothing here throws: an error thrown by a
 * webhook method is a 500 to the sender and a failed execution.
 */
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { buildRun, withReason, asInconclusive, type RunFacts } from '../runs/buildRun';
import { mergeFacts } from '../runs/mergeFacts';
import type { TestRun } from '../runs/TestRun';
import type { DeliveredEvent, Delivery, Platform } from '../platforms/platform';
import { DeliveryError, OTHER_EVENTS } from '../platforms/platform';
import { emittedEvent } from './event';
import { eventPasses, runPasses } from './filters';
import { RecentKeys } from './duplicates';
import { rememberedRegistration } from './lifecycle';
import { readSettings, type TriggerSettings } from './settings';

const recentKeys = new RecentKeys();

/** Handles a webhook request to the Test Run Trigger. */
export async function receive(ctx: IWebhookFunctions, platform: Platform): Promise<IWebhookResponseData> {
	const { trigger } = platform;
	const settings = readSettings(ctx);
	const delivery = readDelivery(ctx);

	const verification = settings.allowUnverified
		? ({ ok: true } as const)
		: trigger.verify(delivery, {
				secret: await senderSecret(ctx, platform),
				maxAgeMs: settings.maxAgeMs,
				signature: await trigger.expectedSignature?.(ctx),
			});
	if (!verification.ok) {
		ctx.logger.warn(`${platform.name}: a delivery was refused, ${verification.reason}`);
		return answer(ctx, 401, { error: 'The sender of this delivery could not be verified' });
	}

	let event: DeliveredEvent;
	try {
		event = trigger.parse(delivery, await trigger.scope(ctx));
	} catch (error) {
		if (!(error instanceof DeliveryError)) ctx.logger.error(`${platform.name}: ${String(error)}`);
		return answer(ctx, 400, { error: `This is not a delivery of ${platform.name}` });
	}
	const unwanted = whyUnwanted(event, platform, settings);
	if (unwanted !== null) return answer(ctx, 200, { accepted: false, reason: unwanted });

	const key = `${listenerKey(ctx)} ${event.deliveryKey}`;
	if (settings.dropDuplicates && !recentKeys.claim(key)) {
		return answer(ctx, 200, { accepted: false, reason: 'This delivery was received before' });
	}
	return await accept(ctx, platform, event, delivery, settings, () => recentKeys.release(key));
}

/** From here on the sender has its answer; what is emitted is all that can still differ. */
async function accept(
	ctx: IWebhookFunctions,
	platform: Platform,
	event: DeliveredEvent,
	delivery: Delivery,
	settings: TriggerSettings,
	forget: () => void,
): Promise<IWebhookResponseData> {
	const reads = event.run !== null && (platform.trigger.readVerifies || settings.fetchRun);
	if (reads) answer(ctx, 200, { accepted: true });

	const run = reads
		? await readBehind(ctx, platform, event, settings)
		: event.run && buildRun(withoutExtraFailures(event.run, settings));
	if (run === 'unknownRun') {
		// Not held against a later delivery: the run may be genuine and only not there yet.
		forget();
		ctx.logger.warn(`${platform.name}: a delivery was dropped, ${platform.name} has no run ${event.run?.id}`);
		return { noWebhookResponse: true };
	}
	// The end of a run that the platform still shows as running will be told again, or was told too early.
	if (run?.verdict === 'pending' && platform.trigger.readVerifies) forget();
	if (run && event.run?.group && settings.mergeGroups) {
		if (!isEndOfMerged(ctx, event, run)) return { noWebhookResponse: true };
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
 * A group that never ends is told by the platform as a run that timed out, which comes through.
 */
function isEndOfMerged(ctx: IWebhookFunctions, { event }: DeliveredEvent, run: TestRun): boolean {
	if (event === 'RUN_FINISH' && run.verdict === 'pending') return false;
	// A run that is reset may end once more, with other counts.
	const content = event === 'RUN_START' ? '' : JSON.stringify(run.counts);
	return recentKeys.claim(`${listenerKey(ctx)} ${run.key} ${event} ${content}`);
}

/** Two workflows, or a test beside production, do not take deliveries from each other. */
function listenerKey(ctx: IWebhookFunctions): string {
	return `${ctx.getWorkflow().id} ${ctx.getNode().id} ${ctx.getMode()}`;
}

/** The run as read back; what cannot be read is said in its reason, so that the event is not lost. */
async function readBehind(
	ctx: IWebhookFunctions,
	{ name, trigger }: Platform,
	event: DeliveredEvent,
	settings: TriggerSettings,
): Promise<TestRun | 'unknownRun'> {
	const delivered = withoutExtraFailures(event.run as RunFacts, settings);
	try {
		const read = await trigger.readRun(ctx, event, { maxFailures: settings.maxFailures });
		if (read !== null) return buildRun(mergeFacts(delivered, read));
		if (trigger.readVerifies) return 'unknownRun';
		return withReason(
			asDelivered(delivered),
			`${name} no longer has this run, so this is what the delivery told.`,
		);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		ctx.logger.warn(`${name}: the run behind a delivery could not be read. ${reason}`);
		const run = asDelivered(delivered);
		return trigger.readVerifies
			? asInconclusive(run, `The delivery could not be confirmed. ${reason}.`)
			: withReason(run, `Only what the delivery told is known. ${reason}.`);
	}
}

/** What a delivery alone tells: one group that passed does not speak for the others. */
function asDelivered(facts: RunFacts): TestRun {
	const run = buildRun(facts);
	if (!facts.group || run.verdict !== 'passed') return run;
	return asInconclusive(run, `The group ${facts.group} passed, but the other groups are not known.`);
}

function withoutExtraFailures(facts: RunFacts, { maxFailures }: TriggerSettings): RunFacts {
	if (maxFailures === 0 || !facts.failures) return { ...facts, failures: null, failuresTruncated: false };
	const failures = facts.failures.slice(0, maxFailures);
	return { ...facts, failures, failuresTruncated: failures.length < facts.failures.length };
}

function readDelivery(ctx: IWebhookFunctions): Delivery {
	const { rawBody } = ctx.getRequestObject() as { rawBody?: unknown };
	return {
		headers: ctx.getHeaderData() as Delivery['headers'],
		query: ctx.getQueryData() as Delivery['query'],
		rawBody: Buffer.isBuffer(rawBody) ? rawBody : null,
		body: ctx.getBodyData(),
		receivedAt: new Date().toISOString(),
	};
}

/** `null` for an event that starts the workflow, else what the sender is told. */
function whyUnwanted(event: DeliveredEvent, { trigger }: Platform, settings: TriggerSettings): string | null {
	const isPublished = trigger.events.some(({ value }) => value === event.event && value !== OTHER_EVENTS);
	if (!settings.events.includes(isPublished ? event.event : OTHER_EVENTS)) {
		return `${event.event} is not among the chosen events`;
	}
	if (event.isTest && settings.ignoreTestDeliveries) return 'Test deliveries are ignored';
	return eventPasses(event, settings.filters) ? null : 'Filtered';
}

async function senderSecret(ctx: IWebhookFunctions, { trigger }: Platform): Promise<string | null> {
	if (trigger.enteredSecret) return await trigger.enteredSecret(ctx);
	return rememberedRegistration(ctx.getWorkflowStaticData('node'))?.secret ?? null;
}

function answer(ctx: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	ctx.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
