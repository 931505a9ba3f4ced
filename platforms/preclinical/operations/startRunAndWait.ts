import { cancelWhenStoppedOption, waitFields } from '../../../waiting/fields';
import { simplifyField, startOnceOption } from '../../fields';
import type { AwaitOperation } from '../../platform';
import { detailOptions, readDetails } from '../fields';
import { acceptMissingOption, startFields } from '../startFields';

/** Starts a run and waits until it has ended. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a run and wait for it',
	description: 'Start a run of the scenarios against an agent and wait until it has ended',
	fields: [
		...startFields,
		...waitFields([acceptMissingOption, cancelWhenStoppedOption, ...detailOptions, startOnceOption]),
		simplifyField,
	],
	async begin(call) {
		const { awaitedRun } = await import('../awaitedRun');
		const { startRunOf } = await import('../start');
		const details = readDetails(call.input);
		const started = await startRunOf(call);
		if (started === null) return null;
		return await awaitedRun(call.ctx, call.itemIndex, started.raw.id, details, started);
	},
};
