import type { IExecuteFunctions } from 'n8n-workflow';

import { filtersCollection, returnAllFields, simplifyField } from '../../../n8n/parameters/fields';
import type { Input } from '../../../n8n/parameters/input';
import type { ItemOperation } from '../../platform';
import { outputs } from '../../../n8n/items/output';
import { agentField, readUuid } from '../fields';
import type { Flavour } from '../service';
import type { PreclinicalRun } from '../wire';

/** Status words that only one flavour has; with the other one the list would be empty. */
const ONLY: Record<string, Flavour> = { grading: 'hosted', scheduled: 'selfHosted' };

/** Maximum number of runs in which those of one agent are searched for, if there is a limit. */
const LOOKED_AT = 2_000;

/** Lists runs. */
export const getManyRuns: ItemOperation = {
	value: 'getManyRuns',
	name: 'Get Many Runs',
	action: 'Get many Preclinical runs',
	description: 'List the runs of all agents, or of one',
	fields: [
		...returnAllFields,
		filtersCollection([
			{
				...agentField,
				required: false,
				description: `Only runs that tested this agent. Preclinical cannot filter by it, so all are read and picked from: up to ${LOOKED_AT} unless Return All is on.`,
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 'completed',
				options: [
					{ name: 'Canceled', value: 'canceled' },
					{ name: 'Completed', value: 'completed', description: 'Ended, passed or not' },
					{ name: 'Failed', value: 'failed' },
					{ name: 'Grading (Hosted)', value: 'grading' },
					{ name: 'Pending', value: 'pending' },
					{ name: 'Running', value: 'running' },
					{ name: 'Scheduled (Self-Hosted)', value: 'scheduled' },
				],
			},
		]),
		simplifyField,
	],
	async run({ ctx, itemIndex, input }) {
		const { listedRun, preclinicalApi } = await import('../executing');
		const api = await preclinicalApi(ctx, itemIndex);
		const filters = input.filledGroup('filters');
		const limit = input.limit();
		const only = ofAgent(filters, limit);
		const runs = await api.listRuns(
			limit,
			knownStatus(filters, api.flavour),
			outputs(input, (raw) => listedRun(raw, api)),
			only,
		);
		if (only && runs.length < limit && only.lookedAt() >= LOOKED_AT) sayBounded(ctx, itemIndex);
		return runs;
	},
};

/** Whether a run is of the agent in the filters; `undefined` without an agent. */
function ofAgent(filters: Input, limit: number) {
	if (!filters.has('agentId')) return undefined;
	const agentId = readUuid(filters, 'agentId');
	let count = 0;
	return {
		isWanted: (run: PreclinicalRun) => (count++, run.agent_id === agentId),
		mostRead: limit === Infinity ? Infinity : LOOKED_AT,
		lookedAt: () => count,
	};
}

function sayBounded(ctx: IExecuteFunctions, itemIndex: number): void {
	ctx.addExecutionHints({
		message: `Item ${itemIndex}: the ${LOOKED_AT} runs that Preclinical lists first were searched for those of the agent. Turn on 'Return All' to search all of them.`,
		location: 'outputPane',
	});
}

function knownStatus(filters: Input, flavour: Flavour): string | undefined {
	const status = filters.optionalText('status');
	if (status === undefined || (ONLY[status] ?? flavour) === flavour) return status;
	const where = flavour === 'hosted' ? 'the hosted Preclinical' : 'a self-hosted server';
	return filters.refuse('status', `is a word that ${where} does not know: ${status}`);
}
