/** The events of `go test -json`, with the lines of text that Go prints between them. */

import { eachLine, eventsAtStart } from '../lines';
import type { ReportFormat } from '../reader';
import { goEvents } from './events';
import { errorsOf, testsOf } from './outcome';

export const goTest: ReportFormat = {
	id: 'goTest',
	name: 'Go',
	detects: (content) =>
		content.kind === 'lines' &&
		eventsAtStart(content).some(
			({ Action, Package, ImportPath }) =>
				typeof Action === 'string' && typeof (Package ?? ImportPath) === 'string',
		),
	*read(content) {
		const events = goEvents();
		if (content.kind === 'lines') yield* eachLine(content, events.take);
		for (const goPackage of events.packages.values()) {
			const tests = testsOf(goPackage);
			yield tests;
			yield errorsOf(goPackage, tests);
		}
		return { tool: { name: 'Go', version: null }, ...events.times(), doubts: events.doubts() };
	},
};
