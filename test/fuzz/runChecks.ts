/** What anything that is read has to be, however its file was damaged: a run that agrees with itself, or the typed error. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { buildRun } from '../../core/model/buildRun';
import type { TestRun } from '../../core/model/TestRun';
import { readReports, toEnd, type ReadOptions } from '../../core/readers/readReports';
import { ReportError } from '../../core/readers/reportError';

export type Content = string | Uint8Array;

/** The run of the files, or `null` where they end in the error that tells users what to do. */
export function runOf(contents: Content[], options: ReadOptions = {}): TestRun | null {
	const files = contents.map((content, index) => ({ name: `${index}.report`, content }));
	try {
		return buildRun(toEnd(readReports(files, { includeTests: true, ...options })).facts);
	} catch (error) {
		if (!(error instanceof ReportError)) throw error;
		checkError(error);
		return null;
	}
}

function checkError({ message, file, advice }: ReportError): void {
	assert(file.endsWith('.report') && message.startsWith(file), message);
	assert(advice.endsWith('.') && message.endsWith(advice), message);
	assert(message.length < 1_000, `an error of ${message.length} characters`);
}

/** What any run has to be, whatever it was read from. */
export function checkRun(run: TestRun): void {
	const { verdict, counts, passRate } = run;
	const tests = run.tests ?? [];
	const failures = run.failures ?? [];
	const { total, passed, failed, skipped, pending, other, flaky } = numbers(counts);
	assert(total === passed + failed + skipped + pending + other, JSON.stringify(counts));
	assert(tests.length <= total && flaky <= passed);
	assert(failures.filter((failure) => !failure.flaky).length <= failed + other);
	assert(run.failuresTruncated || failures.filter((failure) => !failure.flaky).length === failed + other);
	if (verdict === 'passed') assert(passed > 0 && failed + other === 0, JSON.stringify(counts));
	assert(verdict !== 'pending' && run.platform === 'report' && run.verdictReason !== '');
	assert(passRate === null || (passRate >= 0 && passRate <= 1));
	for (const { title, durationMs, attempts, startedAt } of tests) {
		assert(typeof title === 'string' && title !== '');
		assert(durationMs === null || (Number.isFinite(durationMs) && durationMs >= 0));
		assert(attempts === null || (Number.isInteger(attempts) && attempts >= 1));
		assert(startedAt === null || new Date(startedAt).toISOString() === startedAt);
	}
	assert.deepEqual(JSON.parse(JSON.stringify(run)), run);
}

function numbers(counts: TestRun['counts']): Record<keyof TestRun['counts'], number> {
	for (const count of Object.values(counts)) assert(Number.isInteger(count) && count >= 0);
	return counts as Record<keyof TestRun['counts'], number>;
}

/** Bytes in use once everything that can go is gone. */
export function heapInUse(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed;
}

/** What all objects inherit, to see that nothing is added. */
export function prototypes(): string[][] {
	return [Object, Array, String, Number, Function].map(({ prototype }) =>
		Object.getOwnPropertyNames(prototype).sort(),
	);
}
