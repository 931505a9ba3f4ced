/** How the tests and packages of a Go run ended. */

import { isTimeout, readable, splitError } from '../errorText';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { seconds } from '../times';
import type { GoPackage, GoTest } from './events';
import { goMessage } from './output';

/** The tests of a package. One that failed only since a part of it did is left out. */
export function testsOf(goPackage: GoPackage): ReadTest[] {
	const tests = goPackage.tests.map((test) => testOf(test, goPackage));
	const failedParents = new Set(
		tests.filter(({ status }) => isBad(status)).flatMap(({ title }) => parentsOf(title)),
	);
	return tests.filter(
		({ title, status, message }) => !(isBad(status) && message === null && failedParents.has(title)),
	);
}

/** A name of nothing but slashes would have as many as it has characters. */
const MAX_PARENTS = 50;

/** `TestA/b/c` is a part of `TestA/b` and of `TestA`. */
function parentsOf(name: string): string[] {
	const parents: string[] = [];
	for (let at = name.indexOf('/'); at >= 0 && parents.length < MAX_PARENTS; at = name.indexOf('/', at + 1))
		parents.push(name.slice(0, at));
	return parents;
}

function testOf(test: GoTest, goPackage: GoPackage): ReadTest {
	const output = test.output.join('');
	const status = statusOf(test, output, goPackage);
	return {
		title: test.name,
		suite: goPackage.name,
		status,
		durationMs: seconds(test.elapsed),
		startedAt: test.startedAt,
		message: isBad(status) ? messageOf(test, output) : null,
		stack: isBad(status) ? readable(output) : null,
		recurrence: 'attempts',
	};
}

function messageOf(test: GoTest, output: string): string | null {
	const { message } = splitError(goMessage(output));
	return (
		message ?? (test.action === null ? 'The test began, and the report does not tell how it ended.' : null)
	);
}

const STATUSES: Record<string, ReadTest['status']> = {
	pass: 'passed',
	bench: 'passed',
	fail: 'failed',
	skip: 'skipped',
};

/**
 * A test whose output does not end with a line break has no event for its end: its result is a line of the output. A test
 * that took too long has neither.
 */
function statusOf({ name, action }: GoTest, output: string, goPackage: GoPackage): ReadTest['status'] {
	const known = action ?? endIn(output, name);
	if (known !== 'pass' && isTimeout(goMessage(output))) return 'timedOut';
	if (known !== null) return STATUSES[known] ?? 'other';
	return goPackage.action === 'pass' ? 'passed' : 'error';
}

function endIn(output: string, name: string): string | null {
	for (const [words, action] of [
		['FAIL', 'fail'],
		['SKIP', 'skip'],
		['PASS', 'pass'],
	] as const) {
		if (output.includes(`--- ${words}: ${name} (`)) return action;
	}
	return null;
}

/** What went wrong with a package beside its tests: it was not built, or something that is no test failed. */
export function errorsOf({ name, action, isBroken, output }: GoPackage, tests: ReadTest[]): ReadTest[] {
	const text = output.join('');
	const printed = { suite: name, message: goMessage(text), stack: readable(text) };
	if (isBroken || /\[(?:build|setup) failed\]/.test(text))
		return [outside({ title: `${name} does not build`, ...printed })];
	if (action === null) {
		return [
			outside({
				title: `${name} did not end`,
				suite: name,
				message: 'The report ends before the tests of the package do.',
			}),
		];
	}
	if (action !== 'fail' || tests.some(({ status }) => isBad(status))) return [];
	const message = printed.message ?? 'The package failed, though none of its tests did.';
	return [outside({ title: `${name}: error outside its tests`, ...printed, message })];
}
