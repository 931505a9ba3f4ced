/** One test of a Dart run. */

import { errorOf, isTimeout, nameOf, type ErrorText } from '../errorText';
import { count, list, number, text } from '../fields';
import { outside } from '../outside';
import type { ReadTest } from '../reader';
import { isBad } from '../repeats';
import { milliseconds } from '../times';
import type { DartEvents, DartTest } from './events';

/** Runs of what is no test, which are hidden as long as nothing goes wrong. */
const LOADING = /^loading (.*)$/s;
const HOOK = /\((?:setUpAll|tearDownAll)\)$/;

/** The test; `null` for what only prepares tests and went well. */
export function testOf(dartTest: DartTest, events: DartEvents): ReadTest | null {
	const { fields: given, start, end } = dartTest;
	const status = statusOf(dartTest);
	if (dartTest.isHidden && !isBad(status)) return null;
	const suite = events.suites.get(number(given.suiteID) ?? NaN) ?? {};
	const platform = nameOf(text(suite.platform));
	const test: ReadTest = {
		...namesOf(dartTest, events),
		file: text(suite.path)?.replaceAll('\\', '/') ?? null,
		line: count(given.root_line) ?? count(given.line),
		// The virtual machine is where tests run unless something else is asked for.
		group: platform === 'vm' ? null : platform || null,
		status,
		durationMs: start !== null && end !== null ? milliseconds(end - start) : null,
		...(isBad(status) ? errorIn(dartTest) : {}),
	};
	const name = nameOf(text(given.name));
	const [, file] = LOADING.exec(name) ?? [];
	if (isBad(status) && file !== undefined) return outside({ ...test, title: `${file} does not load` });
	return isBad(status) && (dartTest.isHidden || HOOK.test(name)) ? outside({ ...test, title: name }) : test;
}

function statusOf({ result, isSkipped, errors }: DartTest): ReadTest['status'] {
	if (result === null) return 'error';
	if (errors.some(({ message }) => isTimeout(message))) return 'timedOut';
	if (errors.length > 0 && result === 'success')
		return errors.every(({ isFailure }) => isFailure) ? 'failed' : 'error';
	switch (result) {
		case 'success':
			return isSkipped ? 'skipped' : 'passed';
		case 'failure':
			return 'failed';
		case 'error':
			return 'error';
		default:
			return 'other';
	}
}

function errorIn({ result, errors }: DartTest): ErrorText {
	const [first] = errors;
	if (!first) return { message: madeMessage(result), stack: null };
	const stacks = errors.map(({ message, stack }) =>
		[message, stack].filter((part) => part !== '').join('\n'),
	);
	return errorOf(first.message, errors.length > 1 ? stacks.join('\n\n') : first.stack);
}

function madeMessage(result: string | null): string {
	if (result === null) return 'The test began, and the report does not tell how it ended.';
	return `The result is "${result}", and the report says no more.`;
}

/** The name of a test begins with those of its groups. */
function namesOf({ fields: given }: DartTest, { groups }: DartEvents): Pick<ReadTest, 'title' | 'suite'> {
	const name = nameOf(text(given.name));
	const names = list(given.groupIDs).map((id) => nameOf(text(groups.get(number(id) ?? NaN)?.name)));
	const group = names.filter((one) => one !== '').at(-1) ?? '';
	const isPrefix = group !== '' && name.startsWith(`${group} `);
	return { title: isPrefix ? name.slice(group.length + 1) : name, suite: group || null };
}
