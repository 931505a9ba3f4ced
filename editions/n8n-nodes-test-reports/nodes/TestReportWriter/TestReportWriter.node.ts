import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { reportNode } from '../../../../nodes/TestRunReport/reportNode';

/** Writes test runs for people: messages, comments, tickets, pages and files. */
export class TestReportWriter implements INodeType {
	description: INodeTypeDescription = {
		...reportNode.description,
		displayName: 'Test Report Writer',
		name: 'testReportWriter',
		icon: {
			light: 'file:../../../../nodes/TestRunReport/testRunReport.svg',
			dark: 'file:../../../../nodes/TestRunReport/testRunReport.dark.svg',
		},
		subtitle: reportNode.description.subtitle,
		description:
			'Write test runs as a message for Slack, Microsoft Teams or Discord, a comment, a Jira issue, a page, JUnit, CTRF or one line',
		defaults: { name: 'Test Report Writer' },
		// Only rewrites its input, which is of no use to an agent.
		usableAsTool: undefined,
	};

	execute = reportNode.execute;
}
