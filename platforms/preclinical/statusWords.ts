/** The status words of Preclinical. */
import type { StatusWords } from '../shared/statusWords';

/** The words of both flavours (contract: status vocabularies). `completed` does not include a result. */
export const STATUS_WORDS: StatusWords = {
	scheduled: { status: 'queued' },
	pending: { status: 'queued' },
	running: { status: 'running' },
	grading: { status: 'running' },
	completed: { status: 'finished' },
	// undocumented: when a run is `failed` and not `completed`; we read it as a failed run.
	failed: { status: 'finished', verdict: 'failed' },
	canceled: { status: 'canceled' },
};
