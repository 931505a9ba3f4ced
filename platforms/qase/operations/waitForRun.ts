import { waitFields } from '../../../waiting/fields';
import { includeFailuresOption, simplifyField } from '../../fields';
import type { AwaitOperation } from '../../platform';
import { oneRunFields } from '../fields';
import { readRunPlace } from '../parameters';

/** Awaits a run until somebody, or Qase itself, has completed or aborted it. */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a run',
	description:
		'Wait until a run has been completed or aborted; a result for every case alone does not end it',
	fields: [...oneRunFields, ...waitFields([includeFailuresOption]), simplifyField],
	async begin({ ctx, itemIndex, input }) {
		const { hasEnded } = await import('../../../waiting/poll');
		const { qaseApi } = await import('../api');
		const { listOf, placeOf, readingOf } = await import('../runs');
		const api = qaseApi(ctx, itemIndex);
		const { code, runId } = readRunPlace(input);
		const place = await placeOf(ctx, code, itemIndex);
		const maxFailures = input.group('options').optionalNumber('includeFailures') ?? 0;
		return {
			async read() {
				const raw = await api.getRun(code, runId);
				const reading = await readingOf(api, raw, place);
				return hasEnded(reading.run) ? await readingOf(api, raw, place, maxFailures) : reading;
			},
			list: () => listOf(api, place),
		};
	},
};
