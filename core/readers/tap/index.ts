/** TAP, the Test Anything Protocol, of versions 12 to 14. */

import type { ReportFormat, LinesContent } from '../reader';
import { parseTap } from './parse';
import { endOf, testsIn } from './outcome';

const VERSION = /^TAP version \d+\s*$/;

/** How many lines of other kinds may come before the first test. */
const MAX_FOREWORD = 50;

const LINES_PER_STEP = 500;

export const tap: ReportFormat = {
	id: 'tap',
	name: 'TAP',
	detects: (content) => content.kind === 'lines' && isTap(content),
	*read(content) {
		if (content.kind !== 'lines') return {};
		let document = parseTap();
		let number = 0;
		for (const line of content.lines()) {
			// Several streams may be in one file, one behind the other: each has its own plan.
			if (line.startsWith('TAP') && VERSION.test(line) && document.hasBegun()) {
				yield* endOf(document.end());
				document = parseTap();
			}
			document.take(line);
			number += 1;
			if (number % LINES_PER_STEP > 0) continue;
			yield undefined;
			yield* testsIn(document.finished());
		}
		yield* endOf(document.end());
		return {};
	},
};

/** Perl writes no version: its output begins with the first test or with the plan. */
function isTap({ head }: LinesContent): boolean {
	const start = head.slice(0, MAX_FOREWORD);
	if (start.some((line) => VERSION.test(line))) return true;
	const first = start.find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
	// The line of a parent comes after its subtests.
	return /^(?:not )?ok\b(?! ?[:=])|^\s*(?:(?:not )?ok \d|1\.\.\d+(?:\s|$))/.test(first);
}
