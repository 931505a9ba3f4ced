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
	/** Titles of those that have nothing but their title in common, so that they may be different tests. */
	alikeByTitle: string[];
}

/** Joins the attempts of each test; `files` are the tests of each file. They stay in the order of their first attempts. */
export function* mergeRepeats(files: ReadTest[][], repeats: Repeats): Steps<MergedTests> {
	if (repeats === 'each') return { tests: files.flat(), disagreeing: [], alikeByTitle: [] };
	const { firsts, repeated } = yield* groupedByIdentity(files);
	if (repeated.size === 0) return { tests: firsts, disagreeing: [], alikeByTitle: [] };
	const merged: MergedTests = { tests: [], disagreeing: [], alikeByTitle: [] };
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
	/** By suite, file and group, which many tests share, then by title. */
	places: Map<string, Place>;
	/** By index in `firsts`. */
	repeated: Map<number, Occurrence[]>;
}

/** The tests of a place by title. Most titles have one test, and then its index in `firsts` alone is kept. */
type Place = Map<string, Namesakes | number>;

/** The tests that have all of their names in common. */
interface Namesakes {
	/** Where in `firsts` they are. */
	indexes: number[];
	/** The last file that has any. */
	file: number;
	/** How many that file has so far. */
	count: number;
}

function* groupedByIdentity(files: ReadTest[][]): Steps<Grouped> {
	const grouped: Grouped = { firsts: [], files: [], places: new Map(), repeated: new Map() };
	for (const [file, tests] of files.entries()) {
		let before: ReadTest | undefined;
		let place: Place = new Map();
		for (const [index, test] of tests.entries()) {
			if (index % STEP === 0) yield undefined;
			// Most tests lie beside the one before.
			if (!before || !isInSamePlace(test, before)) place = placeOf(grouped, test);
			addOccurrence(grouped, place, test, file);
			before = test;
		}
	}
	return grouped;
}

function addOccurrence(grouped: Grouped, place: Place, test: ReadTest, file: number): void {
	const { firsts, files, repeated } = grouped;
	const at = indexOf(grouped, place, test, file);
	const first = firsts[at];
	if (!first) {
		firsts.push(test);
		files.push(file);
		return;
	}
	const occurrences = repeated.get(at) ?? [{ test: first, file: files[at] as number }];
	occurrences.push({ test, file });
	repeated.set(at, occurrences);
}

/**
 * Where in the list of tests the same test is; the end of the list for one that is not there yet, or never the same as
 * another. Where equal titles are different tests, the second of a file is the same as the second of another file, since a
 * tool that runs them again writes them in the same order.
 */
function indexOf({ firsts, files }: Grouped, place: Place, test: ReadTest, file: number): number {
	const next = firsts.length;
	if (test.title === '' || test.isOutside) return next;
	const name = test.testId || test.title;
	const known = place.get(name);
	if (known === undefined) {
		place.set(name, next);
		return next;
	}
	const namesakes =
		typeof known === 'number' ? { indexes: [known], file: files[known] as number, count: 1 } : known;
	if (namesakes !== known) place.set(name, namesakes);
	if (namesakes.file !== file) namesakes.count = 0;
	namesakes.file = file;
	const before = isSeparate(test) ? namesakes.count : 0;
	namesakes.count += 1;
	return (namesakes.indexes[before] ??= next);
}

function isSeparate({ recurrence = 'separate' }: ReadTest): boolean {
	return recurrence === 'separate';
}

function placeOf({ places }: Grouped, test: ReadTest): Place {
	const names = test.testId ? 'id' : `${test.suite ?? ''}\0${test.file ?? ''}`;
	const key = `${names}\0${test.group ?? ''}\0${isSeparate(test)}`;
	const known = places.get(key);
	if (known) return known;
	const place: Place = new Map();
	places.set(key, place);
	return place;
}

/** Whether {@link placeOf} is sure to give the same for both. */
function isInSamePlace(test: ReadTest, other: ReadTest): boolean {
	return (
		test.suite === other.suite &&
		test.file === other.file &&
		test.group === other.group &&
		test.recurrence === other.recurrence &&
		!test.testId === !other.testId
	);
}

function addJoined(merged: MergedTests, occurrences: Occurrence[]): void {
	const tests = joined(occurrences);
	for (const test of tests) merged.tests.push(test);
	const files = new Set(occurrences.map(({ file }) => file));
	// Where each attempt is a file, there is nothing to say of it.
	const isMarked = tests[0]?.recurrence === 'newest';
	const [test] = tests;
	if (files.size === 1 || isMarked || tests.length > 1 || !test?.flaky) return;
	merged.disagreeing.push(files);
	if (!test.testId && !test.suite && !test.file) merged.alikeByTitle.push(test.title);
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
