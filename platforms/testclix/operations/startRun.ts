import { optionsCollection, simplifyField, startOnceOptions } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { outputOfStart } from '../../../n8n/items/output';
import { readTestId, testIdField } from '../fields';

/** Executes a test and does not wait for it. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a TestCLIX run',
	description: 'Execute a test and go on without waiting for it. Each run is taken off the allowance.',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [testIdField, simplifyField, optionsCollection(startOnceOptions)],
	async run(call) {
		const { readRun, startRunOf } = await import('../executing');
		const start = await startRunOf(call, readTestId(call.input));
		return await outputOfStart(call.input, start, async (testId) => await readRun(call, testId));
	},
};
