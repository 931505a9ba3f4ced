import { buildRun } from '../../../runs/buildRun';
import type { TestRun } from '../../../runs/TestRun';
import { toIso } from '../../../runs/time';
import { comparedRun } from '../../comparison';
import type { ItemOperation } from '../../platform';
import { preclinicalApi, type PreclinicalApi } from '../api';
import { readRunId, runIdField } from '../fields';
import { factsWithFailures } from '../runs';
import type { PreclinicalRun } from '../wire';

/** Completed runs that are looked at for the previous one of the same agent. */
const LOOKED_AT = 500;

/** Tells new failures from known ones, against the previous run of the same agent or a given run. */
export const compareRuns: ItemOperation = {
	value: 'compareRuns',
	name: 'Compare Runs',
	action: 'Compare a run with an earlier one',
	description:
		'Tell which failures of a run are new, still failing or recovered, compared with an earlier run',
	fields: [
		runIdField,
		{
			displayName: 'Compare With',
			name: 'compareWith',
			type: 'options',
			default: 'previousRun',
			options: [
				{
					name: 'Previous Run of the Same Agent',
					value: 'previousRun',
					description: 'The latest completed one',
				},
				{ name: 'Run With an ID', value: 'run' },
			],
		},
		{
			...runIdField,
			displayName: 'Earlier Run ID',
			name: 'previousRunId',
			description: 'UUID of the run to compare with, or the address of its results page',
			displayOptions: { show: { compareWith: ['run'] } },
		},
	],
	async run({ ctx, itemIndex, input }) {
		const api = await preclinicalApi(ctx, itemIndex);
		const current = await api.getRun(readRunId(input));
		const previous =
			input.text('compareWith') === 'run'
				? await api.getRun(readRunId(input, 'previousRunId'))
				: await previousOfAgent(api, current);
		return comparedRun(await complete(api, current), previous && (await complete(api, previous)));
	},
};

/** Comparing needs every failure: one that is left out would look new, or recovered. */
async function complete(api: PreclinicalApi, raw: PreclinicalRun): Promise<TestRun> {
	return buildRun(await factsWithFailures(api, raw, Infinity));
}

/** The latest completed run of the agent that is older than this one; `null` when there is none. */
async function previousOfAgent(api: PreclinicalApi, current: PreclinicalRun): Promise<PreclinicalRun | null> {
	const before = timeOf(current) ?? new Date().toISOString();
	const isOlder = (run: PreclinicalRun) => {
		const time = timeOf(run);
		return run.agent_id === current.agent_id && run.id !== current.id && time !== null && time < before;
	};
	const older = await api.listRuns(LOOKED_AT, 'completed', (runs) => runs.filter(isOlder));
	return older.reduce<PreclinicalRun | null>(
		(latest, run) => (latest === null || String(timeOf(run)) > String(timeOf(latest)) ? run : latest),
		null,
	);
}

/** When a run began, comparable as text. */
function timeOf({ started_at: startedAt, created_at: createdAt }: PreclinicalRun): string | null {
	return toIso(startedAt) ?? toIso(createdAt);
}
