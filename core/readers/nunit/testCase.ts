/** One test of an NUnit report. */

import { errorOf, isTimeout, nameOf, readable } from '../errorText';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { instant, seconds } from '../times';
import { childOf, childrenOf, childText, type XmlElement } from '../xml';

type Status = ReadTest['status'];

/** Reads a `test-case`; `suites` are those around it, the innermost last. */
export function testOf(element: XmlElement, suites: NunitSuite[]): ReadTest {
	const { attributes } = element;
	const failure = childOf(element, 'failure');
	const error = errorOf(childText(failure, 'message'), childText(failure, 'stack-trace'));
	const status = statusOf(attributes, failure !== undefined);
	const properties = childrenOf(childOf(element, 'properties'), 'property');
	const { title, suite } = namesOf(attributes, suites);
	return {
		title,
		suite,
		status: status === 'failed' && isTimeout(error.message) ? 'timedOut' : status,
		durationMs: seconds(attributes.duration ?? attributes.time),
		startedAt: instant(attributes['start-time']),
		message: isBad(status) ? (error.message ?? reasonFor(element, status)) : null,
		stack: isBad(status) ? error.stack : null,
		tags: [...valuesOf(properties, 'Category'), ...categoriesOf(element)],
		owner: valuesOf(properties, 'Author')[0] ?? null,
		attachments: childrenOf(childOf(element, 'attachments'), 'attachment')
			.map((attachment) => childText(attachment, 'filePath')?.trim() ?? '')
			.filter((path) => path !== ''),
	};
}

/** Results of versions 2 and 3 in small letters. */
const STATUSES: Record<string, Status> = {
	passed: 'passed',
	success: 'passed',
	warning: 'passed',
	failed: 'failed',
	failure: 'failed',
	error: 'error',
	cancelled: 'error',
	notrunnable: 'error',
	skipped: 'skipped',
	ignored: 'skipped',
	inconclusive: 'skipped',
};

/** Labels of version 3 that make a failure an error. */
const ERROR_LABELS = new Set(['error', 'invalid', 'cancelled']);

function statusOf(
	{ result, label, executed, success }: XmlElement['attributes'],
	hasFailure: boolean,
): Status {
	// An early version 3 wrote `Failed(Child)`.
	const word = result?.toLowerCase().split('(')[0];
	if (word === undefined) return statusOfOldVersion(executed, success, hasFailure);
	const status = Object.hasOwn(STATUSES, word) ? (STATUSES[word] as Status) : 'other';
	return status === 'failed' && ERROR_LABELS.has(label?.toLowerCase() ?? '') ? 'error' : status;
}

/** Before 2.5 there was no result. */
function statusOfOldVersion(
	executed: string | undefined,
	success: string | undefined,
	hasFailure: boolean,
): Status {
	if (hasFailure) return 'failed';
	if (executed?.toLowerCase() === 'false') return 'skipped';
	const word = success?.toLowerCase() ?? (executed === undefined ? '' : 'true');
	if (word === 'true') return 'passed';
	return word === 'false' ? 'failed' : 'other';
}

/** A test that cannot run gives a reason instead of an error. */
function reasonFor(element: XmlElement, status: Status): string | null {
	const { result, success } = element.attributes;
	if (status === 'other') return `The result is "${result ?? success ?? ''}", which is not known.`;
	return readable(childText(childOf(element, 'reason'), 'message'));
}

/** Version 3 has the full name apart. Version 2 has nothing else, and the suites around it tell where the class ends. */
function namesOf(
	attributes: XmlElement['attributes'],
	suites: NunitSuite[],
): Pick<ReadTest, 'title' | 'suite'> {
	const title = nameOf(attributes.name);
	const fullName = nameOf(attributes.fullname);
	if (title && fullName.endsWith(`.${title}`)) return { title, suite: fullName.slice(0, -title.length - 1) };
	if (attributes.classname) return { title, suite: nameOf(attributes.classname) };
	const names = suites.filter(isPartOfName).map((suite) => nameOf(suite.attributes.name));
	for (const suite of [names.at(-1) ?? '', names.join('.')]) {
		if (suite && title.startsWith(`${suite}.`)) return { title: title.slice(suite.length + 1), suite };
	}
	return { title, suite: names.at(-1) ?? null };
}

/** Neither a file of a machine nor a method with its rows. */
function isPartOfName({ attributes: { name = '', type = '' } }: NunitSuite): boolean {
	return !/[\\/]|\.(?:dll|exe)$/i.test(name) && !/^(?:Assembly|Project|Parameterized|Generic)/.test(type);
}

function valuesOf(properties: XmlElement[], name: string): string[] {
	return properties
		.filter(({ attributes }) => attributes.name === name)
		.map(({ attributes }) => nameOf(attributes.value))
		.filter((value) => value !== '');
}

function categoriesOf(element: XmlElement): string[] {
	return childrenOf(childOf(element, 'categories'), 'category')
		.map(({ attributes }) => nameOf(attributes.name))
		.filter((name) => name !== '');
}

/** A suite that is open. */
export interface NunitSuite {
	attributes: XmlElement['attributes'];
	/** Its own error, and whether a test in it failed. */
	failure: XmlElement | null;
	hasFailed: boolean;
}
