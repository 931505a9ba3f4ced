/** Tests that are in a report several times: attempts of one test, or several tests. */

import type { TestResult } from '../model/TestRun';
import type { ReadTest, Steps } from './reader';

/** `retries`: the same test again is another attempt of it. `each`: every one counts. */
export type Repeats = 'retries' | 'each';

/** The tests of a run, and which of them passed in one file and failed in another. */
export interface MergedTests {
	tests: ReadTest[];
	/** Indexes of the files that do not agree, one set for each such test. */
	disagreeing: Array<Set<number>>;
}

/** Joins the attempts of each test; `files` are the tests of each file. They stay in the order of their first attempts. */
export function* mergeRepeats(files: ReadTest[][], repeats: Repeats): Steps<MergedTests> {
	if (repeats === 'each') return { tests: files.flat(), disagreeing: [] };
	const { firsts, repeated } = yield* groupedByIdentity(files);
	const merged: MergedTests = { tests: [], disagreeing: [] };
	for (const [index, first] of firsts.entries()) {
		const occurrences = repeated.get(index);
		if (occurrences) addJoined(merged, withoutCopies(occurrences));
		else merged.tests.push(first);
		if (index % STEP === 0) yield undefined;
	}
	return merged;
}

const STEP = 2_000;

/** A test together with the index of its file. */
interface Occurrence {
	test: ReadTest;
	file: number;
}

/** Each test once, and all occurrences of those that are there several times. */
interface Grouped {
	firsts: ReadTest[];
	/** The file of each of the firsts. */
	files: number[];
	/** Where in `firsts` the test with an identity is. */
	indexes: Map<string, number>;
	/** By index in `firsts`. */
	repeated: Map<number, Occurrence[]>;
}

function* groupedByIdentity(files: ReadTest[][]): Steps<Grouped> {
	const grouped: Grouped = { firsts: [], files: [], indexes: new Map(), repeated: new Map() };
	for (const [file, tests] of files.entries()) {
		const inFile = new Map<string, number>();
		for (const [index, test] of tests.entries()) {
			if (index % STEP === 0) yield undefined;
			addOccurrence(grouped, keyOf(test, inFile) ?? `#${file}.${index}`, test, file);
		}
	}
	return grouped;
}

function addOccurrence(
	{ firsts, files, indexes, repeated }: Grouped,
	key: string,
	test: ReadTest,
	file: number,
): void {
	const at = indexes.get(key);
	if (at === undefined) {
		indexes.set(key, firsts.push(test) - 1);
		files.push(file);
		return;
	}
	const occurrences = repeated.get(at) ?? [{ test: firsts[at] as ReadTest, file: files[at] as number }];
	occurrences.push({ test, file });
	repeated.set(at, occurrences);
}

/**
 * What makes two entries the same test; `null` for one that is never the same as another. Where equal titles are
 * different tests, the second of a file is the same as the second of another file, since a tool that runs them again
 * writes them in the same order.
 */
function keyOf(test: ReadTest, inFile: Map<string, number>): string | null {
	if (test.title === '' || test.isOutside) return null;
	const identity = identityOf(test);
	if ((test.recurrence ?? 'separate') !== 'separate') return identity;
	const before = inFile.get(identity) ?? 0;
	inFile.set(identity, before + 1);
	return `${identity}\0${before}`;
}

function identityOf({ testId, suite, title, file, group }: ReadTest): string {
	const names = testId ? `id\0${testId}` : `${suite ?? ''}\0${title}\0${file ?? ''}`;
	return `${names}\0${group ?? ''}`;
}

function addJoined(merged: MergedTests, occurrences: Occurrence[]): void {
	const tests = joined(occurrences);
	for (const test of tests) merged.tests.push(test);
	const files = new Set(occurrences.map(({ file }) => file));
	// Where each attempt is a file, there is nothing to say of it.
	const isMarked = tests[0]?.recurrence === 'newest';
	if (files.size > 1 && !isMarked && tests.length === 1 && tests[0]?.flaky) merged.disagreeing.push(files);
}

/** One execution that two files tell of counts once: some tools write what ran before into each later file again. */
function withoutCopies(occurrences: Occurrence[]): Occurrence[] {
	const seen = new Map<string, number>();
	return occurrences.filter(({ test, file }) => {
		const { execution, status, durationMs } = test;
		if (!execution) return true;
		const key = [execution, status, durationMs].join('\0');
		const first = seen.get(key) ?? file;
		seen.set(key, first);
		return first === file;
	});
}

/** One test if these are its attempts, else as many tests. */
function joined(executions: Occurrence[]): ReadTest[] {
	const tests = executions.map(({ test }) => test);
	const executed = tests.filter(({ status }) => status !== 'skipped' && status !== 'pending');
	const failed = executed.filter(({ status }) => status !== 'passed');
	if (tests.length === 1 || !areAttempts(tests, executed, failed))
		return executed.length > 0 ? executed : tests;
	return [executed.length === 0 ? (tests[0] as ReadTest) : oneTest(executed, failed)];
}

/** Equal entries are attempts if one of them failed, or if the tool is known to repeat tests. */
function areAttempts(tests: ReadTest[], executed: ReadTest[], failed: ReadTest[]): boolean {
	const isKnown = tests.some(({ recurrence }) => recurrence === 'attempts' || recurrence === 'newest');
	return isKnown || failed.length > 0 || executed.length === 1;
}

/** The test passes if one attempt passed. Its error is that of the last attempt that failed. */
function oneTest(executed: ReadTest[], failed: ReadTest[]): ReadTest {
	const attempts = executed.reduce((sum, test) => sum + (test.attempts ?? 1), 0);
	const last = executed.some(({ recurrence }) => recurrence === 'newest') ? newestOf(executed) : null;
	const passed = executed
		.filter((test) => test.status === 'passed' && (last === null || test === last))
		.at(-1);
	const lastFailed = last !== null && isBad(last.status) ? last : failed.at(-1);
	if (!passed) return { ...(lastFailed as ReadTest), attempts };
	if (!lastFailed) return { ...passed, attempts };
	const { message, stack, attachments = [] } = lastFailed;
	const allAttachments = [...(passed.attachments ?? []), ...attachments];
	return { ...passed, flaky: true, attempts, message, stack, attachments: allAttachments };
}

/** The attempt that began last; without times, the last in the report. */
function newestOf(executed: ReadTest[]): ReadTest {
	return executed.reduce((newest, test) =>
		(test.startedAt ?? '') < (newest.startedAt ?? '') ? newest : test,
	);
}

/** Whether a status means that the test ran and did not pass. */
export function isBad(status: TestResult['status']): boolean {
	return status !== 'passed' && status !== 'skipped' && status !== 'pending';
}
