import { filtersCollection, returnAllFields, simplifyField } from '../../fields';
import type { Input } from '../../input';
import type { ItemOperation } from '../../platform';
import { outputs } from '../../reading';
import type { Flavour } from '../service';

/** Status words that only one flavour knows; the other would answer with an empty list. */
const ONLY: Record<string, Flavour> = { grading: 'hosted', scheduled: 'selfHosted' };

/** Lists runs. */
export const getManyRuns: ItemOperation = {
	value: 'getManyRuns',
	name: 'Get Many Runs',
	action: 'Get many runs',
	description: 'List the runs of all agents',
	fields: [
		...returnAllFields,
		filtersCollection([
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 'completed',
				options: [
					{ name: 'Canceled', value: 'canceled' },
					{ name: 'Completed', value: 'completed', description: 'Ended, passed or not' },
					{ name: 'Failed', value: 'failed' },
					{ name: 'Grading (Hosted)', value: 'grading' },
					{ name: 'Pending', value: 'pending' },
					{ name: 'Running', value: 'running' },
					{ name: 'Scheduled (Self-Hosted)', value: 'scheduled' },
				],
			},
		]),
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { preclinicalApi } = await import('../api');
		const { listedRun } = await import('../runs');
		const api = await preclinicalApi(ctx, itemIndex);
		return await api.listRuns(
			input.limit(),
			knownStatus(input.group('filters'), api.flavour),
			outputs(input, (raw) => listedRun(raw, api)),
		);
	},
};

function knownStatus(filters: Input, flavour: Flavour): string | undefined {
	const status = filters.optionalText('status');
	if (status === undefined || (ONLY[status] ?? flavour) === flavour) return status;
	const where = flavour === 'hosted' ? 'the hosted Preclinical' : 'a self-hosted server';
	return filters.refuse('status', `is a word that ${where} does not know: ${status}`);
}
