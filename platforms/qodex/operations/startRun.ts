import { optionsCollection, simplifyField, startOnceOption } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { callbackUrlOption, startFields } from '../fields';

/** Starts a run and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Start a run of all active scenarios or of those with tags, and go on without waiting for it',
	fields: [...startFields, simplifyField, optionsCollection([callbackUrlOption, startOnceOption])],
	async run(call) {
		const { startRunOf } = await import('../start');
		const started = await startRunOf(call, call.input.group('options').optionalText('callbackUrl'));
		return started === null ? [] : output(call.input, started);
	},
};
