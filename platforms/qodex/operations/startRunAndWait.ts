import { loadOnce } from '../../../n8n/loadOnce';
import { waitFields } from '../../../n8n/waiting/fields';
import { simplifyField, startOnceOptions } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { startFields } from '../fields';

const executing = loadOnce(async () => await import('../executing'));

/** Starts a run and waits until it has ended. */
export const startRunAndWait: AwaitOperation = {
	value: 'startRunAndWait',
	name: 'Start Run and Wait',
	action: 'Start a Qodex run and wait for it',
	description: 'Start a run and wait until it has ended',
	needsAllowance: true,
	allowedByDefault: true,
	fields: [
		...startFields,
		...waitFields(startOnceOptions, { starts: true, callback: 'Qodex' }),
		simplifyField,
	],
	async begin(call, callbackUrl) {
		const { awaitedRun, startRunOf } = await executing();
		const start = await startRunOf(call, callbackUrl);
		return start && { ...awaitedRun(call.ctx, call.itemIndex, start.runId), ...start };
	},
	async resume({ ctx, itemIndex }, { runId }) {
		const { awaitedRun } = await executing();
		return awaitedRun(ctx, itemIndex, runId);
	},
	callback: {
		platform: 'Qodex',
		async apiUrl({ ctx, itemIndex }) {
			const { projectOf } = await executing();
			return (await projectOf(ctx, itemIndex)).origin;
		},
		async read(ctx, runId) {
			const { readRun } = await executing();
			return await readRun(ctx, 0, runId);
		},
	},
};
