import { optionsCollection, simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { startOnceOption } from '../../startOnce';
import { callbackUrlOption, startFields, startRunOf } from '../start';

/** Starts a run and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Start a run of all active scenarios or of those with tags, and go on without waiting for it',
	fields: [...startFields, simplifyField, optionsCollection([callbackUrlOption, startOnceOption])],
	async run(call) {
		const started = await startRunOf(call, call.input.group('options').optionalText('callbackUrl'));
		return started === null ? [] : output(call.input, started);
	},
};
