/** Which failures become tickets. */

import { isFailing } from '../model/isFailing';
import type { TestFailure, TestRun } from '../model/TestRun';

/** The failures in one item, and their run if it is known. */
export interface FailureSource {
	itemIndex: number;
	run: TestRun | null;
	failures: TestFailure[];
}

/** One problem, and the items that contain it. */
export interface Problem {
	failure: TestFailure;
	run: TestRun | null;
	/** The problem in all of its groups: one entry for each test that has it. */
	tests: Array<Pick<TestFailure, 'testKey' | 'group'>>;
	/** Indexes of the items. */
	seenIn: number[];
}

/** What the tickets of all formats contain. */
export interface Ticket {
	/** The test. */
	title: string;
	/** The test and its error, short. */
	text: string;
	url: string | null;
	fingerprint: string;
	testKey: string;
	change?: TestFailure['change'];
}

/**
 * The problems that need a ticket, in order. Tests that recovered, did not run or are flaky need none. Failures with the same
 * fingerprint are one problem: a search for existing tickets would find none for any of them, and create several.
 */
export function problemsOf(sources: FailureSource[]): Problem[] {
	const problems = new Map<string, Problem>();
	for (const { itemIndex, run, failures } of sources) {
		for (const failure of failures.filter(isFailing)) {
			const known = problems.get(failure.fingerprint);
			if (known === undefined) {
				const tests = [{ testKey: failure.testKey, group: failure.group }];
				problems.set(failure.fingerprint, { failure, run, tests, seenIn: [itemIndex] });
				continue;
			}
			if (known.seenIn.at(-1) !== itemIndex) known.seenIn.push(itemIndex);
			addTest(known, failure);
		}
	}
	return [...problems.values()];
}

/** The same test may have several groups, e.g. browsers or devices. */
function addTest({ tests }: Problem, { testKey, group }: TestFailure): void {
	if (!tests.some((test) => test.testKey === testKey)) tests.push({ testKey, group });
}
