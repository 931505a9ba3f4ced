import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { actionGroups } from '../../platforms';
import { afterError } from '../../n8n/items/onError';
import { chosenName } from '../../n8n/parameters/subtitle';
import { actionCredentials, actionProperties } from './properties';

/**
 * The webhook that resumes an execution waiting for a callback. It needs no registration, so the node is not a trigger.
 */
const resumeWebhooks: INodeTypeDescription['webhooks'] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '',
		isFullPath: true,
		restartWebhook: true,
	},
];

const properties = actionProperties(actionGroups);
const all = (parameter: string) => properties.filter(({ name }) => name === parameter);

/** Starts, reads, manages and waits for test runs of all platforms. */
export class TestRun implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Test Run',
		name: 'testRun',
		icon: { light: 'file:testRun.svg', dark: 'file:testRun.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${chosenName(properties[0])} + ": " + ${chosenName(...all('operation'))} }}`,
		description: 'Start, await, read and manage test runs of Currents, Qodex, TestCLIX, Qase and Preclinical',
		defaults: { name: 'Test Run' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'To start a run and wait for it, use the operation startRunAndWait of the platform, then connect Test Run Gate. Where the platform cannot start runs, use waitForRun for a run that CI has started.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-test-runs.testRunGate',
					relationHint: 'Decides by the verdict of the run or by limits',
				},
				{
					nodeType: 'n8n-nodes-test-runs.testRunReport',
					relationHint: 'Writes the run for Slack, Jira, a pull request and others',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: actionCredentials(actionGroups),
		// Of a webhook. No platform is known to answer with it; if one did, n8n would not show it with an execution.
		sensitiveOutputFields: ['secret'],
		properties,
		webhooks: resumeWebhooks,
		waitingNodeTooltip:
			'The execution is stored until the run is read next, or until the platform calls back',
	};

	methods = {
		listSearch: Object.assign({}, ...actionGroups.map(({ listSearch }) => listSearch)),
		loadOptions: Object.assign({}, ...actionGroups.map(({ loadOptions }) => loadOptions)),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const { executeOperation } = await import('./execute');
			return [await executeOperation(this, actionGroups)];
		} catch (error) {
			return [await afterError(this, error)];
		}
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { receiveCallback } = await import('../../n8n/waiting/callback');
		return await receiveCallback(this, callbackOf(this));
	}
}

function callbackOf(ctx: IWebhookFunctions) {
	const resource = ctx.getNodeParameter('resource');
	const value = ctx.getNodeParameter('operation');
	const operation = actionGroups
		.find(({ id }) => id === resource)
		?.operations.find((candidate) => candidate.value === value);
	return operation && 'begin' in operation ? operation.callback : undefined;
}
