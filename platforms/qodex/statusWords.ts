/** The status words of Qodex. */
import type { StatusWords } from '../shared/statusWords';

/** The documented words, and common words for what is documented without one. All others are unknown. */
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
