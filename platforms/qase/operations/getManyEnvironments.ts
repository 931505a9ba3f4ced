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
	{
		displayName: 'Slug',
		name: 'slug',
		type: 'string',
		default: '',
		placeholder: 'e.g. staging',
		description: 'Only the environment with exactly this slug',
	},
]);

/** Lists the environments of a project. */
export const getManyEnvironments: ItemOperation = {
	value: 'getManyEnvironments',
	name: 'Get Many Environments',
	action: 'Get many Qase environments',
	description: 'List the environments of a project, one item per environment',
	fields: [projectField, ...returnAllFields, filtersField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { planningApi, shownMany } = await import('../executing');
		const code = input.text('projectCode');
		const filters = input.filledGroup('filters');
		const query = { search: filters.optionalText('search'), slug: filters.optionalText('slug') };
		const keep = shownMany(input, 'environment', code);
		return await planningApi(ctx, itemIndex).list('environment', code, input.limit(), query, keep);
	},
};
