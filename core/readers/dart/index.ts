/** The events of Dart's and Flutter's test runner. */

import { eachLine, eventsAtStart } from '../lines';
import { outside } from '../outside';
import type { FileFacts, ReportFormat } from '../reader';
import { isBad } from '../repeats';
import { dartEvents } from './events';
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
		const events = dartEvents();
		if (content.kind === 'lines') yield* eachLine(content, ({ event }) => event && events.take(event));
		const tests = [...events.tests.values()]
			.map((test) => testOf(test, events))
			.filter((test) => test !== null);
		yield tests;
		const isUnexplained = events.success === false && !tests.some(({ status }) => isBad(status));
		if (isUnexplained)
			yield outside({
				title: 'Error of the test run',
				message: 'The run failed, though none of its tests did.',
			});
		return {
			tool: { name: 'Dart', version: events.version },
			durationMs: events.durationMs,
			undecidedBecause: ending(events.success),
		} satisfies FileFacts;
	},
};

/** `null`: the run was closed early; `undefined`: there is no last event. */
function ending(success: boolean | null | undefined): string | null {
	if (success === undefined)
		return 'The file ends without the event that closes a run, so it proves no pass.';
	return success === null
		? 'The run was closed before all of its tests had ended, so it proves no pass.'
		: null;
}
