import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionGroups } from '../../platforms';
import { actionNode } from './actionNode';

const node = actionNode(actionGroups);

/** Starts, reads, manages and waits for test runs of all platforms. */
export class TestRun implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Test Run',
		name: 'testRun',
		icon: { light: 'file:testRun.svg', dark: 'file:testRun.dark.svg' },
		subtitle: node.description.subtitle,
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
	};

	methods = node.methods;

	execute = node.execute;

	webhook = node.webhook;
}
