import { optionsCollection, returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { oneRunFields } from '../fields';
import { caseDetailsOption } from '../resultFields';

/** Lists the failed, blocked and invalid tests of a run, one item each. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a Qase run',
	description:
		'List the failed, blocked and invalid tests of a run with their errors and fingerprints, one item per test',
	fields: [...oneRunFields, ...returnAllFields, optionsCollection([caseDetailsOption])],
	async run(call) {
		const { buildRun, failureItems, failuresOf, projectOf, runFacts, runOf, wordsIfWanted } =
			await import('../executing');
		const { api, code, runId, view } = await runOf(call);
		const limit = call.input.limit();
		const raw = await api.getRun(code, runId);
		const failures = await failuresOf(api, raw, view, limit, await wordsIfWanted(call));
		const items = failureItems(call, buildRun({ ...runFacts(raw, view), ...failures }), limit);
		const place = { runId, ...projectOf(code) };
		return items.map((item) => Object.assign(item, place));
	},
};
