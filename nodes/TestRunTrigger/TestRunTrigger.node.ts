import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { platforms } from '../../platforms';
import { loadOnce } from '../../n8n/loadOnce';
import { chosenName, chosenNames } from '../../n8n/parameters/subtitle';
import { triggerCredentials, triggerProperties } from './properties';
import { withWholeText } from './refusal';

const properties = triggerProperties(platforms);
const all = (parameter: string) => properties.filter(({ name }) => name === parameter);

const executing = loadOnce(async () => await import('./executing'));

/** Starts the workflow on events of test runs. */
export class TestRunTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Test Run Trigger',
		name: 'testRunTrigger',
		icon: { light: 'file:testRunTrigger.svg', dark: 'file:testRunTrigger.dark.svg' },
		group: ['trigger'],
		// Version 1.1 makes deliveries faster. For a trigger of version 1, n8n looks for an option that only version 1
		// of its own Webhook node has. To do so it evaluates an expression in a new virtual machine for each delivery.
		// Since 1.1 failures are read by default (`n8n/webhooks/settings.ts`).
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: `={{ ${chosenName(properties[0])} + ": " + ${chosenNames(...all('events'))} }}`,
		description:
			'Start the workflow when a test run of Currents, Qodex, TestCLIX, Qase or Preclinical starts, finishes, times out or is canceled',
		eventTriggerDescription: 'Start or finish a test run on the platform',
		triggerPanel: {
			header: 'Receive an event of a test run',
			executionsHelp:
				'<b>While you build</b>, execute this step, then start or finish a run on the platform: its event shows up here.<br /><br /><b>Once the workflow is active</b>, it starts by itself with every event. Look for these under Executions.',
		},
		defaults: { name: 'Test Run Trigger' },
		builderHint: {
			searchHint:
				'Starts the workflow with an event whose run is in the field run. Connect Test Run Gate next, and Test Run Report to its outputs Failed and Inconclusive. Up to 20 failed tests are read by default.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-test-runs.testRunGate',
					relationHint: 'Decides by the verdict of the run or by limits',
				},
				{
					nodeType: 'n8n-nodes-test-runs.testRunPollingTrigger',
					relationHint: 'The same where the platform cannot reach n8n by webhook',
				},
				{
					nodeType: 'n8n-nodes-test-runs.testRun',
					relationHint: 'Reads more about the run, e.g. compares it with the run before',
				},
			],
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: triggerCredentials(platforms),
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
		],
		properties,
	};

	methods = {
		listSearch: Object.assign({}, ...platforms.map(({ listSearch }) => listSearch)),
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const { isSetUp } = await executing();
				return await withWholeText(this, properties, async () => await isSetUp(this, properties));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const { register } = await executing();
				await withWholeText(this, properties, async () => await register(this, properties));
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const { unregister } = await executing();
				await withWholeText(this, properties, async () => await unregister(this, properties));
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { receiveDelivery } = await executing();
		return await receiveDelivery(this, properties);
	}
}
