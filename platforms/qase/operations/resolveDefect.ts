import type { ItemOperation } from '../../platform';
import { defectField, projectField, requiredId } from '../fields';

/** Resolves a defect. One that is already resolved is no error. */
export const resolveDefect: ItemOperation = {
	value: 'resolveDefect',
	name: 'Resolve Defect',
	action: 'Resolve a Qase defect',
	description: 'Mark a defect as resolved and return it. Qase has no way back to open.',
	needsAllowance: true,
	fields: [projectField, defectField],
	async run(call) {
		const { projectOf, qaseApi } = await import('../executing');
		const api = qaseApi(call.ctx, call.itemIndex);
		const code = call.input.text('projectCode');
		const defectId = requiredId(call.input, 'defectId');
		const before = await api.getDefect(code, defectId);
		// undocumented: the response for a defect that is already resolved.
		if (before.status === 'resolved') return { ...before, ...projectOf(code) };
		await api.resolveDefect(code, defectId);
		return { ...(await api.getDefect(code, defectId)), ...projectOf(code) };
	},
};
