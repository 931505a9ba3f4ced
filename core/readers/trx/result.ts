/** The results of a TRX file. */

import { errorWithin, isTimeout, nameOf } from '../errorText';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { clockTime, instant } from '../times';
import { childOf, childrenOf, childText, type XmlElement } from '../xml';

/** A result, and the id of its definition. */
export interface TrxResult {
	testId: string;
	test: ReadTest;
}

/**
 * Outcomes by vstest's list of them. The writer leaves out an outcome that is the first of the list, which is `Error`:
 * a result without one is an error.
 */
const STATUSES: Record<string, ReadTest['status']> = {
	Passed: 'passed',
	PassedButRunAborted: 'passed',
	Failed: 'failed',
	Error: 'error',
	Aborted: 'error',
	Disconnected: 'error',
	NotRunnable: 'error',
	Timeout: 'timedOut',
	NotExecuted: 'skipped',
	Inconclusive: 'skipped',
	InProgress: 'pending',
	Pending: 'pending',
};

/** The result, or those of its rows: a data-driven test is only what contains them. */
export function resultsIn(element: XmlElement): TrxResult[] {
	const rows = childrenOf(childOf(element, 'InnerResults'), 'UnitTestResult').flatMap(resultsIn);
	const own = resultOf(element);
	if (rows.length === 0) return [own];
	const isExplained = !isBad(own.test.status) || rows.some(({ test }) => isBad(test.status));
	return isExplained ? rows : [...rows, { ...own, test: outside(own.test) }];
}

function resultOf(element: XmlElement): TrxResult {
	const { attributes } = element;
	const output = childOf(childOf(element, 'Output'), 'ErrorInfo');
	const error = errorWithin(childText(output, 'Message'), childText(output, 'StackTrace'));
	const status = statusOf(attributes.outcome, error.message);
	const test: ReadTest = {
		title: nameOf(attributes.testName),
		status,
		durationMs: clockTime(attributes.duration),
		startedAt: instant(attributes.startTime),
		message: isBad(status) ? (error.message ?? madeMessage(attributes.outcome)) : null,
		stack: isBad(status) ? error.stack : null,
		attachments: childrenOf(childOf(element, 'ResultFiles'), 'ResultFile')
			.map((file) => file.attributes.path ?? '')
			.filter((path) => path !== ''),
	};
	return { testId: attributes.testId ?? '', test };
}

function statusOf(outcome = 'Error', message: string | null): ReadTest['status'] {
	const status = Object.hasOwn(STATUSES, outcome) ? (STATUSES[outcome] as ReadTest['status']) : 'other';
	return status === 'failed' && isTimeout(message) ? 'timedOut' : status;
}

function madeMessage(outcome: string | undefined): string {
	return outcome === undefined
		? 'The report gives no outcome, which TRX writers do for an error.'
		: `The outcome is "${outcome}", and the report says no more.`;
}
