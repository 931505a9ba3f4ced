import { optionsCollection, simplifyField, startOnceOption } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { readTestId, testIdField } from '../fields';

/** Executes a test and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Execute a test and go on without waiting for it. Each run is taken off the allowance.',
	fields: [testIdField, simplifyField, optionsCollection([startOnceOption])],
	async run(call) {
		const { startRunOf } = await import('../start');
		const started = await startRunOf(call, readTestId(call.input));
		return started === null ? [] : output(call.input, started);
	},
};
