import { waitFields } from '../../../n8n/waiting/fields';
import { includeFailuresOption, simplifyField } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { oneRunFields, trustVerdictOption } from '../fields';
import { trustsVerdict } from '../parameters';

/** Awaits a run until somebody, or Qase itself, has completed or aborted it. */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a run',
	description:
		'Wait until a run has been completed or aborted; a result for every case alone does not end it',
	fields: [...oneRunFields, ...waitFields([includeFailuresOption, trustVerdictOption]), simplifyField],
	async begin(call) {
		const { hasEnded } = await import('../../../n8n/waiting/poll');
		const { listOf, readingOf, runOf } = await import('../runs');
		const { api, code, runId, view } = await runOf(call, trustsVerdict(call.input));
		const maxFailures = call.input.group('options').optionalNumber('includeFailures') ?? 0;
		return {
			async read() {
				const raw = await api.getRun(code, runId);
				const reading = await readingOf(api, raw, view);
				return hasEnded(reading.run) ? await readingOf(api, raw, view, maxFailures) : reading;
			},
			list: () => listOf(api, view),
		};
	},
};
