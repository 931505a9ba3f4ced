/** What a run says whose failures cannot be read. */
import { NodeApiError } from 'n8n-workflow';

import type { FailureList } from '../../n8n/webhooks/contract';

/**
 * For `promise.catch(…)`: no failures, and a note that says why.
 *
 * @throws the error itself unless it is a NodeApiError
 */
export function failuresNoteOn(error: unknown): FailureList {
	if (!(error instanceof NodeApiError)) throw error;
	return { failures: null, failuresNote: `The failed tests could not be read. ${error.message}.` };
}
