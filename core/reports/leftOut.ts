/** Sentences about parts that a report leaves out. */

import { quantity } from '../text/words';
import type { ReportedRun } from './report';

/** The sentence about failures that the run has and the report does not display; `null` if there are none. */
export function moreFailures(run: ReportedRun): string | null {
	const { failures, failuresListed, failuresNote } = run;
	// If the report displays all failures that the run lists, only those are missing that the run itself lacks.
	const isAllShown = failures.length === (failuresListed ?? 0);
	const sentences = failuresNote !== null && isAllShown ? [failuresNote] : [notShown(run), failuresNote];
	return sentences.filter(Boolean).join(' ') || null;
}

function notShown({ failures, failureTotal, failuresListed }: ReportedRun): string | null {
	if (failuresListed === null) return null;
	if (failureTotal === null) return 'More tests failed than are listed here.';
	const more = failureTotal - failures.length;
	if (more <= 0) return null;
	if (failures.length === 0)
		return `${quantity(more, 'failed test is', 'failed tests are')} not listed here.`;
	return `… and ${quantity(more, 'more failed test', 'more failed tests')}.`;
}

/** The sentence about runs that a report leaves out. */
export function moreRuns(count: number): string {
	return `… and ${quantity(count, 'more run')}.`;
}
