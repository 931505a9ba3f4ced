/** Reading the failures of a run that has been read already. */
import { NodeApiError } from 'n8n-workflow';

import type { FailureList } from '../../n8n/webhooks/contract';

/** The failures as `read` gives them; where the platform does not tell them, the run stands, and a note says why none are listed. */
export async function failuresOrNote<Facts extends FailureList>(
	read: () => Promise<Facts>,
): Promise<Facts | FailureList> {
	return await read().catch(noteOn);
}

function noteOn(error: unknown): FailureList {
	if (!(error instanceof NodeApiError)) throw error;
	return { failures: null, failuresNote: `The failed tests could not be read. ${error.message}.` };
}
