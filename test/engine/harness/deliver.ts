import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { answerWebhook, type WebhookOutcome } from './answer';
import type { WebhookRequest, WebhookResponse } from './express';
import { sendRequest, type Answer, type OutgoingRequest } from './http-client';
import { notFound, startInstance, type Instance } from './instance';
import { open, triggerOf, type Trigger, type TriggerOptions } from './trigger';

/** The effects of one delivery inside n8n. */
export interface Delivery {
	/** Whether the HTTP response was complete before webhook() settled. */
	answeredBeforeReturn: boolean;
	/** The items with which the workflow starts (output 0); null if it does not start. */
	items: INodeExecutionData[] | null;
	/** All outputs webhook() returned as `workflowData`. */
	outputs: INodeExecutionData[][] | null;
	/** What webhook() threw, otherwise null. */
	error: Error | null;
	/** The node's stored static data after the delivery. */
	staticDataAfter: IDataObject;
}

/** A delivery and the response that its sender received. */
export type AnsweredDelivery = Delivery & Answer;

/** Options of {@link deliver}. */
export interface DeliverOptions extends Omit<TriggerOptions, 'baseUrl'>, OutgoingRequest {
	/** Query parameters in addition to those in the trigger's URL. */
	query?: Record<string, string>;
	/** The webhook's name in the description; default `default`. */
	webhook?: string;
	/** Removes the raw body before the node is called. */
	dropRawBody?: boolean;
	/** Called where n8n 2 stores the execution before it responds. If it throws, the sender receives status 500. */
	store?(): void;
}

/** A delivery that is being processed. */
export interface RunningDelivery {
	/** The response, as soon as the sender has received it. */
	answer: Promise<Answer>;
	/** The delivery, after webhook() has settled. Rejects if n8n would have responded twice or never. */
	finished: Promise<AnsweredDelivery>;
}

/** A trigger that receives deliveries on a running {@link Instance}. */
export interface Listener {
	/** The URL for deliveries; the same as the node's getNodeWebhookUrl('default'). */
	webhookUrl: string;
	/** All deliveries so far, in the order in which webhook() settled. */
	deliveries: Delivery[];
	/** Resolves with the next delivery that settles. */
	next(): Promise<Delivery>;
	/** The node's stored static data. */
	staticData(): IDataObject;
	stop(): void;
}

/** Sends one request to the trigger, and waits for the response and until webhook() has settled. */
export async function deliver(options: DeliverOptions): Promise<AnsweredDelivery> {
	return await (
		await startDelivery(options)
	).finished;
}

/** Like {@link deliver}, but returns the response as soon as the sender has received it. */
export async function startDelivery(options: DeliverOptions): Promise<RunningDelivery> {
	const instance = await startInstance();
	const listener = listen({ ...options, instance });
	const settled = listener.next();
	const url = new URL(listener.webhookUrl);
	for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.append(name, value);
	const answer = sendRequest(url.toString(), options);
	const finished = settled
		.then(async (delivery) => ({ ...delivery, ...(await answer) }))
		.finally(instance.close);
	finished.catch(() => undefined);
	answer.catch(() => undefined);
	return { answer, finished };
}

/** Receives deliveries for a trigger until stopped. The base URL is that of the instance. */
export function listen(options: Omit<DeliverOptions, 'query'> & { instance: Instance }): Listener {
	const { instance } = options;
	const trigger = triggerOf({ ...options, baseUrl: instance.baseUrl });
	const path = pathOf(trigger, options.webhook ?? 'default');
	const deliveries: Delivery[] = [];
	const waiting: Array<{ resolve(delivery: Delivery): void; reject(error: Error): void }> = [];
	instance.serve(path, async (req, res) => {
		try {
			const delivery = deliveryOf(trigger, await take(trigger, options, req, res));
			deliveries.push(delivery);
			for (const { resolve } of waiting.splice(0)) resolve(delivery);
		} catch (error) {
			for (const { reject } of waiting.splice(0)) reject(error as Error);
			throw error;
		}
	});
	return {
		webhookUrl: `${instance.baseUrl}${path}`,
		deliveries,
		next: async () => await new Promise((resolve, reject) => waiting.push({ resolve, reject })),
		staticData: () => trigger.staticData.current,
		stop: () => instance.unserve(path),
	};
}

function pathOf(trigger: Trigger, name: string): string {
	const { webhooks } = open(trigger);
	const webhook = webhooks.find(({ webhookDescription }) => webhookDescription.name === name);
	if (webhook === undefined) throw new Error(`The node has no webhook named "${name}"`);
	return `/${trigger.isTest ? 'webhook-test' : 'webhook'}/${webhook.path}`;
}

async function take(
	trigger: Trigger,
	options: Pick<DeliverOptions, 'webhook' | 'dropRawBody' | 'store'>,
	req: WebhookRequest,
	res: WebhookResponse,
): Promise<WebhookOutcome> {
	const { workflow, node, services, webhooks } = open(trigger);
	const name = options.webhook ?? 'default';
	const webhook = webhooks.find(
		({ httpMethod, webhookDescription }) => httpMethod === req.method && webhookDescription.name === name,
	);
	if (webhook === undefined) {
		await notFound(req, res);
		return { returned: null, error: null, answeredBeforeReturn: false, fault: null };
	}
	const saveStaticData = () => {
		if (!trigger.isTest) trigger.staticData.save(workflow);
	};
	const mode = trigger.isTest ? 'manual' : 'webhook';
	const call = { workflow, node, webhook, services, mode, runExecutionData: null, saveStaticData } as const;
	return await answerWebhook({ ...call, dropRawBody: options.dropRawBody }, req, res, () =>
		options.store?.(),
	);
}

function deliveryOf(trigger: Trigger, outcome: WebhookOutcome): Delivery {
	if (outcome.fault !== null) throw new Error(outcome.fault);
	const outputs = outcome.returned?.workflowData?.map((items) => items ?? []) ?? null;
	return {
		answeredBeforeReturn: outcome.answeredBeforeReturn,
		items: outputs?.[0] ?? null,
		outputs,
		error: outcome.error,
		staticDataAfter: trigger.staticData.current,
	};
}
