import type { ItemOperation } from '../../platform';
import { projectField } from '../fields';
import { resultHashField } from '../resultFields';

/** Deletes a result for good. */
export const deleteResult: ItemOperation = {
	value: 'deleteResult',
	name: 'Delete Result',
	action: 'Delete a Qase result',
	description: 'Delete one result of a run. This cannot be undone.',
	needsAllowance: true,
	fields: [projectField, resultHashField],
	async run(call) {
		const { projectOf, removeResult, resultApi } = await import('../executing');
		const api = resultApi(call.ctx, call.itemIndex);
		const [code, hash] = [call.input.text('projectCode'), call.input.text('resultHash')];
		const runId = await removeResult(call, api, code, hash);
		return { deleted: true, hash, run_id: Number(runId), ...projectOf(code) };
	},
};
