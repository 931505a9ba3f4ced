/** Reads the failed tests of a run from its results, and how the same tests ended in other runs. */
import { buildTest } from '../../core/model/buildFailure';
import { buildRun, type RunFacts } from '../../core/model/buildRun';
import { mapInTurns } from '../../core/text/inTurns';
import type { TestFailure, TestResult } from '../../core/model/TestRun';
import { failing } from '../../core/model/verdict';
import { quantity } from '../../core/text/words';
import { entryOf, textOf, without } from '../../core/text/json';
import { remembering } from '../../n8n/transport/paging';
import { givingWay } from '../../n8n/givingWay';
import type { ComparableRun } from '../shared/comparison';
import type { QaseApi } from './api';
import { casesById } from './cases';
import type { FoundWords } from './caseWords';
import { FAILING, resultFailure, runFacts, statsCounts, type QaseFailure, type RunView } from './normalize';
import { caseDetails } from './normalizeCases';
import type { QaseCase, QaseFailedResult, QaseResult, QaseRun } from './wire';

/** Maximum number of cases in one request for results, so that the URL stays short. */
const CASES_A_LIST = 100;

/** One result of a case, and when it ended. */
type PastResult = Pick<QaseResult, 'hash' | 'case_id' | 'status' | 'end_time'>;

/** The results that make tests fail, and what is uncertain about them. */
interface FailingResults {
	results: QaseFailedResult[];
	/** Why there may be more of them. */
	doubt: string | null;
	note: string | null;
}

/** The failures of a run, as facts of it. */
interface FailureFacts extends Pick<RunFacts, 'failuresTruncated' | 'failuresNote'> {
	failures: QaseFailure[];
}

/** Reads the failed, blocked and invalid tests of a run, at most `max`, and their cases by id. */
export async function readFailures(
	api: QaseApi,
	run: QaseRun,
	code: string,
	max: number,
): Promise<FailureFacts & { cases: Map<string, QaseCase> }> {
	const { results, doubt, note } = await failingResults(api, run, code);
	const shown = results.slice(0, max);
	const cases = await casesById(api, code, caseIdsOf(shown));
	const titleOf = (result: QaseFailedResult) => textOf(cases.get(caseIdOf(result) ?? '')?.title);
	const make = (result: QaseFailedResult) => resultFailure(result, titleOf(result), code);
	return {
		failures: await mapInTurns(shown, make, givingWay()),
		failuresTruncated: doubt !== null || results.length > shown.length,
		failuresNote: [doubt, note].filter(Boolean).join(' ') || null,
		cases,
	};
}

/** Adds the details of their cases to failures, and what of them could not be read. */
export async function withCases(
	failures: QaseFailure[],
	cases: Map<string, QaseCase>,
	words: FoundWords,
): Promise<QaseFailure[]> {
	const detailed = (failure: QaseFailure) => Object.assign(failure, caseOf(failure, cases, words));
	return await mapInTurns(failures, detailed, givingWay());
}

function caseOf(
	{ caseId }: QaseFailure,
	cases: Map<string, QaseCase>,
	words: FoundWords,
): Pick<QaseFailure, 'case' | 'caseNote'> {
	if (caseId === null) return { case: null };
	const testCase = cases.get(String(caseId));
	if (testCase === undefined) return { case: null, caseNote: NO_CASE };
	const caseNote = words.noteFor(testCase);
	return { case: caseDetails(testCase, words), ...(caseNote === null ? {} : { caseNote }) };
}

const NO_CASE = 'The case was deleted, or Qase does not list it.';

/**
 * The results that make tests fail. If Qase lists more of them than the run counts as failed, some were followed by
 * another result of the same test. Then only the latest result of each case is used.
 *
 * This fails for parametrised cases, because a result does not say which variant of its case it belongs to: the latest
 * result of the case hides those of its other variants. It shows in fewer results than the run counts. Then all are
 * returned, so that no failure is lost. undocumented: whether a result is still listed after a later one of its test.
 */
async function failingResults(api: QaseApi, run: QaseRun, code: string): Promise<FailingResults> {
	const ofRun = { run: String(run.id) };
	const keep = remembering(withoutSteps);
	const all: QaseFailedResult[] = [];
	for (const status of Object.keys(FAILING)) {
		for (const result of await api.listResults(code, Infinity, { ...ofRun, status }, keep)) all.push(result);
	}
	const { doubt } = keep;
	const counted = countedFailures(run);
	if (counted !== null && all.length <= counted) return { results: all, doubt, note: null };

	const latest = latestOfCases(await pastResults(api, code, ofRun, [...new Set(caseIdsOf(all))]));
	const results = all.filter((result) => caseIdOf(result) === null || latest.has(result.hash));
	return results.length >= (counted ?? all.length)
		? { results, doubt, note: null }
		: { results: all, doubt, note: ambiguous(counted, all.length) };
}

/** How many tests failed according to the run; `null` if it does not say. */
function countedFailures(run: QaseRun): number | null {
	const counts = statsCounts(run.stats);
	return counts.failed === null || counts.other === null ? null : failing(counts);
}

function ambiguous(counted: number | null, listed: number): string {
	const counts = counted === null ? '' : `counts ${quantity(counted, 'failed test')} and `;
	return (
		`Qase ${counts}lists ${quantity(listed, 'failing result')}. It does not tell variants of a case ` +
		'from repetitions, so all are shown: some of these tests may have passed since.'
	);
}

/**
 * For Compare Runs: reads the runs of one comparison with all failures. A missing one would appear as new or as
 * recovered.
 */
export function comparableRuns(api: QaseApi, view: RunView): (raw: QaseRun) => Promise<ComparableRun> {
	// Case ids by test: a failure does not contain the id of its case, but the results of the other run are requested by it.
	const caseIds = new Map<string, string>();
	return async (raw) => {
		const facts = without(await readFailures(api, raw, view.code, Infinity), ['cases']);
		for (const { testKey, caseId } of facts.failures) {
			if (caseId !== null) caseIds.set(testKey, String(caseId));
		}
		return {
			run: buildRun({ ...runFacts(raw, view), ...facts }),
			async statusesOf(asked) {
				const ids = asked.flatMap(({ testKey }) => caseIds.get(testKey) ?? []);
				const statuses = await statusesOfCases(api, view.code, raw, [...new Set(ids)]);
				return new Map([...withoutCase(asked, caseIds), ...statuses]);
			},
		};
	};
}

/** Results without a case cannot be found in another run, so how these tests ended there is not known. */
function withoutCase(failures: TestFailure[], caseIds: Map<string, string>): Array<[string, null]> {
	return failures.filter(({ testKey }) => !caseIds.has(testKey)).map(({ testKey }) => [testKey, null]);
}

/** The `testKey` of a case. */
function caseTestKey(code: string, caseId: string): string {
	return buildTest({ project: code, testId: caseId, title: '', status: 'other' }).testKey;
}

/**
 * How cases ended in a run, by `testKey`, according to the latest result of each; `null` if its status is not known. A
 * case without a result was not executed in the run and is missing.
 */
async function statusesOfCases(
	api: QaseApi,
	code: string,
	run: QaseRun,
	caseIds: string[],
): Promise<Map<string, TestResult['status'] | null>> {
	const results = await pastResults(api, code, { run: String(run.id) }, caseIds);
	const latest = latestOfCases(results);
	const statuses = new Map<string, TestResult['status'] | null>();
	for (const result of results) {
		const caseId = caseIdOf(result);
		if (caseId !== null && latest.has(result.hash)) statuses.set(caseTestKey(code, caseId), statusOf(result));
	}
	return statuses;
}

/** `null` for a custom status of the workspace, because it can mean anything. */
function statusOf({ status }: PastResult): TestResult['status'] | null {
	return entryOf(STATUSES, textOf(status)) ?? null;
}

const STATUSES: Record<string, TestResult['status']> = {
	...FAILING,
	passed: 'passed',
	skipped: 'skipped',
	untested: 'pending',
	retest: 'pending',
	in_progress: 'pending',
};

/** All results of some cases in a run. */
async function pastResults(
	api: QaseApi,
	code: string,
	ofRun: { run: string },
	caseIds: string[],
): Promise<PastResult[]> {
	const history: PastResult[] = [];
	for (let from = 0; from < caseIds.length; from += CASES_A_LIST) {
		const ids = caseIds.slice(from, from + CASES_A_LIST).join(',');
		const results = await api.listResults(code, Infinity, { ...ofRun, case_id: ids }, withoutContent);
		for (const result of results) history.push(result);
	}
	return history;
}

/** Drops steps and attachments, which are often the largest part of a result. */
function withoutSteps(results: QaseResult[]): QaseFailedResult[] {
	return results.map(({ hash, case_id, status, comment, stacktrace, time_spent_ms }) => ({
		hash,
		case_id,
		status,
		comment,
		stacktrace,
		time_spent_ms,
	}));
}

function withoutContent(results: QaseResult[]): PastResult[] {
	return results.map(({ hash, case_id, status, end_time }) => ({ hash, case_id, status, end_time }));
}

/**
 * Hashes of the latest result of each case. Times are in whole seconds. Among results of the same second, the one that
 * is nearest to the newer end of the list is the latest. undocumented: which end is the newer one.
 */
function latestOfCases(listed: PastResult[]): Set<string> {
	const results = endOf(listed[0]) > endOf(listed[listed.length - 1]) ? [...listed].reverse() : listed;
	const byCase = new Map<string | null, PastResult>();
	for (const result of results) {
		const known = byCase.get(caseIdOf(result));
		if (known === undefined || endOf(result) >= endOf(known)) byCase.set(caseIdOf(result), result);
	}
	return new Set([...byCase.values()].map(({ hash }) => hash));
}

function caseIdsOf(results: QaseFailedResult[]): string[] {
	return results.map(caseIdOf).filter((caseId) => caseId !== null);
}

function caseIdOf(result: Pick<QaseResult, 'case_id'>): string | null {
	return textOf(result.case_id);
}

function endOf(result?: PastResult): number {
	return Date.parse(result?.end_time ?? '') || 0;
}
