/** The parameters and credentials of the Test Run Trigger node, computed from the registry. */
import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import {
	alphabetical,
	filtersCollection,
	includeFailuresOption,
	optionsCollection,
} from '../../n8n/parameters/fields';
import { verdictChoices } from '../../core/model/verdictWords';
import type { Platform } from '../../platforms/platform';
import { DEFAULT_MAX_AGE_MINUTES, type FilterName } from '../../n8n/webhooks/contract';

/** Platform, what it needs, the events, then filters and options. */
export function triggerProperties(platforms: Platform[]): INodeProperties[] {
	const [{ id: first }] = platforms;
	return [
		{
			displayName: 'Platform',
			name: 'platform',
			type: 'options',
			noDataExpression: true,
			options: platforms
				.map(({ id, name }) => ({ name, value: id }))
				.sort((a, b) => alphabetical(a.name, b.name)),
			default: first,
		},
		...platforms.flatMap(platformProperties),
		filtersProperty(platforms),
		optionsProperty(platforms),
	];
}

/**
 * Each credential is hidden where another platform is chosen. It says so by `hide`, since the editor takes a parameter
 * whose every value shows a credential for a choice of authentication, and leaves it out of the panel.
 */
export function triggerCredentials(platforms: Platform[]): INodeCredentialDescription[] {
	const ids = platforms.map(({ id }) => id);
	return platforms.map(({ id, trigger }) => ({
		name: trigger.credential,
		required: true,
		displayOptions: { hide: { platform: ids.filter((other) => other !== id) } },
	}));
}

function platformProperties({ id, trigger }: Platform): INodeProperties[] {
	const { events: options, defaultEvents } = trigger;
	const notice: INodeProperties[] = trigger.setupNotice
		? [{ displayName: trigger.setupNotice, name: `${id}Notice`, type: 'notice', default: '' }]
		: [];
	const events: INodeProperties = {
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options,
		default: [...defaultEvents],
	};
	// Collections hold what few need: they stand with the filters and options.
	const isCollection = ({ type }: INodeProperties) => type === 'collection';
	const needed = trigger.fields.filter((field) => !isCollection(field));
	return [...notice, ...needed, events, ...trigger.fields.filter(isCollection)].map((field) => ({
		...field,
		displayOptions: { show: { platform: [id], ...field.displayOptions?.show } },
	}));
}

function filtersProperty(platforms: Platform[]): INodeProperties {
	const showsFor = (name: FilterName) => ({
		show: {
			'/platform': platforms.filter(({ trigger }) => trigger.filters.includes(name)).map(({ id }) => id),
		},
	});
	return filtersCollection(
		filterFields
			.filter(({ name }) => platforms.some(({ trigger }) => trigger.filters.includes(name as FilterName)))
			.map((field) => ({ ...field, displayOptions: showsFor(field.name as FilterName) })),
	);
}

const filterFields: INodeProperties[] = [
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

function optionsProperty(platforms: Platform[]): INodeProperties {
	const sendsPerGroup = platforms.filter(({ trigger }) => trigger.sendsPerGroup).map(({ id }) => id);
	const shared = optionFields.map((field) =>
		field.name === 'mergeGroups' ? showsFor(field, sendsPerGroup) : field,
	);
	const own = platforms.flatMap(({ id, trigger }) =>
		(trigger.options ?? []).map((field) => showsFor(field, [id])),
	);
	return optionsCollection([...shared, ...own].sort((a, b) => alphabetical(a.displayName, b.displayName)));
}

function showsFor(field: INodeProperties, platforms: string[]): INodeProperties {
	return { ...field, displayOptions: { show: { '/platform': platforms } } };
}

const optionFields: INodeProperties[] = [
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
		description: 'Whether to read the run from the platform, since a delivery tells only part of it',
	},
	{
		displayName: 'Ignore Test Deliveries',
		name: 'ignoreTestDeliveries',
		type: 'boolean',
		default: true,
		description: 'Whether sample deliveries that the platform sends on request start nothing',
	},
	includeFailuresOption,
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
			'Whether a run with several groups starts one execution when all have ended, not one per group. Such a run that times out or is canceled is told, too, even if that event is not chosen.',
	},
];
