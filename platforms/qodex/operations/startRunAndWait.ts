import { waitFields } from '../../../waiting/fields';
import { simplifyField } from '../../fields';
import type { AwaitOperation } from '../../platform';
import { startOnceOption } from '../../startOnce';
import { awaitedRun, projectOf, readRun } from '../runs';
import { startFields, startRunOf } from '../start';

/** Starts a run and waits until it has ended. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a run and wait for it',
	description: 'Start a run and wait until it has ended',
	fields: [...startFields, ...waitFields([startOnceOption], { callback: true }), simplifyField],
	async begin(call, callbackUrl) {
		const started = await startRunOf(call, callbackUrl);
		return started && { ...awaitedRun(call.ctx, call.itemIndex, started.run.id), started };
	},
	callback: {
		platform: 'Qodex',
		apiUrl: async ({ ctx, itemIndex }) => (await projectOf(ctx, itemIndex)).origin,
		read: async (ctx, runId) => await readRun(ctx, 0, runId),
	},
};
