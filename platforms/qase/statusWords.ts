/** The words that Qase has for the status of a run. */
import type { StatusWords } from '../shared/statusWords';

/** Words of `status_text`. The numeric `status` is not published, beyond 0 = in progress. */
export const STATUS_WORDS: StatusWords = {
	in_progress: { status: 'running' },
	passed: { status: 'finished', verdict: 'passed' },
	failed: { status: 'finished', verdict: 'failed' },
	aborted: { status: 'canceled' },
	// undocumented: whether the older words are still sent. `complete` is no verdict, so the counts decide.
	active: { status: 'running' },
	complete: { status: 'finished' },
	abort: { status: 'canceled' },
};
