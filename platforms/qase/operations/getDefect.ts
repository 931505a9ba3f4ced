import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { defectField, projectField, requiredId } from '../fields';

/** Reads one defect. */
export const getDefect: ItemOperation = {
	value: 'getDefect',
	name: 'Get Defect',
	action: 'Get a Qase defect',
	description: 'Read a defect with the runs and results that it belongs to',
	fields: [projectField, defectField, simplifyField],
	async run(call) {
		const { qaseApi, shownOne } = await import('../executing');
		const api = qaseApi(call.ctx, call.itemIndex);
		const code = call.input.text('projectCode');
		const defect = await api.getDefect(code, requiredId(call.input, 'defectId'));
		return shownOne(call.input, 'defect', code, defect);
	},
};
