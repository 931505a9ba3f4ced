import { waitFields } from '../../../n8n/waiting/fields';
import { simplifyField } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { readSettlingMs, readTestId, settleOption, executedTestField } from '../fields';

/**
 * Waits for a run that was started elsewhere. It is not known when it was started, so a result that stays unchanged for
 * the settling time counts as that of the run: see `watch.ts`.
 */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a TestCLIX run',
	description: 'Wait until a test that was started before is neither queued nor processing and has a result',
	fields: [executedTestField, ...waitFields([settleOption]), simplifyField],
	async begin(call) {
		const { awaitedRun, watchRun } = await import('../executing');
		const settlingMs = readSettlingMs(call.input);
		return awaitedRun(call, readTestId(call.input), watchRun(settlingMs), { settlingMs });
	},
};
