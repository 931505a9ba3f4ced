/** What the events of one Dart run tell. */

import { fields, number, text, type Fields } from '../fields';

export interface DartTest {
	/** As `testStart` has it. */
	fields: Fields;
	/** Milliseconds since the run began. */
	start: number | null;
	end: number | null;
	result: string | null;
	isSkipped: boolean;
	isHidden: boolean;
	errors: Array<{ message: string; stack: string; isFailure: boolean }>;
}

export interface DartEvents {
	tests: Map<number, DartTest>;
	suites: Map<number, Fields>;
	groups: Map<number, Fields>;
	version: string | null;
	durationMs: number | null;
	/** `undefined` until the run has ended. */
	success: boolean | null | undefined;
	take(event: Fields): void;
}

export function dartEvents(): DartEvents {
	const events: DartEvents = {
		tests: new Map(),
		suites: new Map(),
		groups: new Map(),
		version: null,
		durationMs: null,
		success: undefined,
		take: (event) => take(events, event),
	};
	return events;
}

function take(events: DartEvents, event: Fields): void {
	switch (event.type) {
		case 'start':
			events.version = text(event.runnerVersion);
			return;
		case 'suite':
			return keep(events.suites, fields(event.suite));
		case 'group':
			return keep(events.groups, fields(event.group));
		case 'testStart':
			return start(events, fields(event.test), number(event.time));
		case 'error':
			return addError(events, event);
		case 'testDone':
			return end(events, event);
		case 'done':
			events.success = typeof event.success === 'boolean' ? event.success : null;
			events.durationMs = number(event.time);
	}
}

function keep(map: Map<number, Fields>, value: Fields): void {
	const id = number(value.id);
	if (id !== null) map.set(id, value);
}

function start({ tests }: DartEvents, test: Fields, time: number | null): void {
	const id = number(test.id);
	if (id === null) return;
	tests.set(id, {
		fields: test,
		start: time,
		end: null,
		result: null,
		isSkipped: false,
		isHidden: false,
		errors: [],
	});
}

/** An error may come after the end of its test, which has failed then all the same. */
function addError({ tests }: DartEvents, { testID, error, stackTrace, isFailure }: Fields): void {
	tests.get(number(testID) ?? NaN)?.errors.push({
		message: text(error) ?? '',
		stack: text(stackTrace) ?? '',
		isFailure: isFailure === true,
	});
}

function end({ tests }: DartEvents, { testID, result, skipped, hidden, time }: Fields): void {
	const test = tests.get(number(testID) ?? NaN);
	if (!test) return;
	test.result = text(result) ?? '';
	test.isSkipped = skipped === true;
	test.isHidden = hidden === true;
	test.end = number(time);
}
