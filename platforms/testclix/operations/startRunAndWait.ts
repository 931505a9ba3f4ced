import { waitFields } from '../../../waiting/fields';
import { simplifyField, startOnceOption } from '../../fields';
import type { AwaitOperation } from '../../platform';
import { readSettlingMs, readTestId, settleOption, testIdField } from '../fields';

/** Executes a test and waits for the result of that very run: see `watch.ts` for what counts as such. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a run and wait for it',
	description: 'Execute a test and wait until it has a result. Each run is taken off the allowance.',
	fields: [testIdField, ...waitFields([settleOption, startOnceOption]), simplifyField],
	async begin(call) {
		const { testclixApi } = await import('../api');
		const { awaitedRun } = await import('../runs');
		const { startRunOf } = await import('../start');
		const { watchStartedRun } = await import('../watch');
		const testId = readTestId(call.input);
		const settlingMs = readSettlingMs(call.input);
		// Read first: afterwards nobody can tell an old result from a new one.
		const before = await testclixApi(call.ctx, call.itemIndex).getTest(testId);
		const started = await startRunOf(call, testId);
		if (started === null) return null;
		const watch = watchStartedRun(before.status, settlingMs);
		return awaitedRun(call, testId, watch, { settlingMs, started: started.raw });
	},
};
