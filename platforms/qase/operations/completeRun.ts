import type { IDataObject } from 'n8n-workflow';

import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import type { RunReading } from '../../../n8n/items/contract';
import { output } from '../../../n8n/items/output';
import { statusOf } from '../../../n8n/transport/errors';
import { oneRunFields, trustsVerdict, trustVerdictOption } from '../fields';

/** Completes a run. A run that has already ended is no error, unless the user wants one. */
export const completeRun: ItemOperation = {
	value: 'completeRun',
	name: 'Complete Run',
	action: 'Complete a Qase run',
	description:
		'Complete a run and return it with its verdict. For a run that had ended before, alreadyEnded is true.',
	needsAllowance: true,
	fields: [
		...oneRunFields,
		simplifyField,
		optionsCollection([
			{
				displayName: 'Accept Already Ended',
				name: 'acceptAlreadyEnded',
				type: 'boolean',
				default: true,
				description: 'Whether a run that was completed or aborted before counts as success',
			},
			trustVerdictOption,
		]),
	],
	async run(call) {
		const { doneBefore, hasEnded, noteDone, readingOf, runOf } = await import('../executing');
		// Read before the run is completed: an error behind that would lose the output.
		const accept = call.input.group('options').optionalFlag('acceptAlreadyEnded') ?? true;
		const { api, code, runId, view } = await runOf(call, trustsVerdict(call.input));
		const read = async () => await readingOf(api, await api.getRun(code, runId), view);

		const completed = (reading: RunReading, alreadyEnded: boolean): IDataObject => {
			if (alreadyEnded && !accept) call.input.refuse('runId', 'names a run that has ended already');
			return { ...output(call.input, reading), alreadyEnded };
		};

		const before = await read();
		// If an earlier try of n8n's Retry On Fail ended the run, it counts as ended by this one.
		if (hasEnded(before.run)) return completed(before, !doneBefore(call, 'complete'));
		const refusal = await api.completeRun(code, runId).then(
			() => null,
			(error: unknown) => error,
		);
		const isOurs = refusal === null || !isRefusal(statusOf(refusal));
		if (isOurs) noteDone(call, 'complete', true);
		const after = await read();
		if (refusal === null) return completed(after, false);
		// undocumented: the response for a run that ended by itself a moment ago. So the run is read to find out.
		if (!hasEnded(after.run)) throw refusal;
		return completed(after, !isOurs);
	},
};

/** Whether Qase refused the call. If there was no response, the call may have ended the run. */
function isRefusal(status: number | null): boolean {
	return status !== null && status < 500;
}
