/** The words in which Qodex says where a run stands. */
import type { StatusWords } from '../shared/statusWords';

/** The words in the docs, and the usual ones for what the docs say without a word. All others stay unknown. */
export const STATUS_WORDS: StatusWords = {
	running: { status: 'running' },
	in_progress: { status: 'running' },
	queued: { status: 'queued' },
	pending: { status: 'queued' },
	budget_exceeded: { status: 'finished', verdict: 'inconclusive' },
	completed: { status: 'finished' },
	finished: { status: 'finished' },
	passed: { status: 'finished', verdict: 'passed' },
	pass: { status: 'finished', verdict: 'passed' },
	success: { status: 'finished', verdict: 'passed' },
	failed: { status: 'finished', verdict: 'failed' },
	fail: { status: 'finished', verdict: 'failed' },
	failure: { status: 'finished', verdict: 'failed' },
	error: { status: 'finished', verdict: 'failed' },
	canceled: { status: 'canceled' },
	cancelled: { status: 'canceled' },
	timed_out: { status: 'timedOut' },
	timeout: { status: 'timedOut' },
};
