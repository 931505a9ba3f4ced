/** Starting a run. */
import { buildRun } from '../../runs/buildRun';
import type { OperationCall, RunReading } from '../platform';
import { startOnce } from '../startOnce';
import { testclixApi } from './api';
import { runFacts, withFailure } from './normalize';

/** Executes a test. `null` when its start-once key was used before. */
export async function startRunOf(call: OperationCall, testId: string): Promise<RunReading | null> {
	const api = testclixApi(call.ctx, call.itemIndex);
	const raw = await startOnce(call, async () => await api.startRun(testId));
	return raw && { run: buildRun(withFailure(runFacts(testId, raw.status))), raw };
}
