import { optionsCollection, simplifyField, startOnceOptions } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { outputOfStart } from '../../../n8n/items/output';
import { callbackUrlOption, startFields } from '../fields';

/** Starts a run and does not wait for it. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a Qodex run',
	description: 'Start a run of all active scenarios or of those with tags, and go on without waiting for it',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [...startFields, simplifyField, optionsCollection([callbackUrlOption, ...startOnceOptions])],
	async run(call) {
		const { readRun, startRunOf } = await import('../executing');
		const { ctx, itemIndex, input } = call;
		const start = await startRunOf(call, input.group('options').optionalText('callbackUrl'));
		return await outputOfStart(input, start, async (runId) => await readRun(ctx, itemIndex, runId));
	},
};
