/** RSpec's JSON. */

import { errorOf, isTimeout, nameOf, readable, type ErrorText } from '../errorText';
import { count, fields, isObject, number, objects, text, texts, type Fields } from '../fields';
import { outside } from '../outside';
import type { FileFacts, ReadTest, ReportFormat } from '../reader';
import { seconds } from '../times';

export const rspec: ReportFormat = {
	id: 'rspec',
	name: 'RSpec',
	detects(content) {
		if (content.kind !== 'json') return false;
		const { examples, summary } = fields(content.value);
		return Array.isArray(examples) && isObject(summary) && 'example_count' in summary;
	},
	*read(content) {
		const report = fields(content.kind === 'json' ? content.value : null);
		for (const example of objects(report.examples)) yield testOf(example);
		yield errorsOutside(report);
		return factsOf(report);
	},
};

function testOf(example: Fields): ReadTest {
	const title = nameOf(text(example.description));
	const full = nameOf(text(example.full_description));
	const suite = full.endsWith(title) ? full.slice(0, full.length - title.length).trim() : '';
	const known = statusOf(example);
	const error: Partial<ErrorText> = known === 'failed' ? errorIn(example) : {};
	const isTimedOut = known === 'failed' && isTimeout(null, text(fields(example.exception).class));
	const status = isTimedOut ? 'timedOut' : known;
	return {
		title: title || full,
		suite: suite || null,
		file: text(example.file_path),
		line: count(example.line_number),
		status,
		durationMs: seconds(example.run_time),
		...error,
		...(status === 'other'
			? { message: `The status is "${text(example.status) ?? ''}", which is not known.` }
			: {}),
	};
}

/** RSpec says `pending` for skipped examples, for expected failures and for examples without a body; the message tells the last apart. */
function statusOf({ status, pending_message: reason }: Fields): ReadTest['status'] {
	if (status === 'pending') return reason === 'Not yet implemented' ? 'pending' : 'skipped';
	return status === 'passed' || status === 'failed' ? status : 'other';
}

function errorIn(example: Fields): ErrorText {
	const { message, backtrace, class: className } = fields(example.exception);
	const trace = texts(backtrace).join('\n');
	return errorOf(text(message) ?? text(className), trace === '' ? null : trace);
}

/** Files that do not load and hooks of a context are a number, and texts among other messages. */
function errorsOutside({ messages, summary }: Fields): ReadTest[] {
	const number = count(fields(summary).errors_outside_of_examples_count) ?? 0;
	const told = texts(messages).filter((message) => message.includes('An error occurred'));
	return Array.from({ length: Math.min(Math.max(number, told.length), 1000) }, (_, index) =>
		errorFrom(told[index]),
	);
}

function errorFrom(message: string | undefined): ReadTest {
	const whole = readable(message) ?? '';
	const title = whole.split(/\n| - Did you mean/, 1)[0] as string;
	// A guess at the file that was meant may follow, up to a blank line.
	const body = whole.includes('\n\n') ? whole.slice(whole.indexOf('\n\n')) : whole.slice(title.length);
	return outside({ title: title || 'Error outside any example', message: readable(body) ?? (title || null) });
}

function factsOf({ summary, version }: Fields): FileFacts {
	const { duration, failure_count: failures } = fields(summary);
	return {
		tool: { name: 'RSpec', version: text(version) },
		durationMs: seconds(duration),
		statedFailures: number(failures),
	};
}
