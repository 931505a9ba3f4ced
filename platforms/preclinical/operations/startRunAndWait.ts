import { cancelWhenStoppedOption, waitFields } from '../../../waiting/fields';
import { includeFailuresOption, simplifyField, startOnceOption } from '../../fields';
import type { AwaitOperation } from '../../platform';
import { acceptMissingOption, startFields } from '../startFields';

/** Starts a run and waits until it has ended. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a run and wait for it',
	description: 'Start a run of the scenarios against an agent and wait until it has ended',
	fields: [
		...startFields,
		...waitFields([acceptMissingOption, cancelWhenStoppedOption, includeFailuresOption, startOnceOption]),
		simplifyField,
	],
	async begin(call) {
		const { awaitedRun } = await import('../awaitedRun');
		const { startRunOf } = await import('../start');
		const maxFailures = call.input.group('options').optionalNumber('includeFailures') ?? 0;
		const started = await startRunOf(call);
		if (started === null) return null;
		return await awaitedRun(call.ctx, call.itemIndex, started.raw.id, maxFailures, started);
	},
};
