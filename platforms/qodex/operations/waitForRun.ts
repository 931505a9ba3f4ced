import { waitFields } from '../../../n8n/waiting/fields';
import { simplifyField } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { runIdField } from '../fields';

/** Waits for a run that was started elsewhere. */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a Qodex run',
	description: 'Wait until a run that was started before has ended',
	fields: [runIdField, ...waitFields(), simplifyField],
	async begin({ ctx, itemIndex, input }) {
		const { awaitedRun } = await import('../executing');
		return awaitedRun(ctx, itemIndex, input.text('runId'));
	},
};
