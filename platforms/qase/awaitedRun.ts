/** Awaiting a run of Qase. */
import type { OperationCall } from '../../n8n/items/contract';
import type { AwaitedRun } from '../../n8n/waiting/contract';
import { hasEnded } from '../../n8n/waiting/poll';
import { listOf, readingOf, runOf } from './runs';

/** The run that the parameters name. Its failures, at most `maxFailures`, are read only after it has ended. */
export async function awaitedRun(
	call: OperationCall,
	trustsPass: boolean,
	maxFailures: number,
): Promise<AwaitedRun> {
	const { api, code, runId, view } = await runOf(call, trustsPass);
	return {
		async read() {
			const raw = await api.getRun(code, runId);
			const reading = await readingOf(api, raw, view);
			return hasEnded(reading.run) ? await readingOf(api, raw, view, maxFailures) : reading;
		},
		list: () => listOf(api, view),
	};
}
