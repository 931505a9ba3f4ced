/** The parameters of the Test Run Report node. */
import type { INodeProperties } from 'n8n-workflow';

import { formatList } from '../../core/reports';
import type { OutputFormat } from '../../core/reports/format';
import { alphabetical, optionsCollection } from '../../n8n/parameters/fields';

/** Format, scope and content. */
export const reportProperties: INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		default: 'slack',
		options: formatList
			.map(({ id, name, description }) => ({ name, value: id, description }))
			.sort((a, b) => alphabetical(a.name, b.name)),
	},
	...formatList.map(({ id, usage }): INodeProperties => ({
		displayName: usage,
		name: `${id}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { format: [id] } },
	})),
	{
		displayName: 'One Report Per',
		name: 'reportPer',
		type: 'options',
		default: 'run',
		description: 'Summaries of tests from Test Run History always become one digest',
		options: [
			{ name: 'Run', value: 'run', description: 'A report for each item' },
			{ name: 'All Items', value: 'allItems', description: 'One report over all items' },
			{
				name: 'Failed Test',
				value: 'failure',
				description: 'A ticket for each problem; tests that are flaky, recovered or did not run get none',
				displayOptions: shownFor(({ loadTicket }) => loadTicket !== undefined),
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
				'Name in the hidden first line, by which a later report finds the comment to update. Platform and project if empty.',
			displayOptions: shownFor(({ hasMarker }) => hasMarker === true),
		},
		{
			displayName: 'Maximum Failures',
			name: 'maxFailures',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 20,
			description:
				'How many failed tests a report shows, or how many tickets are made; in a digest how many tests each list shows, 10 without this option. Files for other tools (CTRF, and JUnit of a run with all of its tests) hold every one.',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
			displayOptions: shownFor(({ file }) => file !== null),
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nightly web tests',
			description: 'Heading of the report; if empty, the name of the run',
		},
	]),
];

/** Displays a field for the formats that have the feature. */
function shownFor(has: (format: OutputFormat) => boolean): INodeProperties['displayOptions'] {
	return { show: { '/format': formatList.filter(has).map(({ id }) => id) } };
}
