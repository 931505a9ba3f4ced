import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { platforms } from '../../platforms';
import { triggerNode } from './triggerNode';

const node = triggerNode(platforms);

/** Starts the workflow on events of test runs. */
export class TestRunTrigger implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Test Run Trigger',
		name: 'testRunTrigger',
		icon: { light: 'file:testRunTrigger.svg', dark: 'file:testRunTrigger.dark.svg' },
		subtitle: node.description.subtitle,
		description:
			'Start the workflow when a test run of Currents, Qodex, TestCLIX, Qase or Preclinical starts, finishes, times out or is canceled',
		defaults: { name: 'Test Run Trigger' },
	};

	methods = node.methods;

	webhookMethods = node.webhookMethods;

	webhook = node.webhook;
}
