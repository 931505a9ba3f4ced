/** One test of a Jest or Vitest report. */

import { isTimeout, nameOf, splitError, type ErrorText } from '../errorText';
import { count, fields, text, texts, type Fields } from '../fields';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { milliseconds } from '../times';

/** Reads an entry of `assertionResults`. */
export function testOf(test: Fields, file: string | null, isVitest: boolean): ReadTest {
	const messages = texts(test.failureMessages);
	const known = statusOf(test, isVitest);
	const retries = isVitest ? vitestRetries(messages, known) : jestRetries(test);
	const flaky = known === 'passed' && retries.errors.length > 0;
	const error = errorIn(flaky ? retries.errors : messages);
	return {
		title: nameOf(text(test.title) ?? text(test.fullName)),
		suite: texts(test.ancestorTitles).map(nameOf).join(' > ') || null,
		file,
		line: count(fields(test.location).line),
		status: known === 'failed' && isTimeout(error.message) ? 'timedOut' : known,
		flaky,
		attempts: retries.attempts,
		durationMs: milliseconds(test.duration),
		message:
			known === 'other' ? `The status is "${text(test.status) ?? ''}", which is not known.` : error.message,
		stack: isBad(known) || flaky ? error.stack : null,
		tags: texts(test.tags).map(nameOf),
	};
}

/** Jest calls a skipped test pending; to Vitest that is one that has not ended. */
function statusOf({ status }: Fields, isVitest: boolean): ReadTest['status'] {
	switch (status) {
		case 'passed':
		case 'failed':
			return status;
		case 'skipped':
		case 'disabled':
			return 'skipped';
		case 'pending':
			return isVitest ? 'pending' : 'skipped';
		case 'todo':
			return 'pending';
		default:
			return 'other';
	}
}

interface Retries {
	attempts: number | null;
	/** Errors of the attempts that failed. */
	errors: string[];
}

function jestRetries({ invocations, retryReasons }: Fields): Retries {
	const attempts = count(invocations);
	const errors = texts(retryReasons);
	if (attempts === null || attempts < 2)
		return { attempts: errors.length > 0 ? errors.length + 1 : null, errors };
	return { attempts, errors: errors.length > 0 ? errors : [''] };
}

/** Vitest keeps the errors of all attempts, and says nothing else of them. */
function vitestRetries(messages: string[], status: ReadTest['status']): Retries {
	if (messages.length === 0 || status === 'skipped') return { attempts: null, errors: [] };
	if (status === 'passed') return { attempts: messages.length + 1, errors: messages };
	return { attempts: messages.length > 1 ? messages.length : null, errors: messages };
}

/** The last one; with several, all of them belong to the stack. */
function errorIn(messages: string[]): ErrorText {
	const last = splitError(messages.at(-1));
	if (messages.length < 2) return last;
	return {
		message: last.message,
		stack: messages
			.map((message) => splitError(message))
			.map(({ stack, message }) => stack ?? message)
			.join('\n\n'),
	};
}
