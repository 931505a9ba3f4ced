/** Canceling a run. */
import type { PreclinicalApi } from './contract';
import { isEnded } from './normalize';
import { codeOf, nullIf } from './service';
import type { PreclinicalRun } from './wire';

/**
 * Cancels a run that is going on; `null` when that was done, else the run as it had ended. It is looked at first: the
 * self-hosted server would cancel a canceled run once more and move the time, and takes no id but the UUID.
 */
export async function cancelIfGoing(api: PreclinicalApi, runId: string): Promise<PreclinicalRun | null> {
	const run = await api.getRun(runId);
	if (isEnded(run)) return run;
	const answer = await api.cancelRun(run.id).catch(nullIf((error) => codeOf(error) === 'INVALID_STATE'));
	// The self-hosted server answers 200 with the status that the run has ended in meanwhile.
	const isCanceled = answer !== null && (answer.status ?? 'canceled') === 'canceled';
	return isCanceled ? null : await api.getRun(run.id);
}
