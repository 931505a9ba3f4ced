import type { IDataObject } from 'n8n-workflow';

import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import type { OperationCall, RunReading } from '../../../n8n/items/contract';
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
		const { api, code, runId, view } = await runOf(call, trustsVerdict(call.input));
		const read = async () => await readingOf(api, await api.getRun(code, runId), view);

		const before = await read();
		// If an earlier try of n8n's Retry On Fail ended the run, it counts as ended by this one.
		if (hasEnded(before.run)) return completed(call, before, !doneBefore(call, 'complete'));
		const refusal = await api.completeRun(code, runId).then(
			() => null,
			(error: unknown) => error,
		);
		const isOurs = refusal === null || !isRefusal(statusOf(refusal));
		if (isOurs) noteDone(call, 'complete', true);
		const after = await read();
		if (refusal === null) return completed(call, after, false);
		// undocumented: the response for a run that ended by itself a moment ago. So the run is read to find out.
		if (!hasEnded(after.run)) throw refusal;
		return completed(call, after, !isOurs);
	},
};

function completed({ input }: OperationCall, reading: RunReading, alreadyEnded: boolean): IDataObject {
	const accept = input.group('options').optionalFlag('acceptAlreadyEnded') ?? true;
	if (alreadyEnded && !accept) input.refuse('runId', 'names a run that has ended already');
	return { ...output(input, reading), alreadyEnded };
}

/** Whether Qase refused the call. If there was no response, the call may have ended the run. */
function isRefusal(status: number | null): boolean {
	return status !== null && status < 500;
}
