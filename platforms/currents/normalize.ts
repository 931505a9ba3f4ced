/** Converts runs from Currents to the run model. Pure. */
import type { RunFacts } from '../../core/model/buildRun';
import { noCounts, sumCounts } from '../../core/model/counts';
import type { RunCounts, RunStatus } from '../../core/model/TestRun';
import { toDate } from '../../core/text/time';
import { countOf, entryOf, isObject, objectOf, textOf, textsOf } from '../../core/text/json';
import type { FullRun } from './api';
import { runTitle } from './runTitle';
import { CURRENTS } from './service';
import { COMPLETION_WORDS, STATUS_WORDS } from './statusWords';
import type { CurrentsCommit, CurrentsTestCounts } from './wire';

/** The facts of a run that was returned by get, find or list. `dashboard` is the URL of the dashboard. */
export function runFacts(run: FullRun, dashboard: string): RunFacts {
	const status = runStatus(run);
	const startedAt = toDate(run.createdAt);
	const durationMs = countOf(run.durationMs);
	const over = status === 'finished' || status === 'canceled' || status === 'timedOut';
	const { branch, commit } = commitFacts(run.meta?.commit);
	return {
		platform: CURRENTS.platform,
		platformName: CURRENTS.platformName,
		id: run.runId,
		name: runTitle(run.meta),
		project: textOf(run.projectId) ? { id: run.projectId, name: null } : null,
		url: `${dashboard}/run/${encodeURIComponent(run.runId)}`,
		status,
		platformVerdict: entryOf(STATUS_WORDS, textOf(run.status))?.verdict ?? null,
		platformWords: textOf(run.completionState) ?? textOf(run.status),
		counts: groupCounts(run),
		startedAt,
		finishedAt: over ? endOf(startedAt, durationMs) : null,
		durationMs,
		branch,
		commit,
		tags: textsOf(run.tags),
		buildId: textOf(run.meta?.ciBuildId),
	};
}

function endOf(startedAt: Date | null, durationMs: number | null): Date | null {
	if (startedAt === null || durationMs === null) return null;
	return toDate(new Date(startedAt.getTime() + durationMs));
}

/** Branch and commit in the shape of the run model. */
export function commitFacts(commit: CurrentsCommit | null | undefined): Pick<RunFacts, 'branch' | 'commit'> {
	const { sha, message, authorName, branch } = objectOf(commit);
	const facts = { sha: textOf(sha), message: textOf(message), author: textOf(authorName) };
	return { branch: textOf(branch), commit: Object.values(facts).some(Boolean) ? facts : null };
}

/**
 * The test counts. Currents has no further category, so `other` stays unknown. Planned tests that have not reported
 * count as pending, together with those that Currents itself calls pending because they are not meant to run.
 */
export function testCounts(counts: CurrentsTestCounts): RunCounts {
	const [reported, planned, pending] = [counts.overall, counts.tests, counts.pending].map(countOf);
	const missing = reported === null || planned === null ? 0 : Math.max(0, planned - reported);
	return {
		total: reported === null ? planned : reported + missing,
		passed: countOf(counts.passes),
		failed: countOf(counts.failures),
		skipped: countOf(counts.skipped),
		flaky: countOf(counts.flaky),
		pending: pending === null ? null : pending + missing,
		other: null,
	};
}

/** The status of a run. */
export function runStatus(run: FullRun): RunStatus {
	const completion = textOf(run.completionState);
	const known = completion
		? entryOf(COMPLETION_WORDS, completion)
		: entryOf(STATUS_WORDS, textOf(run.status));
	return known?.status ?? 'unknown';
}

function groupCounts(run: FullRun): RunCounts {
	const groups = (Array.isArray(run.groups) ? run.groups : []).filter((group) => isObject(group?.tests));
	return groups.length === 0 ? noCounts() : sumCounts(groups.map(({ tests }) => testCounts(tests ?? {})));
}
