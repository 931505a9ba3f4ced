/** Converts what Qase sends to the run model. Pure. */
import type { IDataObject } from 'n8n-workflow';

import { buildFailure } from '../../core/model/buildFailure';
import type { RunFacts } from '../../core/model/buildRun';
import { noCounts } from '../../core/model/counts';
import type { RunCounts, TestFailure } from '../../core/model/TestRun';
import { toDate } from '../../core/text/time';
import { failing } from '../../core/model/verdict';
import { someNames } from '../../core/text/words';
import { countOf, entryOf, isObject, objectOf, objectsOf, textOf, textsOf } from '../../core/text/json';
import type { CaseDetails } from './normalizeCases';
import { QASE } from './service';
import { STATUS_WORDS } from './statusWords';
import type { QaseFailedResult, QaseResult, QaseRun } from './wire';

/** Result statuses that count as failures. What a custom status means is not known. */
export const FAILING: Record<string, TestFailure['status']> = {
	failed: 'failed',
	blocked: 'blocked',
	invalid: 'error',
};

/** What is known of a run besides the response of Qase. */
export interface RunView {
	/** Code of the project. */
	code: string;
	/** Address of the web app; `null` when it is not known. */
	origin: string | null;
	/** Whether a run that Qase reports as passed counts as passed even if tests failed in it. */
	trustsPass?: boolean;
}

/** What each slug of `stats.statuses` counts as. Blocked and invalid tests were executed, but neither passed nor failed. */
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

/** A custom status can mean anything, so its tests are only counted in the total. */
const OWN_STATUS = "a status of your workspace's own";

/** Advice for a run that Qase reports as passed although tests failed in it. */
const MUTED_NOTE =
	"Qase does not count muted tests, nor results that came later: the option 'Trust Qase's Verdict' lets its pass count.";

/** All counts 0, except flaky tests, which Qase does not report. */
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
		platform: QASE.platform,
		platformName: QASE.platformName,
		id,
		keyParts: [code, id],
		name: textOf(run.title),
		project: { id: code, name: null },
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
		// From the start of the first result to the end of the last; 0 if there is no result.
		durationMs: countOf(run.elapsed_time) || null,
		environment: textOf(environment.slug) ?? textOf(environment.title),
		tags: textsOf(objectsOf(run.tags).map(({ title }) => title)),
	};
}

/** A project of the run model. Qase has codes instead of ids. */
export function projectOf(code: string): { project: { id: string; name: null } } {
	return { project: { id: code, name: null } };
}

/** The page of a run that a person opens. */
export function runPageUrl({ code, origin }: RunView, runId: string): string | null {
	return origin && `${origin}/run/${encodeURIComponent(code)}/dashboard/${encodeURIComponent(runId)}`;
}

/** The counts of a run. Tests with a custom status are only counted in the total. */
export function statsCounts(stats: unknown): RunCounts {
	const numbers = statusNumbers(stats);
	const sums: Partial<Record<keyof RunCounts, number>> = {};
	for (const [slug, number] of numbers) {
		const field = entryOf(SLUGS, slug);
		if (field !== undefined) sums[field] = (sums[field] ?? 0) + number;
	}
	const sum = numbers.length === 0 ? null : numbers.reduce((all, [, number]) => all + number, 0);
	const total = countOf(objectOf(stats).total) ?? sum;
	// undocumented: whether statuses without a test are left out. If those present add up to the total, the others are 0.
	return { ...(sum !== null && sum === total ? NONE : noCounts()), ...sums, total };
}

/** The custom statuses that tests of the run have, in words; `null` if there are none. */
function ownStatuses(stats: unknown): string | null {
	const own = statusNumbers(stats).filter(([slug, number]) => number > 0 && !entryOf(SLUGS, slug));
	return own.length === 0 ? null : `${OWN_STATUS} (${someNames(own.map(([slug]) => slug))})`;
}

/** The number of tests by slug. Read from the deprecated flat fields if the map is missing or empty. */
function statusNumbers(stats: unknown): Array<[string, number]> {
	const given = objectOf(stats);
	const bySlug = isObject(given.statuses) ? Object.entries(given.statuses) : [];
	const flat = Object.entries(given).filter(([name]) => entryOf(SLUGS, name));
	return (bySlug.length > 0 ? bySlug : flat).flatMap(([slug, value]) => {
		const number = countOf(value);
		return number === null ? [] : [[slug, number] as [string, number]];
	});
}

/** A failure with the ids by which other operations find its result and its case. */
export interface QaseFailure extends TestFailure {
	resultHash: string;
	caseId: number | null;
	/** Absent if it was not asked for; `null` if there is no case, or if it could not be read. */
	case?: CaseDetails | null;
	/** What of the case could not be read, in plain sentences; absent if nothing is missing. */
	caseNote?: string;
}

/** A failure that is an item of its own. One within a run does without its place, which the run has. */
export interface QaseFailureItem extends QaseFailure {
	/** Number of the run. */
	runId: string;
	project: { id: string; name: null };
}

/** Converts a failed result to a failure, with the title of its case if it has one. */
export function resultFailure(result: QaseFailedResult, caseTitle: string | null, code: string): QaseFailure {
	const caseId = textOf(result.case_id);
	const failure = buildFailure({
		project: code,
		testId: caseId,
		title: caseTitle ?? (caseId ? `Case ${caseId}` : 'Result without a case'),
		status: entryOf(FAILING, textOf(result.status)) ?? 'failed',
		message: textOf(result.comment),
		stack: textOf(result.stacktrace),
		durationMs: countOf(result.time_spent_ms),
	});
	return Object.assign(failure, { resultHash: result.hash, caseId: result.case_id ?? null });
}

/** A result with Simplify on: what workflows need of it, by the names that it has in the raw data. */
export interface ShownResult {
	hash: string;
	run_id: number | null;
	case_id: number | null;
	/** Slug, custom ones included. */
	status: string | null;
	comment: string | null;
	stacktrace: string | null;
	time_spent_ms: number | null;
	/** As Qase sends it: ISO 8601 with an offset. */
	end_time: string | null;
	/** Whether it came by API; otherwise a person entered it. */
	is_api_result: boolean | null;
	attachments: IDataObject[];
	project: { id: string; name: string | null };
}

/** Drops the steps of a result, and names its project. */
export function shownResult(result: QaseResult, code: string): ShownResult {
	return {
		hash: result.hash,
		run_id: result.run_id ?? null,
		case_id: result.case_id ?? null,
		status: textOf(result.status),
		comment: textOf(result.comment),
		stacktrace: textOf(result.stacktrace),
		time_spent_ms: countOf(result.time_spent_ms),
		end_time: textOf(result.end_time),
		is_api_result: typeof result.is_api_result === 'boolean' ? result.is_api_result : null,
		attachments: objectsOf(result.attachments) as IDataObject[],
		...projectOf(code),
	};
}
