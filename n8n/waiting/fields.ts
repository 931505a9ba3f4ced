/** Parameters that all waiting operations share. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical, optionsCollection } from '../parameters/fields';

/** What is different about an operation that waits. */
interface WaitKind {
	/** Set if the operation starts the run that it waits for. */
	starts?: true;
	/** Name of the platform, if it can call n8n back. */
	callback?: string;
}

/** `waitMode`, `timeoutMinutes`, and `options`, which holds the options of the wait and the operation's own. */
export function waitFields(
	options: INodeProperties[] = [],
	{ starts, callback }: WaitKind = {},
): INodeProperties[] {
	return [
		{ ...waitModeField, options: [...choices, ...(callback ? [callbackChoice] : [])] },
		notice('suspend', starts ? LOOP_OF_START : LOOP_OF_WAIT),
		...(callback ? [notice('callback', loopOfCallback(callback))] : []),
		timeoutField(['poll'], 30),
		timeoutField(callback ? ['suspend', 'callback'] : ['suspend'], 720),
		optionsCollection(sorted([...waitOptions, ...options])),
	];
}

/** `cancelWhenStopped`, an option for operations of platforms that can cancel a run. */
export const cancelWhenStoppedOption: INodeProperties = {
	displayName: 'Cancel Run When Stopped',
	name: 'cancelWhenStopped',
	type: 'boolean',
	default: false,
	displayOptions: { hide: { '/waitMode': ['suspend', 'callback'] } },
	description:
		'Whether to cancel the run at the platform when this execution is stopped while it waits. Passing the time limit does not cancel it.',
};

const callbackChoice: INodePropertyOptions = {
	name: 'Pause Until Called Back',
	value: 'callback',
	description:
		'For runs of hours, one item. Stores this execution until the platform calls n8n, which it must be able to reach.',
};

const choices: INodePropertyOptions[] = [
	{
		name: 'Keep Checking',
		value: 'poll',
		description:
			'For runs of minutes, any number of items. Reads the run from time to time while this execution stays running.',
	},
	{
		name: 'Pause Between Checks',
		value: 'suspend',
		description:
			'For runs of hours, one item. Stores this execution for minutes, then returns the run as pending. Needs a loop.',
	},
];

/** The same run is awaited, since the item says which node of which execution started it. */
const LOOP_OF_START =
	'Connect Still Running of a Gate back to this node: it goes on with the run and starts no other.';

const LOOP_OF_WAIT =
	'Connect Still Running of a Gate back to this node. The run that comes back has its ID in {{ $json.id }}.';

const loopOfCallback = (platform: string) =>
	`Connect Still Running of a Gate back to this node: ${platform} may not call in time.`;

/** Hidden in tools: for an AI agent the wait mode and the time limit are fixed (see settings.ts). */
const notForTools = { hide: { '@tool': [true] } };

const waitModeField: INodeProperties = {
	displayName: 'Wait Mode',
	name: 'waitMode',
	type: 'options',
	default: 'poll',
	displayOptions: notForTools,
	options: choices,
	description:
		'How to wait until the run has ended. A paused execution needs no worker and survives a restart of n8n.',
};

/** How to connect the node in a wait mode that pauses; at most two lines of the panel. */
function notice(waitMode: string, displayName: string): INodeProperties {
	return {
		displayName,
		name: `${waitMode}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { ...notForTools, show: { waitMode: [waitMode] } },
	};
}

/** The modes that pause are for long runs, so they propose a longer limit. */
function timeoutField(waitMode: string[], minutes: number): INodeProperties {
	const orPending = waitMode.includes('callback') ? ', or as pending if a callback was awaited' : '';
	return {
		displayName: 'Time Limit (Minutes)',
		name: 'timeoutMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: minutes,
		displayOptions: { ...notForTools, show: { waitMode } },
		description: `How long to wait. A run that has not ended by then is returned as inconclusive${orPending}; never as passed or failed.`,
	};
}

const whilePolling = { hide: { '/waitMode': ['suspend', 'callback'] } };

const waitOptions: INodeProperties[] = [
	{
		displayName: 'Expected Duration (Minutes)',
		name: 'expectedMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		displayOptions: { hide: { '/waitMode': ['callback'] } },
		description:
			'How long such a run usually takes. The run is then read rarely before that time and often around it. Without this option the run is read by its age and, where the platform lists earlier runs, more often around the time that they took. A run that ends much earlier than expected is noticed late.',
	},
	{
		displayName: 'Longest Interval (Seconds)',
		name: 'maxPollSeconds',
		type: 'number',
		typeOptions: { minValue: 0.1 },
		default: 60,
		displayOptions: whilePolling,
		description: 'The longest time between two reads of the run',
	},
	{
		displayName: 'Look Again After (Minutes)',
		name: 'lookAgainMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		displayOptions: { show: { '/waitMode': ['suspend'] } },
		description:
			'How long to pause this execution, at least 65 seconds. Without this option it is 65 seconds to 5 minutes, by the age of the run and its expected or usual duration.',
	},
	{
		displayName: 'Shortest Interval (Seconds)',
		name: 'minPollSeconds',
		type: 'number',
		typeOptions: { minValue: 0.1 },
		default: 1,
		displayOptions: whilePolling,
		description: 'The time between the first reads of the run; it grows to a tenth of the age of the run',
	},
];

function sorted(fields: INodeProperties[]): INodeProperties[] {
	return [...fields].sort((a, b) => alphabetical(a.displayName, b.displayName));
}
