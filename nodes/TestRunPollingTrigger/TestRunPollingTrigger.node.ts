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
	};

	methods = node.methods;

	poll = node.poll;
}
