import { optionsCollection, simplifyField, startOnceOptions } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { outputOfStart } from '../../../n8n/items/output';
import { acceptMissingOption, startFields } from '../startFields';

/** Starts a run and does not wait for it. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a Preclinical run',
	description: 'Start a run of the scenarios against an agent, and go on without waiting for it',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [...startFields, simplifyField, optionsCollection([acceptMissingOption, ...startOnceOptions])],
	async run(call) {
		const { preclinicalApi, readingOf, startRunOf } = await import('../executing');
		const start = await startRunOf(call);
		return await outputOfStart(call.input, start, async (runId) => {
			const api = await preclinicalApi(call.ctx, call.itemIndex);
			return await readingOf(api, await api.getRun(runId), { doubt: start?.doubt });
		});
	},
};
