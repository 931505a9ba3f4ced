import { loadOnce } from '../../../n8n/loadOnce';
import { waitFields } from '../../../n8n/waiting/fields';
import { simplifyField, startOnceOptions } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { readSettlingMs, readTestId, settleOption, testIdField } from '../fields';

const executing = loadOnce(async () => await import('../executing'));

/** Executes a test and waits for the result of this run: see `watch.ts` for how it is recognized. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a TestCLIX run and wait for it',
	description: 'Execute a test and wait until it has a result. Each run is taken off the allowance.',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [testIdField, ...waitFields([settleOption, ...startOnceOptions], { starts: true }), simplifyField],
	async begin(call) {
		const { awaitedRun, startRunOf, testclixApi, watchRun, watchStartedRun } = await executing();
		const testId = readTestId(call.input);
		const settlingMs = readSettlingMs(call.input);
		// Read the status first: afterwards an old result could not be distinguished from a new one.
		const before = await testclixApi(call.ctx, call.itemIndex).getTest(testId);
		const start = await startRunOf(call, testId);
		if (start === null) return null;
		// If the run was started earlier, this status is not from before its start.
		const watch = start.isResumed ? watchRun(settlingMs) : watchStartedRun(before.status, settlingMs);
		return { ...start, ...awaitedRun(call, testId, watch, { settlingMs, started: start.started?.raw }) };
	},
	async resume(call, { runId: testId }) {
		const { awaitedRun, watchRun } = await executing();
		const settlingMs = readSettlingMs(call.input);
		return awaitedRun(call, testId, watchRun(settlingMs), { settlingMs });
	},
};
