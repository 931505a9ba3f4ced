import { returnAllFields } from '../../fields';
import type { ItemOperation } from '../../platform';
import { oneRunFields } from '../fields';

/** Lists the failed, blocked and invalid tests of a run, one item each. */
export const getManyFailures: ItemOperation = {
	value: 'getManyFailures',
	name: 'Get Many Failures',
	action: 'Get many failures of a run',
	description:
		'List the failed, blocked and invalid tests of a run with their errors and fingerprints, one item per test',
	fields: [...oneRunFields, ...returnAllFields],
	async run(call) {
		const { readingOf, runOf } = await import('../runs');
		const { api, code, runId, view } = await runOf(call);
		const { failureItems } = await import('../../failureItems');
		const limit = call.input.limit();
		const { run } = await readingOf(api, await api.getRun(code, runId), view, limit);
		return failureItems(call, run, limit);
	},
};
