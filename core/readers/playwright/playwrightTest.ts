/** One test of a Playwright report: a spec in one project, with all of its attempts. */

import { errorOf, isTimeout, nameOf, readable, type ErrorText } from '../errorText';
import { count, fields, objects, text, texts, type Fields } from '../fields';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { instant, milliseconds } from '../times';

export interface PlaywrightTest {
	test: ReadTest;
	/** It was to run, but was never started. */
	hasNotRun: boolean;
	/** It was running when the run was stopped. */
	isInterrupted: boolean;
}

/** Reads an entry of `spec.tests`; `suites` are the names around the spec. */
export function testOf(spec: Fields, test: Fields, suites: string[]): PlaywrightTest {
	const results = objects(test.results);
	const last = results.at(-1) ?? {};
	const outcome = outcomeOf(test, results);
	const error = isBad(outcome.status) || outcome.flaky ? errorOfTest(outcome, results) : null;
	return {
		hasNotRun: outcome.status === 'pending' && results.length === 0,
		isInterrupted: results.some(({ status }) => status === 'interrupted'),
		test: {
			title: nameOf(text(spec.title)),
			suite: suites.join(' > ') || null,
			file: text(spec.file),
			line: count(spec.line),
			group: nameOf(text(test.projectName)) || null,
			status: outcome.status,
			flaky: outcome.flaky,
			attempts: results.length || null,
			durationMs: milliseconds(last.duration),
			startedAt: instant(results[0]?.startTime),
			message: error?.message,
			stack: error?.stack,
			tags: texts(spec.tags).map(nameOf),
			owner: annotation(test, 'owner'),
			attachments: objects(last.attachments)
				.map(({ name, path }) => text(path) ?? text(name) ?? '')
				.filter((name) => name !== ''),
		},
	};
}

interface Outcome {
	status: ReadTest['status'];
	flaky: boolean;
	/** Where the report has no error to show. */
	message?: string;
}

/** `skipped` means that a test was not to run, unless it was: then it did not run, or stopped before its end. */
function outcomeOf({ status, expectedStatus }: Fields, results: Fields[]): Outcome {
	switch (status) {
		case 'expected':
			return { status: 'passed', flaky: false };
		case 'unexpected':
			return unexpected(expectedStatus, results);
		case 'flaky':
			return { status: expectedStatus === 'skipped' ? 'skipped' : 'passed', flaky: true };
		case 'skipped': {
			const isOnPurpose =
				expectedStatus === 'skipped' && !results.some((result) => result.status === 'interrupted');
			return { status: isOnPurpose ? 'skipped' : 'pending', flaky: false };
		}
		default:
			return {
				status: 'other',
				flaky: false,
				message: `The status is "${text(status) ?? ''}", which is not known.`,
			};
	}
}

function unexpected(expectedStatus: unknown, results: Fields[]): Outcome {
	const last = results.at(-1);
	if (expectedStatus === 'failed' && last?.status === 'passed') {
		return { status: 'failed', flaky: false, message: 'Expected to fail, but passed.' };
	}
	const isTimedOut = last?.status === 'timedOut' || isTimeout(errorIn(last ?? {}).message);
	return { status: isTimedOut ? 'timedOut' : 'failed', flaky: false };
}

/** What went wrong in the last attempt; in that before it passed, where it did. */
function errorOfTest({ message, flaky }: Outcome, results: Fields[]): ErrorText {
	if (message) return { message, stack: null };
	const told = flaky ? results.filter(({ status }) => status !== 'passed' && status !== 'skipped') : results;
	return errorIn(told.at(-1) ?? {});
}

/** The error of an attempt; soft assertions give several, of which the first names the message. */
function errorIn(result: Fields): ErrorText {
	const first = fields(result.error ?? objects(result.errors)[0]);
	const others = objects(result.errors).slice(1);
	const { message, stack } = errorOf(text(first.message), text(first.stack));
	if (others.length === 0) return { message, stack };
	const all = [
		stack ?? message,
		...others.map((error) => readable(text(error.stack) ?? text(error.message))),
	];
	return { message, stack: all.filter((one) => one !== null).join('\n\n') };
}

function annotation(test: Fields, name: string): string | null {
	const found = objects(test.annotations).find(({ type }) => type === name);
	return nameOf(text(found?.description)) || null;
}
