import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { reportNode } from './reportNode';

/** Writes test runs for people: messages, comments, tickets, pages and files. */
export class TestRunReport implements INodeType {
	description: INodeTypeDescription = {
		...reportNode.description,
		displayName: 'Test Run Report',
		name: 'testRunReport',
		icon: { light: 'file:testRunReport.svg', dark: 'file:testRunReport.dark.svg' },
		subtitle: reportNode.description.subtitle,
		description:
			'Write test runs as a message for Slack, Microsoft Teams or Discord, a comment, a Jira issue, a page, JUnit, CTRF or one line',
		defaults: { name: 'Test Run Report' },
		// Only rewrites its input, which is of no use to an agent.
		usableAsTool: undefined,
		builderHint: {
			searchHint:
				'Connect a Test Run Gate or whatever outputs runs. For Slack, the field message goes into Blocks of the Slack node, with Message Type Blocks. For a pull request, use the format markdown and its field markdown. For tickets, use the format jira, with reportPer failure.',
			relatedNodes: [
				{ nodeType: 'n8n-nodes-base.slack', relationHint: 'Posts the field message as blocks' },
				{
					nodeType: 'n8n-nodes-base.jira',
					relationHint: 'Creates an issue of the fields summary, description and labels',
				},
				{
					nodeType: 'n8n-nodes-base.github',
					relationHint: 'Comments the field markdown on the pull request',
				},
				{
					nodeType: 'n8n-nodes-test-runs.testRunGate',
					relationHint: 'Decides whether there is something to report',
				},
			],
		},
	};

	execute = reportNode.execute;
}
