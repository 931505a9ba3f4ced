import { waitFields } from '../../../waiting/fields';
import { simplifyField } from '../../fields';
import type { AwaitOperation } from '../../platform';
import { startOnce, startOnceOption } from '../../startOnce';
import { testclixApi } from '../api';
import { readSettlingMs, readTestId, settleOption, testIdField } from '../fields';
import { awaitedRun } from '../runs';
import { watchStartedRun } from '../watch';

/** Executes a test and waits for the result of that very run: see `watch.ts` for what counts as such. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a run and wait for it',
	description: 'Execute a test and wait until it has a result. Each run is taken off the allowance.',
	fields: [testIdField, ...waitFields([settleOption, startOnceOption]), simplifyField],
	async begin(call) {
		const testId = readTestId(call.input);
		const settlingMs = readSettlingMs(call.input);
		const api = testclixApi(call.ctx, call.itemIndex);
		// Read first: afterwards nobody can tell an old result from a new one.
		const before = await api.getTest(testId);
		const started = await startOnce(call, async () => await api.startRun(testId));
		if (started === null) return null;
		return awaitedRun(call, testId, watchStartedRun(before.status, settlingMs), { settlingMs, started });
	},
};
