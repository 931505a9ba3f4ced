/** Results of one test in many runs, as rows that Test Run History reads. */
import type { HistoryRow } from '../../core/history/row';
import { buildFailure, buildTest } from '../../core/model/buildFailure';
import { mapInTurns } from '../../core/text/inTurns';
import { countOf, isObject, objectOf, objectsOf, textOf, textsOf } from '../../core/text/json';
import { toDate, toIso } from '../../core/text/time';
import { givingWay } from '../../n8n/givingWay';
import type { Input } from '../../n8n/parameters/input';
import { nullOn } from '../../n8n/transport/errors';
import type { CurrentsApi } from './api';
import { groupOf, pageOf, testStatus } from './instances';
import { commitFacts } from './normalize';
import { CURRENTS } from './service';
import type { CurrentsTestResult } from './wire';

/** A row as Make Rows of Test Run History writes them, and what else is known of the result. */
export interface ResultRow extends HistoryRow {
	file: string | null;
	/** Error message of a failed test. */
	message: string | null;
	attempts: number | null;
	runId: string | null;
	/** Page of the test in the dashboard. */
	url: string | null;
}

/** Number of runs read at the same time. */
const PARALLEL_READS = 5;

/** The title as Currents expects it: the suites from the outside in, then the test. */
export function titleParts(input: Input): string[] {
	const suites = input.optionalText('suite')?.split(' > ') ?? [];
	return [...suites.map((suite) => suite.trim()).filter(Boolean), input.text('title')];
}

/**
 * The results as rows. `complete` is `null`, because each is one test of its run alone: that a test has no row says
 * nothing.
 */
export async function resultRows(
	api: CurrentsApi,
	results: CurrentsTestResult[],
	dashboard: string,
): Promise<ResultRow[]> {
	const buildIds = await readBuildIds(api, doubtfulRuns(results));
	const make = (result: CurrentsTestResult) => {
		const buildId = buildIds.get(result.runId ?? '') ?? null;
		return rowOf(result, groupOf(textOf(result.groupId), buildId), dashboard);
	};
	return await mapInTurns(results, make, givingWay());
}

/**
 * The runs whose group may be no group: where a run has none, Currents names one like the CI build. A name that several
 * runs have is not that of a build.
 */
function doubtfulRuns(results: CurrentsTestResult[]): string[] {
	const runsOf = new Map<string, Set<string>>();
	for (const { groupId, runId } of results) {
		const [group, run] = [textOf(groupId), textOf(runId)];
		if (group !== null && run !== null) runsOf.set(group, (runsOf.get(group) ?? new Set()).add(run));
	}
	const single = [...runsOf.values()].filter(({ size }) => size === 1);
	return [...new Set(single.flatMap((runs) => [...runs]))];
}

/** The CI builds of runs; those of runs that were deleted are missing. */
async function readBuildIds(api: CurrentsApi, runIds: string[]): Promise<Map<string, string | null>> {
	const buildIds = new Map<string, string | null>();
	for (let at = 0; at < runIds.length; at += PARALLEL_READS) {
		const read = async (runId: string) => {
			const run = await api.getRun(runId).catch(nullOn(404));
			buildIds.set(runId, textOf(run?.meta?.ciBuildId));
		};
		await Promise.all(runIds.slice(at, at + PARALLEL_READS).map(read));
	}
	return buildIds;
}

function rowOf(result: CurrentsTestResult, group: string | null, dashboard: string): ResultRow {
	const { branch = null, commit } = commitFacts(objectOf(result.commit));
	const runId = textOf(result.runId);
	const status = testStatus(textOf(result.status));
	const test = buildTest({ ...factsOf(result, group), status });
	const failure = status === 'failed' ? failureOf(result, group) : null;
	return {
		runKey: `${CURRENTS.platform}:${runId ?? ''}`,
		...{ testKey: test.testKey, title: test.title, suite: test.suite, group, status },
		...{ flaky: result.flaky === true && status === 'passed', durationMs: test.durationMs },
		...{ fingerprint: failure?.fingerprint ?? null, branch, finishedAt: endOf(result) },
		...{ commit: commit?.sha ?? null, environment: null, complete: null, file: test.file },
		...{ message: failure?.error.message ?? null, attempts: test.attempts, runId },
		url: pageOf(result, dashboard, textOf(result.testId)),
	};
}

function factsOf(result: CurrentsTestResult, group: string | null) {
	const titles = textsOf(result.title);
	return {
		project: textOf(result.projectId) ?? '',
		title: titles.at(-1) ?? 'unnamed test',
		suite: titles.slice(0, -1).join(' > ') || null,
		file: textOf(result.spec),
		group,
		attempts: objectsOf(result.attempts).length || null,
		// undocumented: the unit of this field. Durations of tests are milliseconds wherever Currents names one.
		durationMs: countOf(result.duration),
	};
}

function failureOf(result: CurrentsTestResult, group: string | null) {
	const errors = objectsOf(result.attempts).map(({ error }) => error);
	const { message, stack } = objectOf(errors.filter(isObject).at(-1));
	return buildFailure({
		...factsOf(result, group),
		status: 'failed',
		message: textOf(result.displayError) ?? textOf(message),
		stack: textOf(stack),
	});
}

/** The end of the last attempt, otherwise when the result was stored. */
function endOf({ attempts, createdAt }: CurrentsTestResult): string | null {
	const { startedAt, duration } = objectOf(objectsOf(attempts).at(-1));
	const start = toDate(startedAt);
	return start === null ? toIso(createdAt) : toIso(start.getTime() + (countOf(duration) ?? 0));
}
