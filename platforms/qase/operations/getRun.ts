import { optionsCollection, simplifyField } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { output } from '../../../n8n/items/output';
import { includeField, oneRunFields, trustsVerdict, trustVerdictOption } from '../fields';
import { caseDetailsOfRunOption, failuresOfRunOption, wantedFailures } from '../resultFields';

/** Reads one run. */
export const getRun: ItemOperation = {
	value: 'getRun',
	name: 'Get Run',
	action: 'Get a Qase run',
	description: 'Read the state, counts and verdict of a run',
	fields: [
		...oneRunFields,
		simplifyField,
		optionsCollection([caseDetailsOfRunOption, failuresOfRunOption, includeField, trustVerdictOption]),
	],
	async run(call) {
		const { readingOf, runOf, wordsIfWanted } = await import('../executing');
		const { api, code, runId, view } = await runOf(call, trustsVerdict(call.input));
		const options = call.input.group('options');
		const raw = await api.getRun(code, runId, options.list('include').join(',') || undefined);
		const findWords = await wordsIfWanted(call);
		return output(call.input, await readingOf(api, raw, view, wantedFailures(options), findWords));
	},
};
