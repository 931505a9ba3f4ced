import { optionsCollection, returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { includeTranscriptOption, readRunId, runIdField } from '../fields';

/** Lists the scenarios of a run that failed or ended in error, one item per scenario. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a Preclinical run',
	description:
		'List the failed scenarios of a run, one item each, with the criteria that were not met and the rationale',
	fields: [runIdField, ...returnAllFields, optionsCollection([includeTranscriptOption])],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const { buildRun, failureItems, failuresOf, preclinicalApi, runFacts, surveyScenarios, transcriptOf } =
			await import('../executing');
		const api = await preclinicalApi(ctx, itemIndex);
		const transcripts = input.group('options').flag('includeTranscript');
		const limit = input.limit();
		const raw = await api.getRun(readRunId(input));
		const survey = await surveyScenarios(api, raw);
		const failures = await failuresOf(api, raw, survey, limit, (scenario) =>
			transcripts ? { transcript: transcriptOf(scenario) } : {},
		);
		return failureItems(call, buildRun({ ...runFacts(raw, api, survey.counts), ...failures }), limit);
	},
};
