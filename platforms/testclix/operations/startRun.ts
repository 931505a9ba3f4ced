import { buildRun } from '../../../runs/buildRun';
import { simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { testclixApi } from '../api';
import { readTestId, testIdField } from '../fields';
import { runFacts } from '../normalize';

/** Executes a test and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Execute a test and go on without waiting for it. Each run is taken off the allowance.',
	fields: [testIdField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const testId = readTestId(input);
		const raw = await testclixApi(ctx, itemIndex).startRun(testId);
		return output(input, { run: buildRun(runFacts(testId, raw.status)), raw });
	},
};
