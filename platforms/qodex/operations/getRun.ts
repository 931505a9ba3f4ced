import { simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../../n8n/items/output';
import { runIdField } from '../fields';

/** Reads one run by id. */
export const getRun: ItemOperation = {
	value: 'getRun',
	name: 'Get Run',
	action: 'Get a Qodex run',
	description: 'Read the state, counts and verdict of a run',
	fields: [runIdField, simplifyField],
	async run({ ctx, itemIndex, input }) {
		const { readRun } = await import('../executing');
		return output(input, await readRun(ctx, itemIndex, input.text('runId')));
	},
};
