/** The runs for Compare Runs: one run with all its failures, and earlier runs. */
import { buildRun } from '../../core/model/buildRun';
import type { TestFailure, TestResult } from '../../core/model/TestRun';
import { textOf } from '../../core/text/json';
import { toIso } from '../../core/text/time';
import { nullOn } from '../../n8n/transport/errors';
import type { OperationCall } from '../../n8n/items/contract';
import type { ComparableRun, Comparison } from '../shared/comparison';
import { currentsApi, type CurrentsApi, type FullRun } from './api';
import { detailedFacts, placeOf, testsOfFiles } from './details';
import { readRunId } from './fields';
import { runFacts } from './normalize';
import { dashboardOf } from './runs';

/** The run in the parameters, and the runs with which it can be compared. */
export async function comparisonOf({ ctx, itemIndex, input }: OperationCall): Promise<Comparison<FullRun>> {
	const api = currentsApi(ctx, itemIndex);
	const dashboard = await dashboardOf(ctx, itemIndex);
	const current = await api.getRun(readRunId(input));
	return {
		current,
		comparable: async (raw) => await comparableRun(api, raw, dashboard),
		begun: ({ runId: id, createdAt: startedAt }) => ({ id, startedAt }),
		chosen: async () => await api.getRun(readRunId(input, 'previousRunId')),
		async before(most) {
			const { runs, none } = earlierRuns(api, current);
			return { runs: runs(most), none };
		},
	};
}

/** A run with every failure: a missing one would look new or recovered. */
async function comparableRun(api: CurrentsApi, raw: FullRun, dashboard: string): Promise<ComparableRun> {
	const facts = await detailedFacts(api, raw, dashboard, { maxFailures: Infinity });
	const place = placeOf(raw, runFacts(raw, dashboard), dashboard);
	return {
		run: buildRun(facts),
		/** Reads only the spec files that contain these tests. */
		async statusesOf(failures) {
			const files = new Set(failures.map(({ file }) => file));
			const { tests, unread } = await testsOfFiles(api, raw, place, (file) => files.has(file));
			return new Map([...unknownIn(failures, unread), ...tests.map(statusEntry)]);
		},
	};
}

/** Tests whose status is not known: a test may be in a file that was not read completely, or its file is not known. */
function unknownIn(failures: TestFailure[], unread: Set<string | null>): Array<[string, null]> {
	return failures
		.filter(({ file }) => file === null || unread.has(file))
		.map(({ testKey }) => [testKey, null]);
}

function statusEntry({ testKey, status }: TestResult): [string, TestResult['status']] {
	return [testKey, status];
}

/** The runs before, newest first, and a sentence for the case that there are none. */
interface EarlierRunsOf {
	/** At most `most` runs. */
	runs(most: number): AsyncGenerator<FullRun>;
	none: string;
}

/**
 * First the run that this one repeats, if it names one; then the newest complete runs of the same branch that were
 * created earlier.
 */
function earlierRuns(api: CurrentsApi, run: FullRun): EarlierRunsOf {
	const branch = textOf(run.meta?.commit?.branch);
	const createdAt = toIso(run.createdAt);
	return {
		async *runs(most) {
			const repeatedId = textOf(run.previousRunId);
			const repeated = repeatedId && (await api.getRun(repeatedId).catch(nullOn(404)));
			if (repeated) yield repeated;
			if (branch === null || createdAt === null) return;
			for (const id of await idsBefore(api, run, branch, createdAt, most)) {
				if (id !== repeatedId) yield await api.getRun(id);
			}
		},
		none: noneBecause(branch, createdAt),
	};
}

function noneBecause(branch: string | null, createdAt: string | null): string {
	if (branch !== null && createdAt !== null) {
		return `The branch ${branch} has no complete run that was created before this one.`;
	}
	const unknown = branch === null ? 'of which branch this run is' : 'when this run was created';
	return `Currents does not report ${unknown}, so no earlier run was looked for.`;
}

/** Ids only: runs in lists have no spec files, so each run has to be read anyway. */
async function idsBefore(
	api: CurrentsApi,
	{ projectId, runId }: FullRun,
	branch: string,
	createdAt: string,
	most: number,
): Promise<string[]> {
	const filters = { 'branches[]': [branch], completion_state: ['COMPLETE'], date_end: createdAt };
	const ids = await api.listRuns(projectId, most + 1, filters, (runs) => runs.map((run) => run.runId));
	return ids.filter((id) => id !== runId).slice(0, most);
}
