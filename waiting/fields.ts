/** Parameters of every operation that waits. */
import type { INodeProperties } from 'n8n-workflow';

/** `waitMode`, `timeoutMinutes` and the Options of waiting, together with the operation's own options. */
export function waitFields(options: INodeProperties[] = []): INodeProperties[] {
	return [waitModeField, timeoutField, { ...optionsField, options: sorted([...pollOptions, ...options]) }];
}

const waitModeField: INodeProperties = {
	displayName: 'Wait Mode',
	name: 'waitMode',
	type: 'options',
	default: 'poll',
	options: [
		{
			name: 'Poll',
			value: 'poll',
			description: 'Keep this execution running and look at the run from time to time',
		},
	],
	description: 'How the execution spends the time until the run has ended',
};

const timeoutField: INodeProperties = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeoutMinutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 30,
	description:
		'How long to wait. A run that has not ended by then comes out as inconclusive, never as passed or failed.',
};

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
};

const pollOptions: INodeProperties[] = [
	{
		displayName: 'Longest Interval (Seconds)',
		name: 'maxPollSeconds',
		type: 'number',
		typeOptions: { minValue: 0.1 },
		default: 60,
		description: 'The longest time between two looks at the run',
	},
	{
		displayName: 'Shortest Interval (Seconds)',
		name: 'minPollSeconds',
		type: 'number',
		typeOptions: { minValue: 0.1 },
		default: 2,
		description:
			'The time between two looks at the run in the beginning; it grows to a tenth of the age of the run',
	},
];

function sorted(fields: INodeProperties[]): INodeProperties[] {
	return [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName));
}
