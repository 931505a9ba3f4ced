import type { ItemOperation } from '../../platform';
import { defectField, projectField, requiredId } from '../fields';

/** Reads one defect. */
export const getDefect: ItemOperation = {
	value: 'getDefect',
	name: 'Get Defect',
	action: 'Get a Qase defect',
	description: 'Read a defect with the runs and results that it belongs to',
	fields: [projectField, defectField],
	async run(call) {
		const { projectOf, qaseApi } = await import('../executing');
		const api = qaseApi(call.ctx, call.itemIndex);
		const code = call.input.text('projectCode');
		const defect = await api.getDefect(code, requiredId(call.input, 'defectId'));
		return { ...defect, ...projectOf(code) };
	},
};
