/** What goes wrong in a Newman run beside assertions: requests and scripts. The summary does not count these as failed. */

import { errorOf, type ErrorText } from '../errorText';
import { fields, isObject, number, objects, text, type Fields } from '../fields';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import type { Place } from './place';

/** The failures of requests that the run lists, which say more than the requests do; by the reference of the request. */
export function requestFailures(run: Fields): Map<unknown, Fields> {
	const failures = objects(run.failures).filter(({ at }) => at === 'request');
	return new Map(failures.map((failure) => [fields(failure.cursor).ref, failure]));
}

/** Errors of one request. */
export function errorsOf(execution: Fields, place: Place, failures: Map<unknown, Fields>): ReadTest[] {
	const scripts = (given: unknown, what: string) =>
		objects(given)
			.filter(({ error }) => isObject(error))
			.map(({ error }) =>
				outside({ title: `${place.suite}: ${what} failed`, ...place, ...errorIn(fields(error)) }),
			);
	return [
		...requestErrors(execution, place, failures),
		...scripts(execution.prerequestScript, 'pre-request script'),
		...scripts(execution.testScript, 'test script'),
	];
}

function requestErrors(
	{ requestError, cursor }: Fields,
	place: Place,
	failures: Map<unknown, Fields>,
): ReadTest[] {
	if (!isObject(requestError)) return [];
	const failure = failures.get(fields(cursor).ref);
	const error = errorIn(fields(failure?.error ?? requestError));
	return [
		outside({
			title: `${place.suite}: request failed`,
			...place,
			...error,
			message: error.message ?? systemMessage(requestError),
		}),
	];
}

/** The error of the run itself, e.g. of data that cannot be read. */
export function runErrors({ error }: Fields): ReadTest[] {
	return isObject(error) ? [outside({ title: 'Error of the test run', ...errorIn(error) })] : [];
}

function errorIn({ name, message, stack }: Fields): ErrorText {
	const told = text(message);
	return errorOf(told !== null && text(name) ? `${text(name)}: ${told}` : told, text(stack));
}

/** `connect ECONNREFUSED 127.0.0.1:80` */
function systemMessage({ syscall, code, address, port }: Fields): string | null {
	const place = [text(address), number(port)].filter((part) => part !== null).join(':');
	return [text(syscall), text(code), place].filter((part) => part).join(' ') || null;
}
