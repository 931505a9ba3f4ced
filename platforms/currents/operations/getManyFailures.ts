import { optionsCollection, returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { readRunId, runIdField } from '../fields';

const optionsField = optionsCollection([
	{
		displayName: 'Include Evidence',
		name: 'includeEvidence',
		type: 'boolean',
		default: true,
		description:
			'Whether each failure has a list "evidence" with links to its traces, screenshots, videos and other files, by attempt. Whoever has a link can open it; Currents ends it after about two hours.',
	},
]);

/** Lists the failed tests of a run, one item per test. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a Currents run',
	description: 'List the failed tests of a run with their errors and fingerprints, one item per test',
	fields: [runIdField, ...returnAllFields, optionsField],
	async run(call) {
		const { ctx, itemIndex, input } = call;
		const { buildRun, currentsApi, dashboardOf, detailedFacts, failureItems } = await import('../executing');
		const api = currentsApi(ctx, itemIndex);
		const [runId, limit] = [readRunId(input), input.limit()];
		const dashboard = await dashboardOf(ctx, itemIndex);
		const details = { maxFailures: limit, evidence: input.group('options').flag('includeEvidence') };
		const facts = await detailedFacts(api, await api.getRun(runId), dashboard, details);
		return failureItems(call, buildRun(facts), limit);
	},
};
