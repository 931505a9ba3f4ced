import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { defectField, projectField, requiredId } from '../fields';

/** Resolves a defect. One that is already resolved is no error. */
export const resolveDefect: ItemOperation = {
	value: 'resolveDefect',
	name: 'Resolve Defect',
	action: 'Resolve a Qase defect',
	description: 'Mark a defect as resolved and return it. Qase has no way back to open.',
	needsAllowance: true,
	fields: [projectField, defectField, simplifyField],
	async run(call) {
		const { qaseApi, shownOne } = await import('../executing');
		const { input } = call;
		const api = qaseApi(call.ctx, call.itemIndex);
		const code = input.text('projectCode');
		const defectId = requiredId(input, 'defectId');
		const before = await api.getDefect(code, defectId);
		// undocumented: the response for a defect that is already resolved.
		if (before.status === 'resolved') return shownOne(input, 'defect', code, before);
		await api.resolveDefect(code, defectId);
		return shownOne(input, 'defect', code, await api.getDefect(code, defectId));
	},
};
