/** The events of Dart's and Flutter's test runner. */

import type { Fields } from '../fields';
import { eachLine, eventsAtStart } from '../lines';
import { outside } from '../outside';
import type { FileFacts, ReadTest, ReportFormat } from '../reader';
import { isBad } from '../repeats';
import { dartEvents, type DartEvents } from './events';
import { testOf } from './dartTest';

export const dart: ReportFormat = {
	id: 'dart',
	name: 'Dart',
	detects: (content) =>
		content.kind === 'lines' &&
		eventsAtStart(content).some(
			({ type, protocolVersion }) => type === 'start' && typeof protocolVersion === 'string',
		),
	*read(content) {
		const runs: DartEvents[] = [];
		if (content.kind === 'lines') yield* eachLine(content, ({ event }) => event && take(runs, event));
		for (const run of runs) yield testsIn(run);
		const durations = runs.map(({ durationMs }) => durationMs ?? NaN);
		return {
			tool: { name: 'Dart', version: runs[0]?.version ?? null },
			durationMs: durations.reduce((sum, duration) => sum + duration, 0),
			undecidedBecause: runs.map(({ success }) => ending(success)).find((reason) => reason !== null),
		} satisfies FileFacts;
	},
};

/** Several runs may be in one file, one behind the other: the ids of each begin anew. */
function take(runs: DartEvents[], event: Fields): void {
	if (event.type === 'start' || runs.length === 0) runs.push(dartEvents());
	runs.at(-1)?.take(event);
}

function testsIn(run: DartEvents): ReadTest[] {
	const tests = [...run.tests.values()].map((test) => testOf(test, run)).filter((test) => test !== null);
	if (run.success !== false || tests.some(({ status }) => isBad(status))) return tests;
	const message = 'The run failed, though none of its tests did.';
	return [...tests, outside({ title: 'Error of the test run', message })];
}

/** `null`: the run was closed early; `undefined`: there is no last event. */
function ending(success: boolean | null | undefined): string | null {
	if (success === undefined)
		return 'The file ends without the event that closes a run, so it proves no pass.';
	return success === null
		? 'The run was closed before all of its tests had ended, so it proves no pass.'
		: null;
}
