/** The parameters of the Test Run History node. */
import type { INodeProperties } from 'n8n-workflow';

import { optionsCollection } from '../../n8n/parameters/fields';

/** What users copy into a parameter. */
const ALL_ROWS = "{{ $('Get Rows').all().map(i => i.json) }}";

/** The three things that the node does. */
export const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'addHistory',
	options: [
		{
			name: 'Add History',
			value: 'addHistory',
			action: 'Add history to a test run',
			description: 'Put on each failure since when it fails, how often in a row, and how flaky the test is',
		},
		{
			name: 'Make Rows',
			value: 'makeRows',
			action: 'Make rows of a test run for a table',
			description: 'Give one item for each test of the run, for a Data Table, a database or a sheet',
		},
		{
			name: 'Summarize',
			value: 'summarize',
			action: 'Summarize the rows of test runs',
			description: 'Give one item for each test: flaky rate, failures in a row, duration, the flakiest first',
		},
	],
};

/** Operation, rows, and the options of each operation. */
export const historyProperties: INodeProperties[] = [
	operationField,
	{
		displayName: `The run comes in; the rows of earlier runs are read by a Data Table node, here called Get Rows: operation Get, Return All on, in its settings Execute Once and Always Output Data on. Lead both into a Merge node (Choose Branch) that gives the run, and connect that one. Below, enter ${ALL_ROWS}`,
		name: 'addHistoryNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['addHistory'] } },
	},
	{
		displayName:
			'Connect a Data Table node: operation Insert, Map Automatically. The table needs a column for each field of an item; the page of this node lists them with their types. A run that is written twice counts once.',
		name: 'makeRowsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['makeRows'] } },
	},
	{
		displayName:
			'Connect the node that reads the rows: a Data Table node with the operation Get, say of one branch and the last 14 days. Runs that carry their tests can be connected as well.',
		name: 'summarizeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['summarize'] } },
	},
	{
		displayName: 'Rows of Earlier Runs',
		name: 'earlierRows',
		type: 'json',
		default: '',
		required: true,
		placeholder: `e.g. ${ALL_ROWS}`,
		description:
			'A list of rows as Make Rows writes them, in any order and of any runs: those of other branches, of other environments and of later runs are left out, and so are those of the run itself',
		displayOptions: { show: { operation: ['addHistory'] } },
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'string',
		default: '',
		placeholder: `e.g. ${ALL_ROWS}`,
		description:
			'Leave empty to summarize the items that come in. An AI agent has none, so its tool needs the rows by an expression.',
		displayOptions: { show: { operation: ['summarize'] } },
	},
	optionsCollection(
		[
			{
				displayName: 'Base Branches',
				name: 'baseBranches',
				type: 'string',
				default: '',
				placeholder: 'e.g. main, release/*',
				description:
					'Runs of these branches count for flaky rates and durations of a run on another branch, never for its failures in a row. Separated by commas; * stands for any characters.',
				displayOptions: { show: { '/operation': ['addHistory'] } },
			},
			{
				displayName: 'Leave Out Names of Passed Tests',
				name: 'keysOnly',
				type: 'boolean',
				default: true,
				description: 'Whether to leave title and suite of passed tests empty, which halves the table',
				displayOptions: { show: { '/operation': ['makeRows'] } },
			},
			{
				displayName: 'Maximum Tests',
				name: 'maxTests',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 20,
				description: 'How many tests to give, the flakiest first. Without this option all of them.',
				displayOptions: { show: { '/operation': ['summarize'] } },
			},
			{
				displayName: 'Maximum Runs per Test',
				name: 'window',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 50,
				description: 'How many runs of a test count, the newest ones',
				displayOptions: { show: { '/operation': ['addHistory', 'summarize'] } },
			},
			{
				displayName: 'Tests to Keep',
				name: 'rows',
				type: 'options',
				default: 'all',
				options: [
					{ name: 'All', value: 'all' },
					{
						name: 'Not Passed',
						value: 'notPassed',
						description:
							'Only what failed, was flaky or has no result. A small table; but durations and what was flaky without a retry are not known from it.',
					},
				],
				description: 'Which tests of the run get a row. The run itself always has one.',
				displayOptions: { show: { '/operation': ['makeRows'] } },
			},
		].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)) as INodeProperties[],
	),
];
