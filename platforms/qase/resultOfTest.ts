/** The result that a test becomes. Pure. */
import { createHash } from 'crypto';

import type { TestFailure, TestResult } from '../../core/model/TestRun';
import { stableFile } from '../../core/identity/stableName';
import type { FoundCases } from './caseIds';
import type { QaseResultContent } from './wire';

/** The longest title that Qase takes, of a test or a suite. */
export const LONGEST_TITLE = 255;

/** A test with what is known of it. `title` and `tags` are without the case ids that were found in them. */
export interface KnownTest extends FoundCases {
	test: TestResult;
	/** What went wrong in it; `undefined` if nothing did, or if that is not known. */
	failure: TestFailure | undefined;
}

/**
 * Statuses as the vendor's own importer of report files has them (qasectl: a failure is `failed`, an error `invalid`),
 * and as its reporters do with tests that timed out (`failed`) or were not executed (`skipped`).
 */
const STATUSES: Record<TestResult['status'], string> = {
	passed: 'passed',
	failed: 'failed',
	timedOut: 'failed',
	error: 'invalid',
	blocked: 'blocked',
	skipped: 'skipped',
	pending: 'skipped',
	// Not known, so it is no pass.
	other: 'invalid',
};

const STATUS_NOTES: Partial<Record<TestResult['status'], string>> = {
	timedOut: 'Timed out.',
	pending: 'Not executed (pending).',
	other: 'The status of this test is not known.',
};

/** The result without its id. Fields are set one by one, since spreading takes several times as long. */
export function resultOfTest({ test, failure, ids, title, tags }: KnownTest): QaseResultContent {
	const result: QaseResultContent = {
		title: fitted(title),
		execution: executionOf(test, failure),
		message: messageOf(test, failure, title),
	};
	if (ids.length === 1) result.testops_id = ids[0];
	if (ids.length > 1) result.testops_ids = ids;
	if (test.group !== null) result.params = { group: test.group };
	if (tags.length > 0) result.fields = { tags: tags.map(withoutCommas).join(',') };
	const suites = suitesOf(test).map((suite) => ({ title: fitted(suite) }));
	if (suites.length > 0) result.relations = { suite: { data: suites } };
	return result;
}

/** Whether a test with this status has nothing to explain. */
export function isHarmless({ status }: TestResult): boolean {
	return status === 'passed' || status === 'skipped' || status === 'pending';
}

function messageOf(test: TestResult, failure: TestFailure | undefined, title: string): string | null {
	const parts = [
		STATUS_NOTES[test.status],
		flakyNote(test),
		failure?.error.message,
		...(isHarmless(test) ? [] : [placeOf(test), test.url]),
		title.length > LONGEST_TITLE ? `Title: ${title}` : null,
	];
	return parts.filter(Boolean).join('\n\n') || null;
}

function flakyNote({ flaky, status, attempts }: TestResult): string | null {
	if (!flaky) return null;
	if (status !== 'passed') return 'Flaky: an earlier attempt failed.';
	return attempts === null
		? 'Flaky: passed after a failed attempt.'
		: `Flaky: passed at attempt ${attempts}.`;
}

function placeOf({ file, line }: TestResult): string | null {
	return file === null ? null : `File: ${file}${line ? `:${line}` : ''}`;
}

/** Times are Unix seconds; the end is known where the start and the duration are. */
function executionOf(
	{ status, startedAt, durationMs }: TestResult,
	failure?: TestFailure,
): QaseResultContent['execution'] {
	const execution: QaseResultContent['execution'] = { status: STATUSES[status] };
	const start = startedAt === null ? NaN : Date.parse(startedAt) / 1000;
	if (start >= 0) execution.start_time = start;
	if (start >= 0 && durationMs !== null) execution.end_time = start + durationMs / 1000;
	if (durationMs !== null) execution.duration = Math.round(durationMs);
	if (failure?.error.stack) execution.stacktrace = failure.error.stack;
	return execution;
}

/**
 * The path of suites. Qase finds the case of a result by its title and this path, so tests of two files must not have
 * the same one: the file comes first, unless the suites name it already, as classes do.
 */
function suitesOf({ suite, file }: TestResult): string[] {
	const path = (suite ?? '').split(' > ').filter((part) => part.trim() !== '');
	const fileHere = stableFile(file ?? '');
	const name = fileHere.slice(fileHere.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
	return name === '' || path.some((part) => part.includes(name)) ? path : [fileHere, ...path];
}

/** A title that Qase takes. Two that differ beyond its length stay different. */
function fitted(title: string): string {
	if (title.length <= LONGEST_TITLE) return title;
	const ending = `… ${createHash('sha256').update(title).digest('hex').slice(0, 8)}`;
	return title.slice(0, LONGEST_TITLE - ending.length).toWellFormed() + ending;
}

/** Commas separate the tags that are sent. */
function withoutCommas(tag: string): string {
	return tag.replaceAll(',', ' ');
}
