/** Reading reports in tests, and telling what came out in few words. */
import { readReports, toEnd, type ReadOptions } from '../../../../core/readers/readReports';
import { ReportError } from '../../../../core/readers/reportError';
import { buildRun } from '../../../../core/model/buildRun';
import type { TestResult, TestRun } from '../../../../core/model/TestRun';

export type Content = string | Uint8Array;

/** The run of one file, or of several by their names, with all tests. */
export function runOf(given: Content | Record<string, Content>, options: ReadOptions = {}): TestRun {
	const isOne = typeof given === 'string' || given instanceof Uint8Array;
	const files = Object.entries(isOne ? { report: given } : given).map(([name, content]) => ({
		name,
		content,
	}));
	return buildRun(toEnd(readReports(files, { includeTests: true, ...options })).facts);
}

/** The id of the format that a file is found to be. */
export function formatOf(content: Content): string | undefined {
	return toEnd(readReports([{ name: 'report', content }])).files[0]?.format;
}

/** A test on one line: `failed x3 Cart > pays [chromium] (cart.spec.ts:12)`. */
export function lineOf({ status, flaky, attempts, suite, title, group, file, line }: TestResult): string {
	return [
		status,
		...(flaky ? ['flaky'] : []),
		...(attempts === null ? [] : [`x${attempts}`]),
		suite === null ? title : `${suite} > ${title}`,
		...(group === null ? [] : [`[${group}]`]),
		...(file === null ? [] : [`(${file}${line ? `:${line}` : ''})`]),
	].join(' ');
}

/** All tests of a run, one a line. */
export function linesOf(run: TestRun): string[] {
	return (run.tests ?? []).map(lineOf);
}

/** What went wrong, one a line: `failed pays: expected 1 to be 2`. */
export function errorsOf(run: TestRun): string[] {
	return (run.failures ?? []).map(
		({ status, flaky, title, error }) => `${flaky ? 'flaky' : status} ${title}: ${error.message}`,
	);
}

/** The message of the error that a file ends in. */
export function errorFor(given: Content | Record<string, Content>, options: ReadOptions = {}): string {
	try {
		const { counts } = runOf(given, options);
		return `no error, but a run: ${JSON.stringify(counts)}`;
	} catch (error) {
		if (!(error instanceof ReportError)) throw error;
		return error.message;
	}
}

/** The verdict and its reason. */
export function verdictOf(run: TestRun): string {
	return `${run.verdict}: ${run.verdictReason}`;
}
