import { waitFields } from '../../../n8n/waiting/fields';
import { simplifyField, startOnceOptions } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { startFields } from '../fields';

/** Starts a run and waits until it has ended. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a run and wait for it',
	description: 'Start a run and wait until it has ended',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [...startFields, ...waitFields(startOnceOptions, { callback: true }), simplifyField],
	async begin(call, callbackUrl) {
		const { awaitedRun } = await import('../awaitedRun');
		const { startRunOf } = await import('../start');
		const start = await startRunOf(call, callbackUrl);
		return start && { ...awaitedRun(call.ctx, call.itemIndex, start.runId), ...start };
	},
	async resume({ ctx, itemIndex }, { runId }) {
		const { awaitedRun } = await import('../awaitedRun');
		return awaitedRun(ctx, itemIndex, runId);
	},
	callback: {
		platform: 'Qodex',
		async apiUrl({ ctx, itemIndex }) {
			const { projectOf } = await import('../runs');
			return (await projectOf(ctx, itemIndex)).origin;
		},
		async read(ctx, runId) {
			const { readRun } = await import('../runs');
			return await readRun(ctx, 0, runId);
		},
	},
};
