/** Canceling a run. */
import type { IDataObject } from 'n8n-workflow';

import type { PreclinicalApi } from './api';
import { codeOf, nullIf } from './service';

/** Cancels a run; gives `null` when the hosted API says that it has ended already. */
export async function cancelIfGoing(api: PreclinicalApi, runId: string): Promise<IDataObject | null> {
	const hasEnded = (error: unknown) => codeOf(error) === 'INVALID_STATE';
	return await api.cancelRun(await idForCancel(api, runId)).catch(nullIf(hasEnded));
}

/** The self-hosted server reads a run by either of its ids, but cancels by the UUID alone. */
export async function idForCancel(api: PreclinicalApi, runId: string): Promise<string> {
	return api.flavour === 'hosted' || !runId.startsWith('run_') ? runId : (await api.getRun(runId)).id;
}
