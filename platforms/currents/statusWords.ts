/** The status words of Currents. */
import type { StatusWords } from '../shared/statusWords';

/** Values of `completionState`, in both spellings, since sources disagree. */
export const COMPLETION_WORDS: StatusWords = {
	complete: { status: 'finished' },
	in_progress: { status: 'running' },
	incomplete: { status: 'running' },
	canceled: { status: 'canceled' },
	cancelled: { status: 'canceled' },
	timeout: { status: 'timedOut' },
	timedout: { status: 'timedOut' },
};

/** Values of a run's `status`, which is used if a response has no `completionState`. */
export const STATUS_WORDS: StatusWords = {
	passed: { status: 'finished', verdict: 'passed' },
	failed: { status: 'finished', verdict: 'failed' },
	running: { status: 'running' },
	failing: { status: 'running' },
	cancelled: { status: 'canceled' },
	timedout: { status: 'timedOut' },
};
