import { includeFailuresOption, optionsCollection, simplifyField } from '../../fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../reading';
import { includeField, oneRunFields } from '../fields';
import { readRunPlace } from '../parameters';

/** Reads one run. */
export const getRun: ItemOperation = {
	value: 'getRun',
	name: 'Get Run',
	action: 'Get a run',
	description: 'Read the state, counts and verdict of a run',
	fields: [...oneRunFields, simplifyField, optionsCollection([includeFailuresOption, includeField])],
	async run({ ctx, itemIndex, input }) {
		const { qaseApi } = await import('../api');
		const { placeOf, readingOf } = await import('../runs');
		const api = qaseApi(ctx, itemIndex);
		const { code, runId } = readRunPlace(input);
		const options = input.group('options');
		const raw = await api.getRun(code, runId, options.list('include').join(',') || undefined);
		const maxFailures = options.optionalNumber('includeFailures') ?? 0;
		return output(input, await readingOf(api, raw, await placeOf(ctx, code, itemIndex), maxFailures));
	},
};
