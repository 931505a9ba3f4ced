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
		const { failuresOf, surveyScenarios } = await import('../scenarios');
		const api = await preclinicalApi(ctx, itemIndex);
		const transcripts = input.group('options').flag('includeTranscript');
		const run = await api.getRun(readRunId(input));
		const { failed } = await surveyScenarios(api, run);
		const { failures } = await failuresOf(api, run, failed, input.limit(), (scenario) =>
			transcripts ? { transcript: transcriptOf(scenario) } : {},
		);
		return failures as unknown as IDataObject[];
	},
};
