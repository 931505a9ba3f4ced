import { filtersCollection, returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';

const filtersField = filtersCollection([
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		description: 'What Currents searches the actions for, up to 100 characters',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Archived', value: 'archived' },
			{ name: 'Disabled', value: 'disabled' },
			{ name: 'Expired', value: 'expired' },
		],
	},
]);

/** Lists the actions of a project. */
export const getManyActions: ItemOperation = {
	value: 'getManyActions',
	name: 'Get Many Actions',
	action: 'Get many Currents actions',
	description: 'List the rules of a project that quarantine, skip or tag tests',
	fields: [projectField, ...returnAllFields, filtersField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, shownActions } = await import('../executing');
		const filters = input.filledGroup('filters');
		const search = filters.optionalText('search');
		if (search && search.length > 100) filters.refuse('search', 'is longer than 100 characters');
		const query = { search, status: filters.wholeList('status') };
		const actions = await currentsApi(ctx, itemIndex).listActions(input.text('projectId'), query);
		return shownActions(input, actions.slice(0, input.limit()));
	},
};
