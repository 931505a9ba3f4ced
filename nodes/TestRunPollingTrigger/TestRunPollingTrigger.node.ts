import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { platforms } from '../../platforms';
import { pollingNode } from './pollingNode';

const node = pollingNode(platforms);

/** Starts the workflow on events of test runs that it finds by asking the platform again and again. */
export class TestRunPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Test Run Polling Trigger',
		name: 'testRunPollingTrigger',
		icon: { light: 'file:testRunPollingTrigger.svg', dark: 'file:testRunPollingTrigger.dark.svg' },
		subtitle: node.description.subtitle,
		description:
			'Start the workflow when a poll finds that a test run of Currents, Qase or Preclinical has started or ended, for an n8n that webhooks cannot reach',
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
	};

	methods = node.methods;

	poll = node.poll;
}
