import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../../n8n/items/output';
import { readTestId, executedTestField } from '../fields';

/** Reads the status of a test, which is all that TestCLIX reports about a run. */
export const getRun: ItemOperation = {
	value: 'getRun',
	name: 'Get Run',
	action: 'Get a TestCLIX run',
	description: 'Read the status of a test. TestCLIX works it out from the latest runs of the test.',
	fields: [executedTestField, simplifyField],
	async run(call) {
		const { readRun } = await import('../executing');
		return output(call.input, await readRun(call, readTestId(call.input)));
	},
};
