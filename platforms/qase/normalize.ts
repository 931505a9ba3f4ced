/** From what Qase sends to the run model. Pure. */
import { buildFailure } from '../../core/model/buildFailure';
import type { RunFacts } from '../../core/model/buildRun';
import { noCounts } from '../../core/model/counts';
import type { RunCounts, TestFailure } from '../../core/model/TestRun';
import { toDate } from '../../core/text/time';
import { failing } from '../../core/model/verdict';
import { someNames } from '../../core/text/words';
import { countOf, entryOf, isObject, objectOf, objectsOf, textOf, textsOf } from '../../core/text/json';
import { QASE } from './service';
import { STATUS_WORDS } from './statusWords';
import type { QaseFailedResult, QaseRun } from './wire';

/** Result statuses that count as failures; what other custom ones mean is not told. */
export const FAILING: Record<string, TestFailure['status']> = {
	failed: 'failed',
	blocked: 'blocked',
	invalid: 'error',
};

/** What is known of a run beside what Qase tells of it. */
export interface RunView {
	/** Code of the project. */
	code: string;
	/** Address of the web app; `null` when it is not known. */
	origin: string | null;
	/** Whether a run that Qase passed has passed although tests failed in it. */
	trustsPass?: boolean;
}

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

/** A status that is none of Qase's own may mean anything: its tests are in the total alone. */
const OWN_STATUS = "a status of your workspace's own";

/** What to do about a pass that a failed test contradicts. */
const MUTED_NOTE =
	"Qase does not count muted tests, nor results that came later: the option 'Trust Qase's Verdict' lets its pass count.";

/** Qase has no flaky tests of its own. */
const NONE: RunCounts = { total: 0, passed: 0, failed: 0, skipped: 0, flaky: null, pending: 0, other: 0 };

/** The facts of a run from get or list. */
export function runFacts(run: QaseRun, { code, origin, trustsPass }: RunView): RunFacts {
	const words = textOf(run.status_text);
	const known = entryOf(STATUS_WORDS, words);
	const counts = statsCounts(run.stats);
	const isContradicted = known?.verdict === 'passed' && failing(counts) > 0;
	const id = String(run.id);
	const environment = objectOf(run.environment);
	return {
		...QASE,
		id,
		keyParts: [code, id],
		name: textOf(run.title),
		...projectOf(code),
		url: runPageUrl({ code, origin }, id),
		status: known?.status ?? 'unknown',
		platformVerdict: known?.verdict ?? null,
		platformWords: words,
		trustsPass,
		unaccountedHave: ownStatuses(run.stats),
		note: isContradicted && !trustsPass ? MUTED_NOTE : undefined,
		counts,
		startedAt: toDate(run.start_time),
		finishedAt: known?.status === 'running' ? null : toDate(run.end_time),
		// The time between the first and the last result; 0 when there is none.
		durationMs: countOf(run.elapsed_time) || null,
		environment: textOf(environment.slug) ?? textOf(environment.title),
		tags: textsOf(objectsOf(run.tags).map(({ title }) => title)),
	};
}

/** A project as the model names it; Qase has codes in the place of ids. */
export function projectOf(code: string): { project: { id: string; name: null } } {
	return { project: { id: code, name: null } };
}

/** The page of a run that a person opens. */
export function runPageUrl({ code, origin }: RunView, runId: string): string | null {
	return origin && `${origin}/run/${encodeURIComponent(code)}/dashboard/${encodeURIComponent(runId)}`;
}

/** Counts by status. A status of the workspace's own is neither passed nor failed: it counts in the total alone. */
export function statsCounts(stats: unknown): RunCounts {
	const numbers = statusNumbers(stats);
	const sums: Partial<Record<keyof RunCounts, number>> = {};
	for (const [slug, number] of numbers) {
		const field = entryOf(SLUGS, slug);
		if (field !== undefined) sums[field] = (sums[field] ?? 0) + number;
	}
	const sum = numbers.length === 0 ? null : numbers.reduce((all, [, number]) => all + number, 0);
	const total = countOf(objectOf(stats).total) ?? sum;
	// undocumented: whether statuses without a test are left out. When the named ones make up the total, they are all.
	return { ...(sum !== null && sum === total ? NONE : noCounts()), ...sums, total };
}

/** What the tests with a status of the workspace's own have, in words; `null` when there are none. */
function ownStatuses(stats: unknown): string | null {
	const own = statusNumbers(stats).filter(([slug, number]) => number > 0 && !entryOf(SLUGS, slug));
	return own.length === 0 ? null : `${OWN_STATUS} (${someNames(own.map(([slug]) => slug))})`;
}

/** How many tests have which status, by slug. The deprecated flat fields count where the map is missing or empty. */
function statusNumbers(stats: unknown): Array<[string, number]> {
	const given = objectOf(stats);
	const bySlug = isObject(given.statuses) ? Object.entries(given.statuses) : [];
	const flat = Object.entries(given).filter(([name]) => entryOf(SLUGS, name));
	return (bySlug.length > 0 ? bySlug : flat).flatMap(([slug, value]) => {
		const number = countOf(value);
		return number === null ? [] : [[slug, number] as [string, number]];
	});
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
