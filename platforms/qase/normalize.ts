/** From what Qase sends to the run model. Pure. */
import { buildFailure } from '../../runs/buildFailure';
import type { RunFacts } from '../../runs/buildRun';
import { noCounts } from '../../runs/counts';
import type { RunCounts, RunStatus, TestFailure } from '../../runs/TestRun';
import { toDate } from '../../runs/time';
import { countOf, isObject, objectOf, objectsOf, textOf, textsOf } from '../../transport/json';
import { QASE } from './service';
import type { QaseFailedResult, QaseRun } from './wire';

/** Result statuses that count as failures; what other custom ones mean is not told. */
export const FAILING: Record<string, TestFailure['status']> = {
	failed: 'failed',
	blocked: 'blocked',
	invalid: 'error',
};

/** Where a run belongs. */
export interface RunPlace {
	/** Code of the project. */
	code: string;
	/** Address of the web app; `null` when it is not known. */
	origin: string | null;
}

interface Reading {
	status: RunStatus;
	verdict?: 'passed' | 'failed';
}

/** Words of `status_text`. The numeric `status` is not published, beyond 0 = in progress. */
const STATUS_WORDS: Record<string, Reading> = {
	in_progress: { status: 'running' },
	passed: { status: 'finished', verdict: 'passed' },
	failed: { status: 'finished', verdict: 'failed' },
	aborted: { status: 'canceled' },
	// undocumented: whether the older words are still sent. `complete` tells no verdict, so the counts decide.
	active: { status: 'running' },
	complete: { status: 'finished' },
	abort: { status: 'canceled' },
};

/** Slugs of `stats.statuses` by what they count as; blocked and invalid ones were executed without a pass or a failure. */
const SLUGS: Record<string, keyof RunCounts> = {
	passed: 'passed',
	failed: 'failed',
	skipped: 'skipped',
	untested: 'pending',
	retest: 'pending',
	in_progress: 'pending',
	blocked: 'other',
	invalid: 'other',
};

/** Qase has no flaky tests of its own. */
const NONE: RunCounts = { total: 0, passed: 0, failed: 0, skipped: 0, flaky: null, pending: 0, other: 0 };

/** The facts of a run from get or list. */
export function runFacts(run: QaseRun, { code, origin }: RunPlace): RunFacts {
	const words = textOf(run.status_text);
	const known = entryOf(STATUS_WORDS, words);
	const id = String(run.id);
	const environment = objectOf(run.environment);
	return {
		...QASE,
		id,
		keyParts: [code, id],
		name: textOf(run.title),
		project: { id: code, name: null },
		url: runPageUrl({ code, origin }, id),
		status: known?.status ?? 'unknown',
		platformVerdict: known?.verdict ?? null,
		platformWords: words,
		counts: statsCounts(run.stats, known?.verdict === 'passed'),
		startedAt: toDate(run.start_time),
		finishedAt: known?.status === 'running' ? null : toDate(run.end_time),
		// The time between the first and the last result; 0 when there is none.
		durationMs: countOf(run.elapsed_time) || null,
		environment: textOf(environment.slug) ?? textOf(environment.title),
		tags: textsOf(objectsOf(run.tags).map(({ title }) => title)),
	};
}

/** The page of a run that a person opens. */
export function runPageUrl({ code, origin }: RunPlace, runId: string): string | null {
	return origin && `${origin}/run/${encodeURIComponent(code)}/dashboard/${encodeURIComponent(runId)}`;
}

/**
 * Counts by slug, or from the deprecated flat fields. A run passes only when every status in it is positive, so a
 * custom status of a passed run counts as passed; in any other run it is neither passed nor failed.
 */
export function statsCounts(stats: unknown, hasPassed: boolean): RunCounts {
	const given = objectOf(stats);
	const bySlug = isObject(given.statuses) ? given.statuses : flatStatuses(given);
	const sums: Partial<Record<keyof RunCounts, number>> = {};
	for (const [slug, value] of Object.entries(bySlug)) {
		const number = countOf(value);
		if (number === null) continue;
		const field = entryOf(SLUGS, slug) ?? (hasPassed ? 'passed' : 'other');
		sums[field] = (sums[field] ?? 0) + number;
	}
	const named = Object.values(sums);
	const sum = named.length === 0 ? null : named.reduce((all, number) => all + number, 0);
	const total = countOf(given.total) ?? sum;
	// undocumented: whether statuses without a test are left out. When the named ones make up the total, they are all.
	return { ...(sum !== null && sum === total ? NONE : noCounts()), ...sums, total };
}

/** How many tests the stats count as failed, blocked or invalid. */
export function failingCount(stats: unknown): number {
	const given = objectOf(stats);
	const bySlug = isObject(given.statuses) ? given.statuses : given;
	return Object.keys(FAILING).reduce((sum, slug) => sum + (countOf(bySlug[slug]) ?? 0), 0);
}

/** One failed test: a result that failed, with the title of its case where it has one. */
export function resultFailure(result: QaseFailedResult, caseTitle: string | null, code: string): TestFailure {
	const caseId = textOf(result.case_id);
	return buildFailure({
		project: code,
		testId: caseId,
		title: caseTitle ?? (caseId ? `Case ${caseId}` : 'Result without a case'),
		status: entryOf(FAILING, textOf(result.status)) ?? 'failed',
		message: textOf(result.comment),
		stack: textOf(result.stacktrace),
		durationMs: countOf(result.time_spent_ms),
	});
}

/** The entry for a word of any case; never what every object has, such as `constructor`. */
function entryOf<T>(entries: Record<string, T>, word: string | null): T | undefined {
	const key = word?.toLowerCase() ?? '';
	return Object.hasOwn(entries, key) ? entries[key] : undefined;
}

function flatStatuses(stats: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(stats).filter(([name]) => entryOf(SLUGS, name)));
}
