import { cancelWhenStoppedOption, waitFields } from '../../../n8n/waiting/fields';
import { simplifyField } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { detailOptions, readDetails } from '../../shared/details';
import { readRunId, runIdField } from '../fields';

/** Waits for a run that was started elsewhere. */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a Preclinical run',
	description: 'Wait until a run that was started before has ended',
	fields: [runIdField, ...waitFields([cancelWhenStoppedOption, ...detailOptions]), simplifyField],
	async begin({ ctx, itemIndex, input }) {
		const { awaitedRun } = await import('../executing');
		return await awaitedRun(ctx, itemIndex, { runId: readRunId(input) }, readDetails(input));
	},
};
