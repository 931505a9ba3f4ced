/** Mocha's own JSON: a test says nothing of how it ended but by the lists that it is in. */

import { errorOf, isTimeout, nameOf } from '../errorText';
import { count, fields, objects, text, type Fields } from '../fields';
import { outside } from '../outside';
import type { ReadTest, Steps } from '../reader';
import { isBad } from '../repeats';
import { milliseconds } from '../times';

/** The tests, and the hooks that failed: these are in the list of failures alone. */
export function* mochaTests(report: Fields): Generator<ReadTest | undefined, void> {
	const lists = {
		passes: yield* namesIn(report.passes),
		pending: yield* namesIn(report.pending),
		failures: yield* namesIn(report.failures),
	};
	let failed = 0;
	for (const given of objects(report.tests)) {
		const test = testOf(given, lists);
		if (isBad(test.status)) failed += 1;
		yield test;
	}
	const failures = objects(report.failures);
	const hooks = failures
		.filter((failure) => take(lists.failures, failure))
		.slice(0, Math.max(0, failures.length - failed));
	for (const hook of hooks) yield outside({ ...described(hook), ...errorIn(hook) });
}

/** How often each test is in a list; titles may be equal. */
type Names = Map<string, number>;

interface Lists {
	passes: Names;
	pending: Names;
	failures: Names;
}

const STEP = 2_000;

function* namesIn(tests: unknown): Steps<Names> {
	const names: Names = new Map();
	for (const [index, test] of objects(tests).entries()) {
		if (index % STEP === 0) yield undefined;
		const key = keyOf(test);
		names.set(key, (names.get(key) ?? 0) + 1);
	}
	return names;
}

function keyOf({ fullTitle, file }: Fields): string {
	return `${text(file) ?? ''}\0${text(fullTitle) ?? ''}`;
}

/** Takes the test out of a list; false when it was not there. */
function take(names: Names, test: Fields): boolean {
	const key = keyOf(test);
	const left = names.get(key) ?? 0;
	if (left === 0) return false;
	names.set(key, left - 1);
	return true;
}

function testOf(test: Fields, lists: Lists): ReadTest {
	const status = statusOf(test, lists);
	const attempts = (count(test.currentRetry) ?? 0) + 1;
	const error = errorIn(test);
	const { title, suite, file, durationMs } = described(test);
	// All fields by their names, here as in other formats: an object that others are spread into is several times slower.
	return {
		title,
		suite,
		file,
		durationMs,
		status: status === 'failed' && isTimedOut(test, error.message) ? 'timedOut' : status,
		// The report does not hold the errors of the attempts before.
		flaky: status === 'passed' && attempts > 1,
		attempts: attempts > 1 ? attempts : null,
		message:
			status === 'other' ? 'The report lists the test neither as passed, failed nor pending.' : error.message,
		stack: error.stack,
	};
}

function statusOf(test: Fields, { passes, pending, failures }: Lists): ReadTest['status'] {
	if (Object.keys(fields(test.err)).length > 0) {
		take(failures, test);
		return 'failed';
	}
	// A test that did not run has no duration, which tells it from one of the same title that did.
	const hasRun = test.duration !== undefined;
	if (!hasRun && take(pending, test)) return 'skipped';
	if (take(passes, test)) return 'passed';
	if (take(pending, test)) return 'skipped';
	return take(failures, test) ? 'failed' : 'other';
}

function isTimedOut(test: Fields, message: string | null): boolean {
	return fields(test.err).code === 'ERR_MOCHA_TIMEOUT' || isTimeout(message);
}

function errorIn(test: Fields) {
	const { message, stack } = fields(test.err);
	return errorOf(text(message), text(stack));
}

function described(test: Fields): Pick<ReadTest, 'title' | 'suite' | 'file' | 'durationMs'> {
	const title = nameOf(text(test.title));
	const fullTitle = nameOf(text(test.fullTitle));
	const suite = fullTitle.endsWith(title) ? fullTitle.slice(0, fullTitle.length - title.length).trim() : '';
	return { title, suite: suite || null, file: text(test.file), durationMs: milliseconds(test.duration) };
}
