/** What a TRX file tells of the run beside its tests. */

import { nameOf, readable } from '../errorText';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { childOf, childrenOf, childText, type XmlElement } from '../xml';
import type { TrxResult } from './result';

/** Outcomes of a run that is not whole, or failed as a whole. */
const BAD_OUTCOMES = new Set([
	'Failed',
	'Error',
	'Timeout',
	'Aborted',
	'Disconnected',
	'InProgress',
	'Pending',
]);

/** So many messages are looked into for the names of failed tests. */
const MAX_COMPARED = 200;

/**
 * Errors of the run that no failed test explains: a host that crashed, a test adapter that could not be loaded. xUnit's
 * adapter writes a message for each failed test too.
 */
export function summaryErrors(summary: XmlElement, results: TrxResult[]): ReadTest[] {
	const failed = results.filter(({ test }) => isBad(test.status)).map(({ test }) => test.title);
	const isExplained = explanation(failed);
	const errors = childrenOf(childOf(summary, 'RunInfos'), 'RunInfo')
		.filter(({ attributes }) => attributes.outcome === 'Error')
		.map((info) => readable(childText(info, 'Text')))
		.filter((text) => text === null || !isExplained(text))
		.map((message) => outside({ title: 'Error of the test run', message }));
	const outcome = summary.attributes.outcome ?? '';
	if (errors.length > 0 || failed.length > 0 || !BAD_OUTCOMES.has(outcome)) return errors;
	const message = `The run ended as ${nameOf(outcome)}, though none of its tests failed.`;
	return [outside({ title: 'Error of the test run', message })];
}

/** `[xUnit.net 00:00:00.51]     Shop.CartTests.Pays [FAIL]`; more lines on the same test follow. */
const XUNIT_LINE = /^\[xUnit\.net [\d:.]{1,20}\]\s{1,20}(.*?)(?: \[FAIL\])?$/s;

function explanation(failed: string[]): (text: string) => boolean {
	const names = new Set(failed);
	const compared = failed.filter((name) => name !== '').slice(0, MAX_COMPARED);
	let left = MAX_COMPARED;
	return (text) => {
		const [, line] = XUNIT_LINE.exec(text) ?? [];
		if (line !== undefined && text.endsWith('[FAIL]')) return names.has(nameOf(line));
		if (line !== undefined) return failed.length > 0 && !line.includes('Cleanup Failure');
		left -= 1;
		return left >= 0 && compared.some((name) => text.includes(name));
	};
}
