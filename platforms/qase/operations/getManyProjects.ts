import { returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';

/** Lists the projects that the token can see. */
export const getManyProjects: ItemOperation = {
	value: 'getManyProjects',
	name: 'Get Many Projects',
	action: 'Get many Qase projects',
	description: 'List the projects of the workspace',
	fields: returnAllFields,
	async run({ ctx, itemIndex, input }) {
		const { qaseApi } = await import('../executing');
		return await qaseApi(ctx, itemIndex).listProjects(input.limit());
	},
};
