/** What the Test Run Trigger and a trigger of one platform alone have in common: all but the texts and the icon. */
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { loadOnce } from '../../n8n/loadOnce';
import { afterPlatform, chosenNames } from '../../n8n/parameters/subtitle';
import type { Platform } from '../../platforms/platform';
import { triggerCredentials, triggerProperties } from './properties';
import { withWholeText } from './refusal';

const executing = loadOnce(async () => await import('./executing'));

/** The trigger for these platforms. With a single one, the list of platforms is not displayed. */
export function triggerNode(platforms: Platform[]) {
	const properties = triggerProperties(platforms);
	const events = properties.filter(({ name }) => name === 'events');
	const built = { platforms, properties };
	return {
		description: {
			group: ['trigger'],
			// Version 1.1 makes deliveries faster. For a trigger of version 1, n8n looks for an option that only version 1
			// of its own Webhook node has. To do so it evaluates an expression in a new virtual machine for each delivery.
			// Since 1.1 failures are read by default (`n8n/webhooks/settings.ts`). No trigger of one platform alone was made
			// before.
			version: platforms.length > 1 ? [1, 1.1] : 1.1,
			defaultVersion: 1.1,
			subtitle: afterPlatform(properties[0], chosenNames(...events)),
			eventTriggerDescription: 'Let a run of the platform reach one of the chosen events',
			triggerPanel: {
				header: 'Receive an event of a test run',
				executionsHelp:
					'<b>While you build</b>, execute this step, then let a run of the platform reach one of the chosen events: it shows up here.<br /><br /><b>Once the workflow is active</b>, it starts by itself with every event. Look for these under Executions.',
			},
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			credentials: triggerCredentials(platforms),
			webhooks: [
				{
					name: 'default',
					httpMethod: 'POST',
					responseMode: 'onReceived',
					responseData: '',
					path: 'webhook',
				},
			],
			properties,
		},
		methods: {
			listSearch: Object.assign({}, ...platforms.map(({ listSearch }) => listSearch)),
		},
		webhookMethods: {
			default: {
				async checkExists(this: IHookFunctions): Promise<boolean> {
					const { isSetUp } = await executing();
					return await withWholeText(this, properties, async () => await isSetUp(this, built));
				},
				async create(this: IHookFunctions): Promise<boolean> {
					const { register } = await executing();
					await withWholeText(this, properties, async () => await register(this, built));
					return true;
				},
				async delete(this: IHookFunctions): Promise<boolean> {
					const { unregister } = await executing();
					await withWholeText(this, properties, async () => await unregister(this, built));
					return true;
				},
			},
		},
		async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
			const { receiveDelivery } = await executing();
			return await receiveDelivery(this, built);
		},
	} satisfies Pick<INodeType, 'methods' | 'webhookMethods' | 'webhook'> & {
		description: Partial<INodeTypeDescription>;
	};
}
