/** The status words of TestCLIX. */
import type { StatusWords } from '../shared/statusWords';

/** The documented statuses (contract: status vocabularies), in lower case. An acknowledged error is still an error. */
export const STATUS_WORDS: StatusWords = {
	queued: { status: 'queued' },
	processing: { status: 'running' },
	pass: { status: 'finished', verdict: 'passed' },
	error: { status: 'finished', verdict: 'failed' },
	acknowledged: { status: 'finished', verdict: 'failed' },
	// The test is not in a run, and TestCLIX shows no result: never a pass.
	'not recorded': { status: 'finished', verdict: 'inconclusive' },
	'not executed': { status: 'finished', verdict: 'inconclusive' },
	recorded: { status: 'finished', verdict: 'inconclusive' },
	valid: { status: 'finished', verdict: 'inconclusive' },
};
