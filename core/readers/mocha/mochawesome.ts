/** mochawesome's JSON: a tree of suites with their tests and hooks. */

import { errorOf, nameOf } from '../errorText';
import { fields, objects, text, type Fields } from '../fields';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { milliseconds } from '../times';

/** The tests, and the hooks that failed, which the summary counts apart from the failures. */
export function* mochawesomeTests(results: unknown[]): Generator<ReadTest, void> {
	for (const suite of objects(results)) yield* testsIn(suite, []);
}

function* testsIn(suite: Fields, outer: string[]): Generator<ReadTest, void> {
	const title = nameOf(text(suite.title));
	const names = title === '' ? outer : [...outer, title];
	const place = { suite: names.join(' > ') || null, file: text(suite.fullFile) ?? text(suite.file) };
	for (const hook of [...objects(suite.beforeHooks), ...objects(suite.afterHooks)]) {
		if (hook.state === 'failed' || hook.fail === true)
			yield outside({ ...described(hook), ...place, ...errorIn(hook) });
	}
	for (const test of objects(suite.tests)) yield { ...testOf(test), ...place };
	for (const inner of objects(suite.suites)) yield* testsIn(inner, names);
}

function testOf(test: Fields): ReadTest {
	const status = statusOf(test);
	const error = errorIn(test);
	return {
		...described(test),
		status,
		...error,
		message:
			status === 'other' ? 'The report says neither passed, failed nor pending of the test.' : error.message,
	};
}

function statusOf({ state, pass, fail, pending, skipped, timedOut }: Fields): ReadTest['status'] {
	if (state === 'failed' || fail === true) return timedOut === true ? 'timedOut' : 'failed';
	// Not run, since a hook before it failed.
	if (skipped === true) return 'pending';
	if (state === 'pending' || pending === true) return 'skipped';
	return state === 'passed' && pass !== false ? 'passed' : 'other';
}

function described(test: Fields): Pick<ReadTest, 'title' | 'durationMs'> {
	return { title: nameOf(text(test.title)), durationMs: milliseconds(test.duration) };
}

function errorIn(test: Fields) {
	const { message, estack } = fields(test.err);
	return errorOf(text(message), text(estack));
}
