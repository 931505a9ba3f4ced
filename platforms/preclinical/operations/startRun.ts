import { optionsCollection, simplifyField, startOnceOption } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { startFields } from '../startFields';

/** Starts a run and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Start a run of the scenarios against an agent, and go on without waiting for it',
	fields: [...startFields, simplifyField, optionsCollection([startOnceOption])],
	async run(call) {
		const { preclinicalApi } = await import('../api');
		const { readingOf } = await import('../runs');
		const { startRunOf } = await import('../start');
		const raw = await startRunOf(call);
		if (raw === null) return [];
		return output(call.input, await readingOf(await preclinicalApi(call.ctx, call.itemIndex), raw));
	},
};
