import { waitFields } from '../../../n8n/waiting/fields';
import { simplifyField } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { readSettlingMs, readTestId, settleOption, testIdField } from '../fields';

/**
 * Awaits a run that was started elsewhere. When it was started is not known here, so a result that stands for the
 * settling time is taken for that of the run: see `watch.ts`.
 */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a TestCLIX run',
	description: 'Wait until a test that was started before is neither queued nor processing and has a result',
	fields: [testIdField, ...waitFields([settleOption]), simplifyField],
	async begin(call) {
		const { awaitedRun, watchRun } = await import('../executing');
		const settlingMs = readSettlingMs(call.input);
		return awaitedRun(call, readTestId(call.input), watchRun(settlingMs), { settlingMs });
	},
};
