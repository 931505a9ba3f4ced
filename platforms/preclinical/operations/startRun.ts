import { optionsCollection, simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { startOnceOption } from '../../startOnce';
import { preclinicalApi } from '../api';
import { readingOf } from '../runs';
import { startFields, startRunOf } from '../start';

/** Starts a run and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Start a run of the scenarios against an agent, and go on without waiting for it',
	fields: [...startFields, simplifyField, optionsCollection([startOnceOption])],
	async run(call) {
		const raw = await startRunOf(call);
		if (raw === null) return [];
		return output(call.input, await readingOf(await preclinicalApi(call.ctx, call.itemIndex), raw));
	},
};
