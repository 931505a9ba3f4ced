/** What TAP says of each test, and of the run. */

import { quantity } from '../../text/words';
import { errorOf, isTimeout, nameOf } from '../errorText';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { milliseconds } from '../times';
import type { TapDocument } from './parse';
import type { Point, Level } from './point';
import { detailsIn, type Details } from './yaml';

/** The last tests of a document, and errors for plans that were not kept. */
export function* endOf(document: TapDocument): Generator<ReadTest, void> {
	yield* testsIn(document);
	if (document.bailOut !== null) {
		yield outside({
			title: 'The run was stopped',
			message: document.bailOut || 'Bail out! was all that was said.',
		});
		return;
	}
	yield* planErrors(document, []);
	if (document.plan === null) {
		yield outside({
			title: 'The report is not complete',
			message: 'It has no plan, so it is not known whether all tests are in it.',
		});
	}
}

/** The tests of a level. Of subtests only the innermost are tests. */
export function* testsIn(level: Level, names: string[] = []): Generator<ReadTest> {
	for (const [index, point] of level.points.entries()) {
		const title = nameOf(point.description) || `Test ${point.number ?? level.before + index + 1}`;
		if (point.inner === null) yield testOf(point, title, names);
		else yield* testsWithin(point, point.inner, title, names);
	}
}

/** Subtests. What contains them may fail by itself, for a hook or its plan. */
function* testsWithin(point: Point, inner: Level, title: string, names: string[]): Generator<ReadTest> {
	const path = [...names, title];
	let hasFailed = false;
	for (const tests of [testsIn(inner, path), planErrors(inner, path)]) {
		for (const test of tests) {
			hasFailed ||= FAILED.has(test.status);
			yield test;
		}
	}
	const { message, stack, failureType } = detailsIn(point.yaml);
	// A hook that broke cancels tests, which fail then without being the cause.
	const isExplained = failureType !== 'hookFailed' && hasFailed;
	if (point.isOk || point.directive !== null || isExplained) return;
	const error = errorOf(message ?? `${title} failed, though none of its tests did.`, stack);
	yield outside({ title: `${title}: error outside its tests`, suite: path.join(' > '), ...error });
}

const FAILED = new Set(['failed', 'error', 'timedOut']);

function testOf(point: Point, title: string, names: string[]): ReadTest {
	const details = detailsIn(point.yaml);
	const status = statusOf(point, details);
	const isBroken = status === 'failed' && names.length === 0 && TEST_FILE.test(title);
	const error = FAILED.has(status) ? errorOf(details.message, details.stack) : null;
	const test: ReadTest = {
		title,
		suite: names.join(' > ') || null,
		status,
		durationMs: milliseconds(details.durationMs ?? point.durationMs),
		message: error?.message,
		stack: error?.stack,
	};
	return isBroken ? outside({ ...test, title: `${title}: error outside its tests` }) : test;
}

/** node:test and Vitest write a file that does not load as a test that is called like the file. */
const TEST_FILE = /^\S+\.[cm]?[jt]sx?$/;

function statusOf({ isOk, directive }: Point, { failureType, message }: Details): ReadTest['status'] {
	if (directive === 'skip') return 'skipped';
	// Not written yet; whether it works already is not the question.
	if (directive === 'todo') return 'pending';
	if (isOk) return 'passed';
	return failureType === 'testTimeoutFailure' || isTimeout(message) ? 'timedOut' : 'failed';
}

/** More or fewer tests than the plan says: the run is not what it should have been. */
function* planErrors({ points, before, plan }: Level, path: string[]): Generator<ReadTest> {
	const count = before + points.length;
	if (plan === null || count === plan) return;
	const message = `The plan is ${quantity(plan, 'test')}, but ${count === 1 ? '1 was' : `${count} were`} run.`;
	yield outside({ title: 'The plan was not kept', suite: path.join(' > ') || null, message });
}
