/** Which failures become tickets. */

import { isFailing } from '../model/isFailing';
import type { TestFailure, TestRun } from '../model/TestRun';

/** The failures that one item brings, with the run they are from, if the item tells. */
export interface FailureSource {
	itemIndex: number;
	run: TestRun | null;
	failures: TestFailure[];
}

/** One problem, and the items that hold it. */
export interface Problem {
	failure: TestFailure;
	run: TestRun | null;
	/** The problem in all of its groups: one entry for each test that has it. */
	tests: Array<Pick<TestFailure, 'testKey' | 'group'>>;
	/** Indexes of the items. */
	seenIn: number[];
}

/** What the tickets of all formats tell. */
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
 * The problems that call for a ticket, in order: what has recovered, did not run or is flaky does not, and a fingerprint that
 * shows up several times is one problem, since a search made before the first ticket exists would find none for all.
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

/** A test has as many groups as there are browsers or devices. */
function addTest({ tests }: Problem, { testKey, group }: TestFailure): void {
	if (!tests.some((test) => test.testKey === testKey)) tests.push({ testKey, group });
}
