import { filtersCollection, returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';

/** Lists the defects of a project. */
export const getManyDefects: ItemOperation = {
	value: 'getManyDefects',
	name: 'Get Many Defects',
	action: 'Get many Qase defects',
	description: 'List the defects of a project, one item per defect',
	fields: [
		projectField,
		...returnAllFields,
		filtersCollection([
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 'open',
				options: [
					{ name: 'In Progress', value: 'in_progress' },
					{ name: 'Invalid', value: 'invalid' },
					{ name: 'Open', value: 'open' },
					{ name: 'Resolved', value: 'resolved' },
				],
			},
		]),
		simplifyField,
	],
	async run(call) {
		const { qaseApi, shownMany } = await import('../executing');
		const api = qaseApi(call.ctx, call.itemIndex);
		const code = call.input.text('projectCode');
		const status = call.input.filledGroup('filters').optionalText('status');
		const defects = await api.listDefects(code, call.input.limit(), { status });
		return shownMany(call.input, 'defect', code)(defects);
	},
};
