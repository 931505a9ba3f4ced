import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../../n8n/items/output';
import { detailOptions, readDetails } from '../../shared/details';
import { readRunId, runIdField } from '../fields';

/** Reads one run by id. */
export const getRun: ItemOperation = {
	value: 'getRun',
	name: 'Get Run',
	action: 'Get a Currents run',
	description: 'Read the state, counts and verdict of a run',
	fields: [runIdField, simplifyField, optionsCollection(detailOptions)],
	async run({ ctx, itemIndex, input }) {
		const { currentsApi, dashboardOf, readingOf } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		const details = readDetails(input);
		const raw = await api.getRun(readRunId(input));
		return output(input, await readingOf(api, raw, await dashboardOf(ctx, itemIndex), details));
	},
};
