/** Parameters that operations of several platforms share. Their texts are the usual ones of n8n. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * Compares two display names by their letters. `localeCompare` is avoided because its first call loads language data,
 * which would slow down the start of n8n.
 */
export function alphabetical(a: string, b: string): number {
	const [first, second] = [a.toLowerCase(), b.toLowerCase()];
	if (first === second) return 0;
	return first < second ? -1 : 1;
}

/**
 * The choice of a platform, by name; the first one is the default. A node of a single platform keeps it as a hidden
 * parameter, since its other parameters are displayed by it, and with its option, since n8n lists the actions of a node
 * by the options of `resource`.
 */
export function platformField(name: string, platforms: Array<{ id: string; name: string }>): INodeProperties {
	const choices = platforms.map((platform): INodePropertyOptions => ({
		name: platform.name,
		value: platform.id,
	}));
	return {
		displayName: 'Platform',
		name,
		type: choices.length > 1 ? 'options' : 'hidden',
		noDataExpression: true,
		options: choices.sort((a, b) => alphabetical(a.name, b.name)),
		default: platforms[0].id,
	};
}

/** `simplify`: whether to return our model of a run or the platform's own JSON. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** `returnAll` and `limit`. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** What to enter as an id where the item is what the id is of. */
export const ID_OF_ITEM = 'e.g. {{ $json.id }}';

/** The description of a field for the id of a run, with what to enter behind a trigger: its items hold the run in a field. */
export function orBehindTrigger(description: string): string {
	return `${description}. Behind a trigger it is {{ $json.run.id }}.`;
}

/**
 * The notice below a list that an expression over all items can fill. `what` is what happens for each item, such as
 * "A plan is created". Hidden in tools, which an agent calls for one item at a time.
 */
export function executeOnceNotice(
	what: string,
	show?: NonNullable<INodeProperties['displayOptions']>['show'],
): INodeProperties {
	return {
		displayName: `${what} for each item that comes in. For a single one out of all items, turn on Execute Once in the settings of this node.`,
		name: 'executeOnceNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { '@tool': [true] }, ...(show && { show }) },
	};
}

/** `includeFailures`, an option of the trigger and of operations that read one run. */
export const includeFailuresOption: INodeProperties = {
	displayName: 'Include Failures',
	name: 'includeFailures',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 20,
	description:
		'How many failed tests to read with the run, at most. Without this option, or with 0, none are read.',
};

/** `includeTests`, an option of operations that read one run. */
export const includeTestsOption: INodeProperties = {
	displayName: 'Include Tests',
	name: 'includeTests',
	type: 'boolean',
	default: true,
	description:
		'Whether to read every test of the run, those that passed among them. For large runs this takes many requests.',
};

/** `startOnceKey` and `whenUsedBefore`, options of operations that start runs. */
export const startOnceOptions: INodeProperties[] = [
	{
		displayName: 'Start Once Key',
		name: 'startOnceKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.deliveryKey }}',
		description:
			'Starts a run only once for this key, however often the node is executed. For a key that was used before, the run that was started with it is returned. With another project, test, agent or environment it is another key.',
	},
	{
		displayName: 'When Key Was Used Before',
		name: 'whenUsedBefore',
		type: 'options',
		default: 'giveRun',
		options: [
			{
				name: 'Give No Item',
				value: 'noItem',
				description: 'What follows is executed once per key',
			},
			{
				name: 'Give That Run',
				value: 'giveRun',
				description: 'With startedBefore set to true; an operation that waits awaits it',
			},
		],
		description: 'What to return for a Start Once Key that was used before. Nothing is started either way.',
	},
];

/** `options`: settings that are rarely needed. */
export function optionsCollection(options: INodeProperties[]): INodeProperties {
	return collection('Options', 'options', 'Add option', options);
}

/** `filters`: conditions for the entries of a list. */
export function filtersCollection(options: INodeProperties[]): INodeProperties {
	return collection('Filters', 'filters', 'Add filter', options);
}

/** `additionalFields`: optional fields when something is created. */
export function additionalFieldsCollection(options: INodeProperties[]): INodeProperties {
	return collection('Additional Fields', 'additionalFields', 'Add field', options);
}

/** `updateFields`: fields that can be changed. */
export function updateFieldsCollection(options: INodeProperties[]): INodeProperties {
	return collection('Update Fields', 'updateFields', 'Add field', options);
}

function collection(
	displayName: string,
	name: string,
	placeholder: string,
	options: INodeProperties[],
): INodeProperties {
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}
