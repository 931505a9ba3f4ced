/** Reads the failures of a run that has already been read. */
import { NodeApiError } from 'n8n-workflow';

import type { FailureList } from '../../n8n/webhooks/contract';

/** The failures that `read` returns; if the platform refuses to return them, a note that says why none are listed. */
export async function failuresOrNote<Facts extends FailureList>(
	read: () => Promise<Facts>,
): Promise<Facts | FailureList> {
	return await read().catch(failuresNoteOn);
}

/**
 * For `promise.catch(…)`: no failures, and a note that says why.
 *
 * @throws the error itself unless it is a NodeApiError
 */
export function failuresNoteOn(error: unknown): FailureList {
	if (!(error instanceof NodeApiError)) throw error;
	return { failures: null, failuresNote: `The failed tests could not be read. ${error.message}.` };
}
