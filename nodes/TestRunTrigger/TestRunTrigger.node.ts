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
	};

	methods = node.methods;

	webhookMethods = node.webhookMethods;

	webhook = node.webhook;
}
