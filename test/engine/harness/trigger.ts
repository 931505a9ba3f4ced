import { NodeHelpers } from 'n8n-workflow';
import type {
	IDataObject,
	IHttpRequestMethods,
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWebhookData,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { additionalData, type EngineSettings } from './additional-data';
import { nodeTypesOf } from './node-types';
import { StaticDataStore } from './static-data';
import { instantiate, storedWorkflow, type StoredWorkflow } from './workflow-json';

/** Options for a workflow that consists of one trigger. */
export interface TriggerOptions extends EngineSettings {
	node: INodeType;
	/** Full type name; default `n8n-nodes-test-runs.<name>`. */
	type?: string;
	parameters?: INodeParameters;
	/** The node's static data; empty by default. */
	staticData?: IDataObject;
	/** `production` (default) is an active workflow; `test` is "Listen for test event" in the editor. */
	mode?: 'production' | 'test';
	/** Default `test-workflow`. */
	workflowId?: string;
	/** The node's webhook id, which is the first part of its webhook path; the default is a fixed UUID. */
	webhookId?: string;
}

/** A stored trigger workflow. */
export interface Trigger {
	options: TriggerOptions;
	isTest: boolean;
	stored: StoredWorkflow;
	nodeTypes: INodeTypes;
	staticData: StaticDataStore;
	node: INodeType;
}

/** Name of the trigger in its workflow. */
export const TRIGGER_NAME = 'Trigger';

const WEBHOOK_ID = '3f0c2c5e-6f0b-4f4e-9d53-5a1f6f8f7c11';

/** Creates a stored workflow with the trigger. */
export function triggerOf(options: TriggerOptions): Trigger {
	const { node, workflowId, parameters, webhookId = WEBHOOK_ID } = options;
	const type = options.type ?? typeNameOf(node);
	const nodeTypes = nodeTypesOf({ [type]: node });
	const nodes = [{ name: TRIGGER_NAME, type, parameters, webhookId }];
	return {
		options,
		isTest: options.mode === 'test',
		stored: storedWorkflow({ id: workflowId, nodes }, nodeTypes, options),
		nodeTypes,
		staticData: new StaticDataStore(TRIGGER_NAME, options.staticData),
		node,
	};
}

/** The full type name of a node of this package. */
export function typeNameOf(node: INodeType): string {
	return `n8n-nodes-test-runs.${node.description.name}`;
}

/** A trigger's workflow, as n8n loads it for one lifecycle call or one delivery. */
export interface OpenTrigger {
	workflow: Workflow;
	node: INode;
	services: IWorkflowExecuteAdditionalData;
	/** Without webhooks that only resume a waiting execution. */
	webhooks: IWebhookData[];
}

/**
 * Loads a trigger's workflow as new objects.
 *
 * @param staticData the stored data by default
 */
export function open(trigger: Trigger, staticData = trigger.staticData.load()): OpenTrigger {
	const { stored, nodeTypes, options, isTest } = trigger;
	const workflow = instantiate(stored, nodeTypes, !isTest, staticData);
	const services = additionalData(options, { workflowId: stored.id });
	const node = workflow.getNode(TRIGGER_NAME) as INode;
	const webhooks = nodeWebhooks(workflow, node, services)
		.filter(({ webhookDescription }) => webhookDescription.restartWebhook !== true)
		.map((webhook) => ({ ...webhook, isTest: isTest || undefined }));
	return { workflow, node, services, webhooks };
}

/** The webhooks of a node with their paths and methods, resolved in the same way as by n8n. */
export function nodeWebhooks(
	workflow: Workflow,
	node: INode,
	services: IWorkflowExecuteAdditionalData,
): IWebhookData[] {
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	return (description.webhooks ?? []).flatMap((webhookDescription) => {
		const resolve = (property: keyof IWebhookDescription, fallback?: boolean | string) =>
			webhookProperty(workflow, node, webhookDescription, property, fallback);
		const path = String(resolve('path') ?? '')
			.trim()
			.replace(/^\/|\/$/g, '');
		const isFullPath = resolve('isFullPath', false) === true;
		const isRestart = resolve('restartWebhook', false) === true;
		const methods = String(resolve('httpMethod', 'GET')).split(',');
		return methods.map((method) => ({
			httpMethod: method.trim() as IHttpRequestMethods,
			node: node.name,
			path: NodeHelpers.getNodeWebhookPath(workflow.id, node, path, isFullPath, isRestart),
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: services,
		}));
	});
}

/** A property of a webhook description, with its expression resolved. */
export function webhookProperty(
	workflow: Workflow,
	node: INode,
	description: IWebhookDescription,
	property: keyof IWebhookDescription,
	fallback?: boolean | number | string,
): unknown {
	const value = description[property] as string | boolean | undefined;
	return workflow.expression.getSimpleParameterValue(node, value, 'internal', {}, undefined, fallback);
}
