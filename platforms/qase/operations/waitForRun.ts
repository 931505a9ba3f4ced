import { waitFields } from '../../../n8n/waiting/fields';
import { simplifyField } from '../../../n8n/parameters/fields';
import type { AwaitOperation } from '../../platform';
import { oneRunFields, trustsVerdict, trustVerdictOption } from '../fields';
import { caseDetailsOfRunOption, failuresOfRunOption, wantedFailures } from '../resultFields';

/** Waits until a run has been completed or aborted, by a person or by Qase itself. */
export const waitForRun: AwaitOperation = {
	value: 'waitForRun',
	name: 'Wait for Run',
	action: 'Wait for a Qase run',
	description:
		'Wait until a run has been completed or aborted; a result for every case alone does not end it',
	fields: [
		...oneRunFields,
		...waitFields([caseDetailsOfRunOption, failuresOfRunOption, trustVerdictOption]),
		simplifyField,
	],
	async begin(call) {
		const { awaitedRun } = await import('../executing');
		return await awaitedRun(call, trustsVerdict(call.input), wantedFailures(call.input.group('options')));
	},
};
