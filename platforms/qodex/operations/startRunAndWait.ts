import { waitFields } from '../../../waiting/fields';
import { simplifyField } from '../../fields';
import type { AwaitOperation } from '../../platform';
import { awaitedRun } from '../runs';
import { startFields, startRunOf } from '../start';

/** Starts a run and waits until it has ended. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a run and wait for it',
	description: 'Start a run and wait until it has ended',
	fields: [...startFields, simplifyField, ...waitFields()],
	async begin(call) {
		const { testRunId } = await startRunOf(call);
		return awaitedRun(call.ctx, call.itemIndex, String(testRunId));
	},
};
