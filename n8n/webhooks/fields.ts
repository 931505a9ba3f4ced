/** The parameters of a trigger that deliveries are read and filtered by, beside those of each platform. */
import type { INodeProperties } from 'n8n-workflow';

import { verdictChoices } from '../../core/model/verdictWords';
import { includeFailuresOption } from '../parameters/fields';
import type { PlatformTrigger } from './contract';

/**
 * An hour lets late retries and clocks that are off through. The secret is what proves the sender;
 * the age only limits how long a stolen delivery can be replayed.
 */
export const DEFAULT_MAX_AGE_MINUTES = 60;

/** Enough to name what failed in a message, with few requests. */
export const DEFAULT_MAX_FAILURES = 20;

/** `events`: what the workflow is started by, of the events that a platform has. */
export function eventsField({
	events,
	defaultEvents,
}: Pick<PlatformTrigger, 'events' | 'defaultEvents'>): INodeProperties {
	return {
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: events,
		default: [...defaultEvents],
	};
}

/** The Filters of all platforms, in the order of their labels. */
export const filterFields: INodeProperties[] = [
	{
		displayName: 'Branches',
		name: 'branches',
		type: 'string',
		default: '',
		placeholder: 'e.g. main, release/*',
		description: 'Only runs of these branches, separated by commas; * stands for any characters',
	},
	{
		displayName: 'Environments',
		name: 'environments',
		type: 'string',
		default: '',
		placeholder: 'e.g. staging',
		description: 'Only runs against these environments, separated by commas',
	},
	{
		displayName: 'Projects',
		name: 'projects',
		type: 'string',
		default: '',
		placeholder: 'e.g. SHOP, APP',
		description: 'Only these projects, by their codes, separated by commas',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. smoke, nightly',
		description: 'Only runs with at least one of these tags, separated by commas',
	},
	{
		displayName: 'Test IDs',
		name: 'testIds',
		type: 'string',
		default: '',
		description: 'Only these tests, by their IDs, separated by commas',
	},
	{
		displayName: 'Verdicts',
		name: 'verdicts',
		type: 'multiOptions',
		default: [],
		options: verdictChoices(),
		description: 'Only runs with one of these verdicts',
	},
];

/** The Options of all platforms, in the order of their labels. */
export const optionFields: INodeProperties[] = [
	{
		displayName: 'Allow Unverified Deliveries',
		name: 'allowUnverified',
		type: 'boolean',
		default: false,
		description:
			'Whether to accept deliveries whose sender could not be verified. Anyone who knows the webhook URL can then start this workflow.',
	},
	{
		displayName: 'Drop Duplicates',
		name: 'dropDuplicates',
		type: 'boolean',
		default: true,
		description:
			'Whether a delivery that is repeated starts only one execution. Remembered within one n8n process and until it restarts; the operation Drop Duplicates of Any Platform remembers for longer.',
	},
	{
		displayName: 'Fetch Run',
		name: 'fetchRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to read the run and its failed tests from the platform, since a delivery contains only part of it',
	},
	{
		displayName: 'Ignore Test Deliveries',
		name: 'ignoreTestDeliveries',
		type: 'boolean',
		default: true,
		description: 'Whether sample deliveries that the platform sends on request start nothing',
	},
	{
		...includeFailuresOption,
		default: DEFAULT_MAX_FAILURES,
		description: `How many failed tests to read with the run, at most. Without this option ${DEFAULT_MAX_FAILURES}, with 0 none. Sets Fetch Run, too.`,
	},
	{
		displayName: 'Include Raw Delivery',
		name: 'includeRaw',
		type: 'boolean',
		default: true,
		description: 'Whether to put the delivery itself into the output, as the platform sent it',
	},
	{
		displayName: 'Maximum Age (Minutes)',
		name: 'maxAgeMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_MAX_AGE_MINUTES,
		description:
			'Refuse deliveries whose timestamp is older, where the platform sends one; 0 accepts any age',
	},
	{
		displayName: 'Merge Groups',
		name: 'mergeGroups',
		type: 'boolean',
		default: false,
		description:
			'Whether a run with several groups starts one execution when all have ended, not one per group. Such a run also starts an execution when it times out or is canceled, even if that event is not chosen.',
	},
];
