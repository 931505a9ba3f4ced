/**
 * Data for which a report file format has no field. It is written into a field of our own, which only this package reads,
 * so that a run that is written and read again is the same run.
 */

import type { TestFailure, TestHistory, TestResult } from '../model/TestRun';
import type { ReportedRun } from './report';
import { knownDuration } from './words';

/** A test, and its error or the error of an attempt before it passed. */
export interface TestEntry {
	test: TestResult;
	error: TestFailure['error'] | null;
	/** What earlier runs say about it; `null` if it is not known. */
	history: TestHistory | null;
}

/** What the fields of the format contain about a test. What is left out is not in the file. */
export type Told = Partial<Omit<TestResult, 'testKey' | 'title'> & TestFailure['error']>;

/** What has to be added to that; `null` if nothing has. */
export type TestExtra = Told | null;

/** The values that a reader assumes for missing fields. */
const UNTOLD: Record<keyof Told, unknown> = {
	status: null,
	suite: null,
	file: null,
	group: null,
	flaky: false,
	attempts: null,
	durationMs: null,
	startedAt: null,
	url: null,
	tags: [],
	line: 0,
	owner: '',
	attachments: [],
	message: null,
	stack: null,
};

const NAMES = Object.keys(UNTOLD) as Array<keyof Told>;

/** The fields in which `told` differs from the test. */
export function extraOf({ test, error }: TestEntry, told: Told): TestExtra {
	// Field by field, not by spreading: docs/performance.md.
	const actual: Told = {
		status: test.status,
		suite: test.suite,
		file: test.file,
		group: test.group,
		flaky: test.flaky,
		attempts: test.attempts,
		durationMs: knownDuration(test.durationMs),
		startedAt: test.startedAt,
		url: test.url,
		tags: test.tags,
		line: test.line,
		owner: test.owner,
		attachments: test.attachments,
		message: error?.message,
		stack: error?.stack,
	};
	let extra: Record<string, unknown> | null = null;
	for (const name of NAMES) {
		const is = actual[name] ?? UNTOLD[name];
		if (!isSame(is, told[name] ?? UNTOLD[name])) (extra ??= {})[name] = is;
	}
	return extra;
}

/** Compares values that fields can have: texts, numbers and lists of texts. */
function isSame(a: unknown, b: unknown): boolean {
	if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
	return a.length === b.length && a.every((entry, index) => entry === b[index]);
}

/** What has to be added about the whole run. */
export function runExtra({
	run,
	verdict,
	reasons,
}: Pick<ReportedRun, 'run' | 'verdict' | 'reasons'>): Record<string, unknown> {
	const whyUndecided = verdict === run.verdict ? run.verdictReason : reasons.join(' ');
	const { name, url, branch, commit, environment, buildId, startedAt, finishedAt, durationMs, doubt } = run;
	return {
		...{ name, url, branch, commit, environment, buildId, startedAt, finishedAt, doubt },
		durationMs: knownDuration(durationMs),
		tool: run.tool ?? { name: run.platformName, version: null },
		isInterrupted: run.status === 'canceled',
		undecidedBecause: isUndecided(verdict) ? whyUndecided : null,
	};
}

/** Neither passed nor failed. */
export function isUndecided(verdict: ReportedRun['verdict']): boolean {
	return verdict !== 'passed' && verdict !== 'failed';
}
