import { loadOnce } from '../../../n8n/loadOnce';
import { optionsCollection } from '../../../n8n/parameters/fields';
import type { FilterOperation } from '../../platform';
import { USUAL_HISTORY } from '../usualHistory';

const executing = loadOnce(async () => await import('../executing'));

/**
 * Lets each key through once. n8n keeps the keys in its database, so this works across restarts and workers. But n8n
 * takes no lock, so two workers may both let a key through if they check it at the same moment. Items that one try of
 * Retry On Fail let through are let through by the next one too. If the node fails, its keys are freed.
 */
export const dropDuplicates: FilterOperation = {
	value: 'dropDuplicates',
	name: 'Drop Duplicates',
	action: 'Drop duplicates',
	description:
		'Let each event through once, also across restarts. Two workers may both let through what they get at the same moment.',
	fields: [
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			default: '={{ $json.deliveryKey }}',
			required: true,
			description:
				'What makes an item the same as an earlier one. The delivery key is equal for redeliveries of one event; for one item per run take the key of the run.',
		},
		optionsCollection([
			{
				displayName: 'History Size',
				name: 'historySize',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: USUAL_HISTORY,
				description: 'How many keys to remember; the oldest are forgotten first',
			},
		]),
	],
	async check(call) {
		const { readEntry } = await executing();
		readEntry(call);
	},
	async keeps(call) {
		const { isNew } = await executing();
		return await isNew(call);
	},
	async takeBack(calls) {
		const { forget } = await executing();
		await forget(calls);
	},
};
