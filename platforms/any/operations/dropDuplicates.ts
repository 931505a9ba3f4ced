import { optionsCollection } from '../../fields';
import { oneAfterTheOther } from '../../oneAfterTheOther';
import type { FilterOperation } from '../../platform';

/** As many as n8n's own Remove Duplicates node keeps. */
const USUAL_HISTORY = 10_000;

/**
 * Lets each key through once. n8n keeps the keys in its database, so this holds across restarts and workers; but it
 * takes no lock, so two workers at the same moment may both let a key through.
 */
export const dropDuplicates: FilterOperation = {
	value: 'dropDuplicates',
	name: 'Drop Duplicates',
	action: 'Drop duplicates',
	description:
		'Let each event through once, also across restarts of n8n. Two workers that get the same event at the same moment may both let it through: n8n takes no lock.',
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
	async keeps({ ctx, input }) {
		const options = input.group('options');
		const maxEntries = options.optionalNumber('historySize') ?? USUAL_HISTORY;
		const key = input.text('key');
		// n8n reads the keys and writes them back: executions in parallel would both find a key to be new.
		return await oneAfterTheOther(`${ctx.getWorkflow().id} ${ctx.getNode().id}`, async () => {
			// Item by item, since one call with all of them would let the same key through twice.
			const { new: fresh } = await ctx.helpers.checkProcessedAndRecord([key], 'node', {
				mode: 'entries',
				maxEntries: Math.floor(maxEntries),
			});
			return fresh.length > 0;
		});
	},
};
