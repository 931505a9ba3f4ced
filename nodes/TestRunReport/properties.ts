/** The parameters of the Test Run Report node. */
import type { INodeProperties } from 'n8n-workflow';

import { optionsCollection } from '../../n8n/parameters/fields';

/** Format, scope, and what to put in. */
export const reportProperties: INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		default: 'slack',
		options: [
			{
				name: 'CTRF',
				value: 'ctrf',
				description:
					'The JSON that tools for test reports share, as a file; with all tests where the run has them',
			},
			{ name: 'HTML', value: 'html', description: 'A page with charts, as a file' },
			{ name: 'Jira', value: 'jira', description: 'Summary, description and labels of an issue' },
			{
				name: 'JUnit',
				value: 'junit',
				description: 'The XML that CI servers read, as a file; with all tests where the run has them',
			},
			{ name: 'Markdown', value: 'markdown', description: 'A comment for GitHub or GitLab' },
			{ name: 'Slack', value: 'slack', description: 'Blocks and notification text' },
			{ name: 'Text', value: 'text', description: 'One line, for a commit status or an SMS' },
		],
	},
	{
		displayName: 'One Report Per',
		name: 'reportPer',
		type: 'options',
		default: 'run',
		options: [
			{ name: 'Run', value: 'run', description: 'A report for each item' },
			{ name: 'All Items', value: 'allItems', description: 'One report over all items' },
			{
				name: 'Failed Test',
				value: 'failure',
				description: 'A ticket for each problem; tests that are flaky, recovered or did not run get none',
				displayOptions: { show: { '/format': ['jira'] } },
			},
		],
	},
	optionsCollection([
		{
			displayName: 'Include Stack',
			name: 'includeStack',
			type: 'boolean',
			default: false,
			description: 'Whether to show whole stack traces instead of the first lines of an error',
		},
		{
			displayName: 'Marker',
			name: 'marker',
			type: 'string',
			default: '',
			placeholder: 'e.g. web-smoke',
			description:
				'Name in the hidden first line, by which a later report finds the comment to update. Platform and project unless told.',
			displayOptions: { show: { '/format': ['markdown'] } },
		},
		{
			displayName: 'Maximum Failures',
			name: 'maxFailures',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 20,
			description:
				'How many failed tests a report shows, or how many tickets are made. Files for other tools (CTRF, and JUnit of a run with all of its tests) hold every one.',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
			displayOptions: { show: { '/format': ['ctrf', 'html', 'junit'] } },
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nightly web tests',
			description: 'Heading of the report, the name of the run unless told',
		},
	]),
];
