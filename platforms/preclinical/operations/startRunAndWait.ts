import { loadOnce } from '../../../n8n/loadOnce';
import { cancelWhenStoppedOption, waitFields } from '../../../n8n/waiting/fields';
import { simplifyField, startOnceOptions } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { detailOptions, readDetails } from '../../shared/details';
import { acceptMissingOption, startFields } from '../startFields';

const executing = loadOnce(async () => await import('../executing'));

/** Starts a run and waits until it has ended. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a Preclinical run and wait for it',
	description: 'Start a run of the scenarios against an agent and wait until it has ended',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [
		...startFields,
		...waitFields([acceptMissingOption, cancelWhenStoppedOption, ...detailOptions, ...startOnceOptions], {
			starts: true,
		}),
		simplifyField,
	],
	async begin(call) {
		const { awaitedRun, startRunOf } = await executing();
		const details = readDetails(call.input);
		const start = await startRunOf(call);
		if (start === null) return null;
		return { ...(await awaitedRun(call.ctx, call.itemIndex, start, details)), ...start };
	},
	async resume({ ctx, itemIndex, input }, run) {
		const { awaitedRun } = await executing();
		return await awaitedRun(ctx, itemIndex, run, readDetails(input));
	},
};
