import type { ItemOperation } from '../../platform';
import { QODEX_SCHEDULE_CREDENTIAL } from '../service';

/** Starts a saved schedule now, with its saved scope and environment. */
export const runSchedule: ItemOperation = {
	value: 'runSchedule',
	name: 'Run Schedule',
	action: 'Run a Qodex schedule',
	description: 'Run a saved schedule now. Whether Qodex returns the ID of the run is not documented.',
	credential: QODEX_SCHEDULE_CREDENTIAL,
	needsAllowance: true,
	allowedByDefault: true,
	fields: [],
	async run(call) {
		const { oncePerItem, qodexApi, runIdOf } = await import('../executing');
		const answer = await oncePerItem(call, 'start', qodexApi(call.ctx, call.itemIndex).runSchedule);
		return { started: true, runId: runIdOf(answer), answer };
	},
};
