import { filtersCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import {
	authorsFilter,
	branchesFilter,
	daysField,
	groupsFilter,
	runFilters,
	tagsFilter,
	timesOf,
	untilFilter,
} from '../explorerFields';
import { projectField } from '../fields';

/** Reads what Currents counts in a project over some days, in all and by time. */
export const getProjectInsights: ItemOperation = {
	value: 'getProjectInsights',
	name: 'Get Project Insights',
	action: 'Get insights of a Currents project',
	description:
		'Read how many runs and tests passed, failed and were flaky in the last days, in all and by time',
	fields: [
		projectField,
		daysField,
		{
			displayName: 'Resolution',
			name: 'resolution',
			type: 'options',
			default: '1d',
			options: [
				{ name: '1 Day', value: '1d' },
				{ name: '1 Hour', value: '1h' },
				{ name: '1 Week', value: '1w' },
			],
			description: 'How long each part of the timeline is',
		},
		filtersCollection([authorsFilter, branchesFilter, groupsFilter, tagsFilter, untilFilter]),
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { analyticsApi, shownInsights } = await import('../executing');
		const filters = input.filledGroup('filters');
		const insights = await analyticsApi(ctx, itemIndex).projectInsights(input.text('projectId'), {
			...timesOf(input, filters),
			...runFilters(filters),
			resolution: input.text('resolution'),
		});
		return input.flag('simplify') ? shownInsights(insights) : insights;
	},
};
