import { returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';

/** Lists the projects that the API key has access to. */
export const getManyProjects: ItemOperation = {
	value: 'getManyProjects',
	name: 'Get Many Projects',
	action: 'Get many Currents projects',
	description: 'List the projects of the organization',
	fields: returnAllFields,
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../executing');
		return await currentsApi(ctx, itemIndex).listProjects(input.limit());
	},
};
