import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';

/** Reads one project. */
export const getProject: ItemOperation = {
	value: 'getProject',
	name: 'Get Project',
	action: 'Get a Currents project',
	description: 'Read the name, default branch and inactivity timeout of a project',
	fields: [projectField],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi } = await import('../executing');
		return await currentsApi(ctx, itemIndex).getProject(input.text('projectId'));
	},
};
