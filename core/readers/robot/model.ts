/** What XML and JSON of Robot Framework have in common. */

import { errorOf, isTimeout, nameOf } from '../errorText';
import type { FileFacts, ReadTest } from '../reader';
import { isBad } from '../repeats';

/** How a test or a keyword ended, as it is written. */
export interface Ending {
	status: string;
	message: string;
}

const STATUSES: Record<string, ReadTest['status']> = {
	PASS: 'passed',
	FAIL: 'failed',
	SKIP: 'skipped',
	'NOT RUN': 'skipped',
};

/** Status and message of a test. */
export function outcomeOf({ status, message }: Ending): Pick<ReadTest, 'status' | 'message' | 'stack'> {
	const known = Object.hasOwn(STATUSES, status) ? (STATUSES[status] as ReadTest['status']) : 'other';
	if (known === 'other') return { status: known, message: `The status is "${status}", which is not known.` };
	if (!isBad(known)) return { status: known };
	const text = plainText(message);
	const isTimedOut = isTimeout(text) || /^Test timeout .{1,60} exceeded\.$/.test(text);
	return { status: isTimedOut ? 'timedOut' : known, ...errorOf(text, null) };
}

/** Messages may be HTML: merging makes them so, and tests can. */
function plainText(message: string): string {
	if (!message.startsWith('*HTML*')) return message;
	return message
		.slice('*HTML*'.length)
		.replace(/<(?:br|hr|\/p|\/div)\b[^<>]*>/gi, '\n')
		.replace(/<[^<>]*>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');
}

/**
 * What the tear-down of a suite makes of a test in it. The output keeps the tests as they were; Robot Framework changes
 * them when it reads the output for its own report.
 */
export function afterTeardown(test: ReadTest, { status, message }: Ending): ReadTest {
	if (test.status === 'skipped') return test;
	const text = plainText(message);
	if (status === 'SKIP') return { ...test, status: 'skipped', message: null };
	if (status !== 'FAIL') return test;
	const own = test.message ? `\n\n${test.message}` : '';
	const isFailed = isBad(test.status);
	return {
		...test,
		status: isFailed ? test.status : 'failed',
		message: `Parent suite teardown failed:\n${text}${own}`,
	};
}

/** `Robot 6.1.1 (Python 3.11 on linux)`, `Rebot 5.0`. */
export function toolOf(generator: string): FileFacts['tool'] {
	const [, version] = /^(?:Robot|Rebot) (\S+)/.exec(nameOf(generator)) ?? [];
	return { name: 'Robot Framework', version: version ?? null };
}

/** Errors in the log of the run, e.g. an import that failed: the tests may not be all that there should be. */
export function addErrors(facts: FileFacts, messages: string[]): void {
	for (const message of messages.slice(0, 3)) {
		facts.doubts = [
			...(facts.doubts ?? []),
			`Robot Framework logged an error: ${nameOf(message).slice(0, 300)}`,
		];
	}
}
