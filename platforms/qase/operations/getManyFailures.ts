import { returnAllFields } from '../../../n8n/parameters/fields';
import type { ItemOperation } from '../../platform';
import { oneRunFields } from '../fields';

/** Lists the failed, blocked and invalid tests of a run, one item each. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a Qase run',
	description:
		'List the failed, blocked and invalid tests of a run with their errors and fingerprints, one item per test',
	fields: [...oneRunFields, ...returnAllFields],
	async run(call) {
		const { buildRun, failureItems, readFailures, runFacts, runOf } = await import('../executing');
		const { api, code, runId, view } = await runOf(call);
		const limit = call.input.limit();
		const raw = await api.getRun(code, runId);
		const facts = { ...runFacts(raw, view), ...(await readFailures(api, raw, code, limit)) };
		return failureItems(call, buildRun(facts), limit);
	},
};
