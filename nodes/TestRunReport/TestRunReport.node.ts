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
	};

	execute = reportNode.execute;
}
