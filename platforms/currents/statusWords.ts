/** The words in which Currents says where a run stands. */
import type { StatusWords } from '../shared/statusWords';

/** Words of `completionState`, in both spellings: sources disagree. */
export const COMPLETION_WORDS: StatusWords = {
	complete: { status: 'finished' },
	in_progress: { status: 'running' },
	incomplete: { status: 'running' },
	canceled: { status: 'canceled' },
	cancelled: { status: 'canceled' },
	timeout: { status: 'timedOut' },
	timedout: { status: 'timedOut' },
};

/** Words of a run's `status`: alone they tell its state in an answer without `completionState`. */
export const STATUS_WORDS: StatusWords = {
	passed: { status: 'finished', verdict: 'passed' },
	failed: { status: 'finished', verdict: 'failed' },
	running: { status: 'running' },
	failing: { status: 'running' },
	cancelled: { status: 'canceled' },
	timedout: { status: 'timedOut' },
};
