import type { IDataObject } from 'n8n-workflow';

import {
	filtersCollection,
	optionsCollection,
	returnAllFields,
	simplifyField,
} from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { includeTranscriptOption, readRunId, runIdField } from '../fields';
import type { Flavour } from '../service';
import type { PreclinicalScenarioRun, ScenarioRunFilters } from '../wire';

/** Lists the scenario runs of a run, one item per scenario run. */
export const getManyResults: ItemOperation = {
	value: 'getManyResults',
	name: 'Get Many Results',
	action: 'Get many results of a Preclinical run',
	description: 'List the scenarios of a run with their outcome, one item each',
	fields: [
		runIdField,
		...returnAllFields,
		filtersCollection([
			{
				displayName: 'Passed',
				name: 'passed',
				type: 'boolean',
				default: false,
				description:
					'Whether to list the scenarios that passed. Turned off it lists all others: failed, in error, canceled or not ended.',
			},
			{
				displayName: 'Status (Hosted)',
				name: 'status',
				type: 'options',
				default: 'completed',
				options: [
					{ name: 'Completed', value: 'completed' },
					{ name: 'Error', value: 'error' },
					{ name: 'Failed', value: 'failed' },
					{ name: 'Pending', value: 'pending' },
					{ name: 'Running', value: 'running' },
				],
			},
		]),
		simplifyField,
		optionsCollection([
			{
				displayName: 'Include Criteria',
				name: 'includeCriteria',
				type: 'boolean',
				default: true,
				description:
					'Whether to add what became of each criterion. The hosted Preclinical is asked once more for every scenario.',
			},
			includeTranscriptOption,
		]),
	],
	async run({ ctx, itemIndex, input }) {
		const { preclinicalApi, scenarioResult, withDetails } = await import('../executing');
		const api = await preclinicalApi(ctx, itemIndex);
		const options = input.group('options');
		const want = {
			criteria: options.flag('includeCriteria'),
			transcript: options.flag('includeTranscript'),
		};
		const filters = readFilters(input.filledGroup('filters'), api.flavour);
		const simplify = input.flag('simplify');
		const toOutput = (scenario: PreclinicalScenarioRun) =>
			simplify
				? (scenarioResult(scenario, want, api) as unknown as IDataObject)
				: withoutUnwanted(scenario, want);
		return await api.listScenarioRuns(readRunId(input), input.limit(), filters, async (scenarios) =>
			want.criteria || want.transcript
				? await withDetails(api, scenarios, toOutput)
				: scenarios.map(toOutput),
		);
	},
};

function readFilters(filters: Input, flavour: Flavour): ScenarioRunFilters {
	const status = filters.optionalText('status');
	if (status !== undefined && flavour === 'selfHosted') {
		filters.refuse(
			'status',
			'cannot be filtered by on a self-hosted server',
			"Use 'Passed', or a Filter node afterwards.",
		);
	}
	return { status, passed: filters.optionalFlag('passed') };
}

/** Removes what was not requested: it is long, and a transcript can contain personal data. */
function withoutUnwanted(
	{ transcript, criteria_results: criteria, ...rest }: PreclinicalScenarioRun,
	want: { criteria: boolean; transcript: boolean },
): IDataObject {
	return {
		...rest,
		...(want.criteria ? { criteria_results: criteria } : {}),
		...(want.transcript ? { transcript } : {}),
	};
}
