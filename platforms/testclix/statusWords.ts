/** The words in which TestCLIX says where a run stands. */
import type { StatusWords } from '../shared/statusWords';

/** The published statuses (contract: status vocabularies), in lower case. An acknowledged error is an error. */
export const STATUS_WORDS: StatusWords = {
	queued: { status: 'queued' },
	processing: { status: 'running' },
	pass: { status: 'finished', verdict: 'passed' },
	error: { status: 'finished', verdict: 'failed' },
	acknowledged: { status: 'finished', verdict: 'failed' },
	// The test is in no run, and TestCLIX shows no result: never a pass.
	'not recorded': { status: 'finished', verdict: 'inconclusive' },
	'not executed': { status: 'finished', verdict: 'inconclusive' },
	recorded: { status: 'finished', verdict: 'inconclusive' },
	valid: { status: 'finished', verdict: 'inconclusive' },
};
