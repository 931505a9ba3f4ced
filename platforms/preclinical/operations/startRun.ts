import { optionsCollection, simplifyField, startOnceOption } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { acceptMissingOption, startFields } from '../startFields';

/** Starts a run and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Start a run of the scenarios against an agent, and go on without waiting for it',
	fields: [...startFields, simplifyField, optionsCollection([acceptMissingOption, startOnceOption])],
	async run(call) {
		const { preclinicalApi } = await import('../api');
		const { readingOf } = await import('../runs');
		const { startRunOf } = await import('../start');
		const started = await startRunOf(call);
		if (started === null) return [];
		const api = await preclinicalApi(call.ctx, call.itemIndex);
		return output(call.input, await readingOf(api, started.raw, { doubt: started.doubt }));
	},
};
