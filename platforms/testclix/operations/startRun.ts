import { buildRun } from '../../../runs/buildRun';
import { optionsCollection, simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { startOnce, startOnceOption } from '../../startOnce';
import { testclixApi } from '../api';
import { readTestId, testIdField } from '../fields';
import { runFacts, withFailure } from '../normalize';

/** Executes a test and goes on at once. */
export const startRun: ItemOperation = {
	value: 'startRun',
	name: 'Start Run',
	action: 'Start a run',
	description: 'Execute a test and go on without waiting for it. Each run is taken off the allowance.',
	fields: [testIdField, simplifyField, optionsCollection([startOnceOption])],
	async run(call) {
		const testId = readTestId(call.input);
		const api = testclixApi(call.ctx, call.itemIndex);
		const raw = await startOnce(call, async () => await api.startRun(testId));
		if (raw === null) return [];
		return output(call.input, { run: buildRun(withFailure(runFacts(testId, raw.status))), raw });
	},
};
