/** The words in which Preclinical says where a run stands. */
import type { StatusWords } from '../shared/statusWords';

/** Words of both flavours (contract: status vocabularies). `completed` says nothing of the outcome. */
export const STATUS_WORDS: StatusWords = {
	scheduled: { status: 'queued' },
	pending: { status: 'queued' },
	running: { status: 'running' },
	grading: { status: 'running' },
	completed: { status: 'finished' },
	// undocumented: what makes a run `failed` rather than `completed`; the word is taken at its face value.
	failed: { status: 'finished', verdict: 'failed' },
	canceled: { status: 'canceled' },
};
