import { filtersCollection, returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';

const filtersField = filtersCollection([
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		description: 'Part of the title',
	},
]);

/** Lists the milestones of a project. */
export const getManyMilestones: ItemOperation = {
	value: 'getManyMilestones',
	name: 'Get Many Milestones',
	action: 'Get many Qase milestones',
	description: 'List the milestones of a project, one item per milestone',
	fields: [projectField, ...returnAllFields, filtersField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { planningApi, shownMany } = await import('../executing');
		const code = input.text('projectCode');
		const query = { search: input.filledGroup('filters').optionalText('search') };
		const keep = shownMany(input, 'milestone', code);
		return await planningApi(ctx, itemIndex).list('milestone', code, input.limit(), query, keep);
	},
};
