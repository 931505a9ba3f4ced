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

/** The lifecycle of a trigger's webhook, each step on fresh objects and stored static data, as in n8n. */
export interface Hooks {
	/** The URL that the node registers. */
	webhookUrl: string;
	/** What the node's static data holds in the database now (in test mode: in the registration). */
	readonly staticData: IDataObject;
	/** One lifecycle method by itself; static data is stored when it did not throw. */
	checkExists(): Promise<boolean>;
	create(): Promise<boolean>;
	delete(): Promise<boolean>;
	/**
	 * What n8n does on publishing (test mode: on "Listen for test event"): checkExists, then create when that
	 * was false. When either throws, static data changes are lost, delete runs, and the error is rethrown. In
	 * production that delete works on the static data stored before, so it does not know what create made.
	 */
	activate(): Promise<void>;
	/** What n8n does on unpublishing: delete, whose error is only logged; resolves with that error or null. */
	deactivate(): Promise<Error | null>;
	/** What n8n does for an active workflow when it starts: as activate, with activation mode `init`. */
	restart(): Promise<void>;
}

/** Runs a trigger's webhookMethods on n8n's HookContext. */
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

/** Production reloads the workflow from the database first; a test registration keeps the one in memory. */
async function cleanUp(trigger: Trigger, failed: OpenTrigger): Promise<void> {
	const opened = trigger.isTest ? failed : open(trigger);
	try {
		await callEach(trigger, opened, 'delete', 'internal', 'update');
		if (!trigger.isTest) trigger.staticData.save(opened.workflow);
	} catch {
		// n8n logs a failing clean-up and reports the error that led to it.
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

/** Undefined when the node does not have that method. */
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
