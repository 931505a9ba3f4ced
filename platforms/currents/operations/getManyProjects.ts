import { returnAllFields } from '../../fields';
import type { ItemOperation } from '../../platform';
import { currentsApi } from '../api';

/** Lists the projects that the key can see. */
export const getManyProjects: ItemOperation = {
	value: 'getManyProjects',
	name: 'Get Many Projects',
	action: 'Get many projects',
	description: 'List the projects of the organization',
	fields: returnAllFields,
	async run({ ctx, itemIndex, input }) {
		return await currentsApi(ctx, itemIndex).listProjects(input.limit());
	},
};
