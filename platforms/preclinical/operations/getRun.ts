import { includeFailuresOption, optionsCollection, simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { readRunId, runIdField } from '../fields';

/** Reads one run by id. */
export const getRun: ItemOperation = {
	value: 'getRun',
	name: 'Get Run',
	action: 'Get a run',
	description: 'Read the state, counts and verdict of a run',
	fields: [runIdField, simplifyField, optionsCollection([includeFailuresOption])],
	async run({ ctx, itemIndex, input }) {
		const { preclinicalApi } = await import('../api');
		const { readingOf } = await import('../runs');
		const api = await preclinicalApi(ctx, itemIndex);
		const maxFailures = input.group('options').optionalNumber('includeFailures') ?? 0;
		return output(input, await readingOf(api, await api.getRun(readRunId(input)), { maxFailures }));
	},
};
