import type { IDataObject } from 'n8n-workflow';

import { optionsCollection, returnAllFields } from '../../fields';
import type { ItemOperation } from '../../platform';
import { includeTranscriptOption, readRunId, runIdField } from '../fields';

/** Lists the scenarios of a run that failed or ended in error, one item each. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a run',
	description:
		'List the failed scenarios of a run, one item each, with the criteria that were not met and the rationale',
	fields: [runIdField, ...returnAllFields, optionsCollection([includeTranscriptOption])],
	async run({ ctx, itemIndex, input }) {
		const { preclinicalApi } = await import('../api');
		const { transcriptOf } = await import('../normalizeScenarios');
		const { readFailed } = await import('../runs');
		const api = await preclinicalApi(ctx, itemIndex);
		const { failed } = await readFailed(api, await api.getRun(readRunId(input)), input.limit());
		const transcripts = input.group('options').flag('includeTranscript');
		return failed.map(
			({ failure, scenario }) =>
				({
					...failure,
					...(transcripts ? { transcript: transcriptOf(scenario) } : {}),
				}) as unknown as IDataObject,
		);
	},
};
