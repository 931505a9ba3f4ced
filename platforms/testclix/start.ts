/** Starting a run. */
import { buildRun } from '../../core/model/buildRun';
import type { OperationCall, StartedRun } from '../../n8n/items/contract';
import { startOnce } from '../../n8n/items/startOnce';
import { testclixApi } from './api';
import { runFacts, withFailure } from './normalize';

/** Executes a test, see {@link startOnce}. */
export async function startRunOf(call: OperationCall, testId: string): Promise<StartedRun | null> {
	return await startOnce(call, { platform: 'testclix', testId }, async () => {
		const raw = await testclixApi(call.ctx, call.itemIndex).startRun(testId);
		return { run: buildRun(withFailure(runFacts(testId, raw.status))), raw };
	});
}
