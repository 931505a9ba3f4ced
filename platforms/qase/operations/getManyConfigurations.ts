import { returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';

/** Lists the configurations of a project. */
export const getManyConfigurations: ItemOperation = {
	value: 'getManyConfigurations',
	name: 'Get Many Configurations',
	action: 'Get many Qase configurations',
	description:
		'List the configurations of a project, one item each with its group; without Simplify one item per group',
	fields: [projectField, ...returnAllFields, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { planningApi, projectOf, shownConfigurations } = await import('../executing');
		const code = input.text('projectCode');
		const limit = input.limit();
		const groups = await planningApi(ctx, itemIndex).listGroups(code);
		const items = input.flag('simplify')
			? shownConfigurations(groups, code)
			: groups.map((group) => ({ ...group, ...projectOf(code) }));
		return items.slice(0, limit);
	},
};
