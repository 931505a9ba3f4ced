/** One `test-method` of a TestNG report: a test, an attempt of one, or a method that sets up. */

import { oneLine } from '../../text/words';
import { errorOf, isTimeout, nameOf } from '../errorText';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { milliseconds } from '../times';
import { childOf, childrenOf, childText, type XmlElement } from '../xml';
import { timeOf } from './times';

export interface TestMethod {
	className: string;
	/** The name of the method in the code. */
	method: string;
	/** Name of the `test` around it: often a browser or device. */
	testName: string;
	/** As the report writes it. */
	status: string;
	/** Class of the exception. */
	exception: string;
	isConfiguration: boolean;
	/** Marked as an attempt that was repeated. */
	isRetried: boolean;
	/** The test; its group and whether it is an attempt are found out later. */
	test: ReadTest;
	/** What it means when it is a configuration method. */
	errors: ReadTest[];
}

/** Reads a `test-method`. */
export function methodOf(element: XmlElement, className: string, testName: string): TestMethod {
	const { attributes } = element;
	const exception = childOf(element, 'exception');
	const exceptionClass = exception?.attributes.class ?? '';
	const method = nameOf(attributes.name);
	const suite = nameOf(className) || null;
	const { message, stack } = errorOf(childText(exception, 'message') ?? exceptionClass, stackOf(exception));
	const told: ReadTest = {
		title: `${method}${parametersOf(element)}`,
		suite,
		status: 'passed',
		durationMs: milliseconds(attributes['duration-ms']),
		startedAt: timeOf(attributes['started-at']),
		message,
		stack,
	};
	const isConfiguration = attributes['is-config'] === 'true';
	const title = `${suite ?? 'A class'}: ${method} failed`;
	return {
		className: suite ?? '',
		method,
		testName: nameOf(testName),
		status: attributes.status ?? '',
		exception: exceptionClass,
		isConfiguration,
		isRetried: attributes.retried === 'true',
		test: told,
		errors: isConfiguration && attributes.status === 'FAIL' ? [outside({ ...told, title })] : [],
	};
}

function stackOf(exception: XmlElement | undefined): string | null {
	return childText(exception, 'full-stacktrace') ?? childText(exception, 'short-stacktrace');
}

/** `(card, 12)`; empty without parameters. An object that has no text of its own is shown by its class alone. */
function parametersOf(element: XmlElement): string {
	const values = childrenOf(childOf(element, 'params'), 'param').map((param) => {
		const value = childOf(param, 'value');
		if (!value || value.attributes['is-null'] === 'true') return 'null';
		return oneLine(nameOf(value.text).replace(/@[0-9a-f]{4,8}\b/g, ''), 100);
	});
	return values.length === 0 ? '' : `(${values.join(', ')})`;
}

/** The status of a test that is no attempt. */
export function statusOf({ status, exception, test }: TestMethod): ReadTest['status'] {
	switch (status) {
		// The second is a failure within the percentage that is allowed.
		case 'PASS':
		case 'SUCCESS_PERCENTAGE_FAILURE':
			return 'passed';
		case 'FAIL':
			return isTimeout(test.message ?? null, exception) ? 'timedOut' : 'failed';
		case 'SKIP':
			return 'skipped';
		default:
			return 'other';
	}
}
