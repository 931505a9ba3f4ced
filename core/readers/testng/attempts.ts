/** Which methods of a TestNG report are attempts of one test. */

import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { statusOf, type TestMethod } from './testMethod';

/** The tests. Attempts that were repeated are failures here, so that a pass beside them is a flaky one. */
export function* testsOf(methods: TestMethod[], tags: Map<string, string[]>): Generator<ReadTest, void> {
	const groups = groupsOf(methods);
	const keys = methods.map((method) => keyOf(method, groups));
	const outcomes = outcomesOf(methods, keys);
	for (const [index, method] of methods.entries()) {
		const key = keys[index] as string;
		const isAttempt = isRepeated(method) && (method.isRetried || outcomes.has(key));
		const status = isAttempt ? 'failed' : statusOf(method);
		const { title, suite, durationMs, startedAt, stack } = method.test;
		yield {
			title,
			suite,
			durationMs,
			startedAt,
			status,
			group: groups.get(method) ?? null,
			message: messageFor(method, status),
			stack: isBad(status) ? stack : null,
			tags: tags.get(`${method.className}.${method.method}`) ?? [],
			recurrence: isAttempt || outcomes.get(key) ? 'attempts' : 'separate',
		};
	}
}

function messageFor({ test, status: word }: TestMethod, status: ReadTest['status']): string | null {
	if (status === 'other') return `The status is "${word}", which is not known.`;
	return isBad(status) ? (test.message ?? null) : null;
}

/** Of a class that several `test`s run, each `test` is another browser or device. */
function groupsOf(methods: TestMethod[]): Map<TestMethod, string> {
	const testsOfClass = new Map<string, Set<string>>();
	for (const { className, testName } of methods) {
		testsOfClass.set(className, (testsOfClass.get(className) ?? new Set()).add(testName));
	}
	const grouped = methods.filter(({ className }) => (testsOfClass.get(className)?.size ?? 0) > 1);
	return new Map(grouped.map((method) => [method, method.testName]));
}

/**
 * The tests that have an outcome, and whether an attempt of theirs was repeated. Older versions do not mark attempts:
 * a skip with an exception is one when the same test has an outcome too.
 */
function outcomesOf(methods: TestMethod[], keys: string[]): Map<string, boolean> {
	const outcomes = new Map<string, boolean>();
	methods.forEach(({ status }, index) => {
		if (status !== 'SKIP') outcomes.set(keys[index] as string, false);
	});
	methods.forEach((method, index) => {
		const key = keys[index] as string;
		if (isRepeated(method) && outcomes.has(key)) outcomes.set(key, true);
	});
	return outcomes;
}

/** Whether it may be an attempt that was repeated. */
function isRepeated({ status, exception }: TestMethod): boolean {
	return status === 'SKIP' && exception !== '' && exception !== 'org.testng.SkipException';
}

function keyOf(method: TestMethod, groups: Map<TestMethod, string>): string {
	return `${method.className}\0${method.test.title}\0${groups.get(method) ?? ''}`;
}
