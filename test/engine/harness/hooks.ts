import { HookContext } from 'n8n-core';
import type {
	IDataObject,
	IWebhookData,
	WebhookType,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { noting } from './secrets';
import { open, triggerOf, type OpenTrigger, type Trigger, type TriggerOptions } from './trigger';

type Method = 'checkExists' | 'create' | 'delete';

/** The lifecycle of a trigger's webhook. As in n8n, each step uses new objects and the stored static data. */
export interface Hooks {
	/** The webhook URL of the node. */
	webhookUrl: string;
	/** The node's static data as currently stored in the database (in test mode: in the registration). */
	readonly staticData: IDataObject;
	/** Calls only this lifecycle method; static data is stored unless it throws. */
	checkExists(): Promise<boolean>;
	create(): Promise<boolean>;
	delete(): Promise<boolean>;
	/**
	 * What n8n does when a workflow is published (test mode: on "Listen for test event"): it calls checkExists, then
	 * create if that returned false. If either throws, changes to static data are lost, delete is called, and the error
	 * is rethrown. In production, this delete sees the static data as stored before, so it does not know what create
	 * has done.
	 */
	activate(): Promise<void>;
	/**
	 * What n8n does when a workflow is unpublished: it calls delete and only logs its error. Resolves with that error
	 * or null.
	 */
	deactivate(): Promise<Error | null>;
	/** What n8n does for an active workflow when it starts: the same as activate, with activation mode `init`. */
	restart(): Promise<void>;
}

/** Runs a trigger's webhookMethods with n8n's HookContext. */
export function hooks(options: TriggerOptions): Hooks {
	const trigger = triggerOf(options);
	const executionMode: WorkflowExecuteMode = trigger.isTest ? 'manual' : 'trigger';
	const activation: WorkflowActivateMode = trigger.isTest ? 'manual' : 'activate';
	const single = async (method: Method) => await callAndSave(trigger, method, executionMode, activation);
	return {
		webhookUrl: urlOf(trigger),
		get staticData() {
			return trigger.staticData.current;
		},
		checkExists: async () => await single('checkExists'),
		create: async () => await single('create'),
		delete: async () => await callAndSave(trigger, 'delete', 'internal', 'update'),
		activate: async () => await activate(trigger, executionMode, activation),
		restart: async () => await activate(trigger, executionMode, 'init'),
		deactivate: async () =>
			await callAndSave(trigger, 'delete', 'internal', 'update').then(
				() => null,
				(error: Error) => error,
			),
	};
}

async function activate(
	trigger: Trigger,
	mode: WorkflowExecuteMode,
	activation: WorkflowActivateMode,
): Promise<void> {
	const opened = trigger.isTest ? open(trigger, {}) : open(trigger);
	try {
		for (const webhook of opened.webhooks) {
			const exists = await call(trigger, opened, webhook, 'checkExists', mode, activation);
			if (!exists) await call(trigger, opened, webhook, 'create', mode, activation);
		}
	} catch (error) {
		await cleanUp(trigger, opened);
		throw error;
	}
	trigger.staticData.save(opened.workflow);
}

/** In production the workflow is loaded from the database again; a test registration keeps the one in memory. */
async function cleanUp(trigger: Trigger, failed: OpenTrigger): Promise<void> {
	const opened = trigger.isTest ? failed : open(trigger);
	try {
		await callEach(trigger, opened, 'delete', 'internal', 'update');
		if (!trigger.isTest) trigger.staticData.save(opened.workflow);
	} catch {
		// n8n only logs an error of this cleanup; the caller receives the error before it.
	}
}

async function callAndSave(
	trigger: Trigger,
	method: Method,
	mode: WorkflowExecuteMode,
	activation: WorkflowActivateMode,
): Promise<boolean> {
	const opened = open(trigger);
	const result = await callEach(trigger, opened, method, mode, activation);
	trigger.staticData.save(opened.workflow);
	return result;
}

async function callEach(
	trigger: Trigger,
	opened: OpenTrigger,
	method: Method,
	mode: WorkflowExecuteMode,
	activation: WorkflowActivateMode,
): Promise<boolean> {
	let result = true;
	for (const webhook of opened.webhooks) {
		result = (await call(trigger, opened, webhook, method, mode, activation)) !== false && result;
	}
	return result;
}

/** Calls a method; returns undefined if the node does not have it. */
async function call(
	trigger: Trigger,
	{ workflow, node, services }: OpenTrigger,
	webhook: IWebhookData,
	method: Method,
	mode: WorkflowExecuteMode,
	activation: WorkflowActivateMode,
): Promise<boolean | undefined> {
	const name = webhook.webhookDescription.name as WebhookType;
	const hook = trigger.node.webhookMethods?.[name]?.[method];
	const context = new HookContext(workflow, node, services, mode, activation, webhook);
	return await noting(method, async () => await hook?.call(context));
}

function urlOf(trigger: Trigger): string {
	const { workflow, node, services, webhooks } = open(trigger);
	const [webhook] = webhooks;
	if (webhook === undefined) throw new Error('The node has no webhooks');
	const context = new HookContext(workflow, node, services, 'trigger', 'activate', webhook);
	return String(context.getNodeWebhookUrl(webhook.webhookDescription.name as WebhookType));
}
