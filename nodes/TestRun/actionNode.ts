/** What the Test Run node and a node of one platform alone have in common: all but the texts and the icon. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { afterError } from '../../n8n/items/onError';
import { afterPlatform, chosenName } from '../../n8n/parameters/subtitle';
import type { ActionGroup, Operation } from '../../platforms/platform';
import { actionCredentials, actionProperties } from './properties';

/**
 * The webhook that resumes an execution waiting for a callback. It needs no registration, so the node is not a trigger.
 */
const resumeWebhooks: NonNullable<INodeTypeDescription['webhooks']> = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '',
		isFullPath: true,
		restartWebhook: true,
	},
];

/** The node for these entries of the Platform list. With a single entry, the list is not displayed. */
export function actionNode(groups: ActionGroup[]) {
	const properties = actionProperties(groups);
	const operations = properties.filter(({ name }) => name === 'operation');
	const isCalledBack = hasOperation(groups, (operation) => 'begin' in operation && operation.callback);
	return {
		description: {
			group: ['transform'],
			version: 1,
			subtitle: afterPlatform(properties[0], chosenName(...operations)),
			usableAsTool: true,
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: actionCredentials(groups),
			// Of a webhook. No platform is known to answer with it; if one did, n8n would not show it with an execution.
			...(hasOperation(groups, ({ value }) => /Webhooks?$/.test(value)) && {
				sensitiveOutputFields: ['secret'],
			}),
			properties,
			...(isCalledBack && { webhooks: resumeWebhooks }),
			waitingNodeTooltip: `The execution is stored until the run is read next${isCalledBack ? ', or until the platform calls back' : ''}`,
		},
		methods: {
			listSearch: Object.assign({}, ...groups.map(({ listSearch }) => listSearch)),
			loadOptions: Object.assign({}, ...groups.map(({ loadOptions }) => loadOptions)),
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			try {
				const { executeOperation } = await import('./execute');
				return [await executeOperation(this, groups)];
			} catch (error) {
				return [await afterError(this, error)];
			}
		},
		async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
			const { receiveCallback } = await import('../../n8n/waiting/callback');
			return await receiveCallback(this, callbackOf(this, groups));
		},
	} satisfies Pick<INodeType, 'methods' | 'execute' | 'webhook'> & {
		description: Partial<INodeTypeDescription>;
	};
}

function hasOperation(groups: ActionGroup[], isMeant: (operation: Operation) => unknown): boolean {
	return groups.some(({ operations }) => operations.some(isMeant));
}

function callbackOf(ctx: IWebhookFunctions, groups: ActionGroup[]) {
	const resource = ctx.getNodeParameter('resource');
	const value = ctx.getNodeParameter('operation');
	const operation = groups
		.find(({ id }) => id === resource)
		?.operations.find((candidate) => candidate.value === value);
	return operation && 'begin' in operation ? operation.callback : undefined;
}
