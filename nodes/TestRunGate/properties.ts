/** The parameters of the Test Run Gate node. Rates are displayed as percentages. */
import type { INodeProperties } from 'n8n-workflow';

/** The rules, in alphabetical order of their labels. */
export const ruleFields: INodeProperties[] = [
	{
		displayName: 'Flaky Tests',
		name: 'flaky',
		type: 'options',
		default: 'pass',
		options: [
			{ name: 'Count as Failed', value: 'fail' },
			{ name: 'Count as Passed', value: 'pass' },
			{ name: 'Make the Run Inconclusive', value: 'inconclusive' },
		],
		description: 'What a test that passed only after a retry means',
	},
	{
		displayName: 'Ignore Flaky Tests Above (%)',
		name: 'ignoreFlakyAbove',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
		default: 20,
		description:
			'Failures do not count if the test is flaky in at least this share of its last runs, 10 or more are known, and it does not fail more often in a row than that explains. Needs Test Run History before this node.',
	},
	{
		displayName: 'Ignore Tests',
		name: 'ignoreTests',
		type: 'string',
		default: '',
		placeholder: 'e.g. legacy/*, *quarantined*',
		description:
			'Failures of these tests do not count. Globs on title, "suite > title" or file, separated by commas. The run must carry its failures.',
	},
	{
		displayName: 'Inconclusive Counts As',
		name: 'inconclusiveAs',
		type: 'options',
		default: 'inconclusive',
		options: [
			{ name: 'Failed', value: 'failed' },
			{ name: 'Inconclusive', value: 'inconclusive' },
			{ name: 'Passed', value: 'passed' },
		],
		description: 'Where a run goes that neither passed nor failed',
	},
	{
		displayName: 'Maximum Failure Rate (%)',
		name: 'maxFailureRate',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
		default: 0,
		description: 'The share of executed tests that may have failed',
	},
	{
		displayName: 'Maximum Failures',
		name: 'maxFailures',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many tests may have failed',
	},
	{
		displayName: 'Minimum Failures in a Row',
		name: 'minFailuresInARow',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 3,
		description:
			'A failure counts only when its test has failed at least this often in a row, this run included. Needs Test Run History before this node.',
	},
	{
		displayName: 'Minimum Pass Rate (%)',
		name: 'minPassRate',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
		default: 100,
		description: 'The share of executed tests that must have passed',
	},
	{
		displayName: 'Minimum Tests',
		name: 'minTests',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'How many tests must have been executed; with fewer the run is inconclusive',
	},
	{
		displayName: 'Only New Failures',
		name: 'onlyNewFailures',
		type: 'boolean',
		default: false,
		description: 'Whether only failures count that a comparison of runs has marked as new',
	},
	{
		displayName: 'Required Tags',
		name: 'requiredTags',
		type: 'string',
		default: '',
		placeholder: 'e.g. smoke',
		description: 'Tags that the run must have, separated by commas; without them it is inconclusive',
	},
];

/** The rules, all of them optional, and the options for the result. */
export const gateProperties: INodeProperties[] = [
	{
		displayName:
			'Without rules the verdict of the run decides. As soon as a rule sets a limit, the limits decide instead: a run with failures within all limits passes.',
		name: 'rulesNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'collection',
		placeholder: 'Add rule',
		default: {},
		options: ruleFields,
	},
	{
		displayName: 'Stop on Failed',
		name: 'stopOnFailed',
		type: 'boolean',
		default: false,
		description:
			'Whether to stop the workflow with an error when a run fails, instead of sending it to the Failed output',
	},
];
