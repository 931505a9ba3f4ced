import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { platforms } from '../../platforms';
import { loadOnce } from '../../n8n/loadOnce';
import { chosenName, chosenNames } from '../../n8n/parameters/subtitle';
import { polledOf, pollingCredentials, pollingProperties } from './properties';

const polled = polledOf(platforms);

const properties = pollingProperties(polled);
const all = (parameter: string) => properties.filter(({ name }) => name === parameter);

const polling = loadOnce(async () => await import('../../n8n/polling/poll'));

/** Starts the workflow on events of test runs that it finds by asking the platform again and again. */
export class TestRunPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Test Run Polling Trigger',
		name: 'testRunPollingTrigger',
		icon: { light: 'file:testRunPollingTrigger.svg', dark: 'file:testRunPollingTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${chosenName(properties[0])} + ": " + ${chosenNames(...all('events'))} }}`,
		description:
			'Start the workflow when a poll finds that a test run of Currents, Qase or Preclinical has started or ended, for an n8n that webhooks cannot reach',
		eventTriggerDescription: 'The latest run that has ended is fetched',
		defaults: { name: 'Test Run Polling Trigger' },
		polling: true,
		builderHint: {
			searchHint:
				'Starts the workflow with an event whose run is in the field run. Connect Test Run Gate next, and Test Run Report to its outputs Failed and Inconclusive. Prefer Test Run Trigger where the platform can reach n8n.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-test-runs.testRunGate',
					relationHint: 'Decides by the verdict of the run or by limits',
				},
				{
					nodeType: 'n8n-nodes-test-runs.testRunTrigger',
					relationHint: 'The same by webhook, without delay',
				},
			],
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: pollingCredentials(polled),
		properties,
	};

	methods = {
		listSearch: Object.assign({}, ...polled.map(({ listSearch }) => listSearch)),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const id = this.getNodeParameter('platform') as string;
		const platform = polled.find((candidate) => candidate.id === id);
		if (platform === undefined) {
			throw new NodeOperationError(this.getNode(), `There is no platform '${id}' to poll`, {
				description: "Choose one from the list under 'Platform'.",
			});
		}
		const { poll } = await polling();
		return await poll(this, platform);
	}
}
