/** Parameters of the operations that look at the runs of some days, and how their filters are sent. */
import type { INodeProperties } from 'n8n-workflow';

import type { Input } from '../../n8n/parameters/input';
import type { Query } from '../../n8n/transport/query';

const MS_PER_DAY = 86_400_000;

/** `days`. */
export const daysField: INodeProperties = {
	displayName: 'Days',
	name: 'days',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 30,
	description: 'How many days to look back',
};

/** `dateEnd`, a filter. */
export const untilFilter: INodeProperties = {
	displayName: 'Until',
	name: 'dateEnd',
	type: 'dateTime',
	default: '',
	description: 'The end of the days; now without this filter',
};

/** `authors`, a filter. */
export const authorsFilter: INodeProperties = {
	displayName: 'Authors',
	name: 'authors',
	type: 'string',
	default: '',
	placeholder: 'e.g. Robin, Kim',
	description: 'Names of commit authors, separated by commas',
};

/** `branches`, a filter. */
export const branchesFilter: INodeProperties = {
	displayName: 'Branches',
	name: 'branches',
	type: 'string',
	default: '',
	placeholder: 'e.g. main, release',
	description: 'Exact branch names, separated by commas',
};

/** `groups`, a filter. */
export const groupsFilter: INodeProperties = {
	displayName: 'Groups',
	name: 'groups',
	type: 'string',
	default: '',
	placeholder: 'e.g. chromium, firefox',
	description: 'Groups of the run, separated by commas',
};

/** `tagOperator`, a filter. */
export const tagOperatorFilter: INodeProperties = {
	displayName: 'Tags Must Match',
	name: 'tagOperator',
	type: 'options',
	default: 'AND',
	options: [
		{ name: 'All', value: 'AND' },
		{ name: 'Any', value: 'OR' },
	],
};

/** `tags`, a filter. */
export const tagsFilter: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. smoke, nightly',
	description: 'Run tags, separated by commas',
};

/** `dir`, an option. */
export const directionOption: INodeProperties = {
	displayName: 'Sort Direction',
	name: 'dir',
	type: 'options',
	default: 'desc',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
};

/** `endingBefore`, a filter. */
export const endingBeforeFilter: INodeProperties = {
	displayName: 'Ending Before',
	name: 'endingBefore',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.cursor }}',
	description:
		'Only entries newer than the one with this cursor, at most 50. With Simplify off, an item holds its cursor.',
};

/** `startingAfter`, a filter. */
export const startingAfterFilter: INodeProperties = {
	displayName: 'Starting After',
	name: 'startingAfter',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.cursor }}',
	description:
		'Only entries older than the one with this cursor. With Simplify off, an item holds its cursor.',
};

/** `page`, an option. */
export const pageOption: INodeProperties = {
	displayName: 'Page',
	name: 'page',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'The page to begin with, counted from 0. A page has as many entries as Limit says, at most 50.',
};

/** The states of a test that Currents filters by. */
export const stateChoices = [
	{ name: 'Failed', value: 'failed' },
	{ name: 'Passed', value: 'passed' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Skipped', value: 'skipped' },
];

/** The filters that all these lists have. */
export function runFilters(filters: Input): Query {
	return {
		'tags[]': filters.wholeList('tags'),
		'branches[]': filters.wholeList('branches'),
		'groups[]': filters.wholeList('groups'),
		'authors[]': filters.wholeList('authors'),
	};
}

const NO_CURSOR =
	'Turn off Simplify in the node that lists: only then its items hold a cursor. To list from the start, remove the filter.';

/** What to do about a cursor that is empty: without one, the list begins anew, and a loop over pages would never end. */
export const cursorAdvice = { startingAfter: NO_CURSOR, endingBefore: NO_CURSOR };

/** Where a list with cursors begins or ends; Currents refuses both at once. */
export function cursorsOf(filters: Input): Query {
	const [after, before] = [filters.optionalText('startingAfter'), filters.optionalText('endingBefore')];
	if (after !== undefined && before !== undefined)
		filters.refuse('endingBefore', "cannot be combined with 'Starting After'", 'Remove one of them.');
	return { starting_after: after, ending_before: before };
}

/** The days as times, for the calls that accept them. */
export function timesOf(input: Input, filters: Input): Query {
	const { start, end } = periodOf(input, filters);
	return { date_start: start.toISOString(), date_end: end.toISOString() };
}

/**
 * The days as `YYYY-MM-DD` in UTC, since the lists of tests and spec files do not accept times. The end is the day after
 * the last one (undocumented: whether the day that is named last belongs to the period).
 */
export function daysOf(input: Input, filters: Input): Query {
	const { start, end } = periodOf(input, filters);
	return { date_start: dayOf(start), date_end: dayOf(new Date(end.getTime() + MS_PER_DAY)) };
}

function periodOf(input: Input, filters: Input): { start: Date; end: Date } {
	const end = new Date(filters.optionalTime('dateEnd') ?? Date.now());
	return { start: new Date(end.getTime() - input.number('days') * MS_PER_DAY), end };
}

function dayOf(time: Date): string {
	return time.toISOString().slice(0, 10);
}
