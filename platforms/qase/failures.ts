/** The failed tests of a run, from its results. */
import type { TestFailure } from '../../runs/TestRun';
import { textOf } from '../../transport/json';
import type { QaseApi } from './api';
import { caseTitles } from './cases';
import { FAILING, failingCount, resultFailure } from './normalize';
import type { QaseFailedResult, QaseResult, QaseRun } from './wire';

/** Cases asked for in one list of results, so that the address stays short. */
const CASES_A_LIST = 100;

/** When a case had which result. */
type PastResult = Pick<QaseResult, 'hash' | 'case_id' | 'end_time'>;

/** Failed, blocked and invalid tests of a run, at most `max`. */
export async function readFailures(
	api: QaseApi,
	run: QaseRun,
	code: string,
	max: number,
): Promise<{ failures: TestFailure[]; failuresTruncated: boolean }> {
	const results = await failingResults(api, run, code);
	const shown = results.slice(0, max);
	const titles = await caseTitles(api, code, caseIdsOf(shown));
	return {
		failures: shown.map((result) => resultFailure(result, titles.get(caseIdOf(result) ?? '') ?? null, code)),
		failuresTruncated: results.length > shown.length,
	};
}

/**
 * The results that make tests fail.
 *
 * undocumented: whether a result that was followed by another one of its case is still listed. When there are more
 * failing results than the run counts as failing, one per case is taken, and only if it is the case's latest.
 */
async function failingResults(api: QaseApi, run: QaseRun, code: string): Promise<QaseFailedResult[]> {
	const ofRun = { run: String(run.id) };
	const failing: QaseFailedResult[] = [];
	for (const status of Object.keys(FAILING)) {
		const results = await api.listResults(code, Infinity, { ...ofRun, status }, withoutSteps);
		for (const result of results) failing.push(result);
	}
	if (failing.length <= failingCount(run.stats)) return failing;

	const caseIds = [...new Set(caseIdsOf(failing))];
	const history: PastResult[] = [];
	for (let from = 0; from < caseIds.length; from += CASES_A_LIST) {
		const ids = caseIds.slice(from, from + CASES_A_LIST).join(',');
		const results = await api.listResults(code, Infinity, { ...ofRun, case_id: ids }, withoutContent);
		for (const result of results) history.push(result);
	}
	const latest = latestOfCases(history);
	return failing.filter((result) => caseIdOf(result) === null || latest.has(result.hash));
}

/** Steps and attachments are often most of a result. */
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
	return results.map(({ hash, case_id, end_time }) => ({ hash, case_id, end_time }));
}

/** Hashes of the results that ended last of their cases. */
function latestOfCases(results: PastResult[]): Set<string> {
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

function endOf({ end_time: endTime }: PastResult): number {
	return Date.parse(endTime ?? '') || 0;
}
