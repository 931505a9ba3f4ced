/** Starting a run. */
import { buildRun } from '../../runs/buildRun';
import type { OperationCall, RunReading } from '../platform';
import { startOnce } from '../startOnce';
import { qaseApi } from './api';
import { projectOf, runPageUrl } from './normalize';
import { viewOf } from './runs';
import { QASE } from './service';
import type { QaseRunBody } from './wire';

/** Creates the run, which is then in progress. `null` when its start-once key was used before. */
export async function startRunOf(
	call: OperationCall,
	code: string,
	body: QaseRunBody,
): Promise<RunReading | null> {
	const { ctx, itemIndex } = call;
	const view = await viewOf(call, code);
	const raw = await startOnce(call, async () => await qaseApi(ctx, itemIndex).createRun(code, body));
	if (raw === null) return null;
	const id = String(raw.id);
	const run = buildRun({
		...QASE,
		id,
		keyParts: [code, id],
		name: body.title,
		...projectOf(code),
		url: runPageUrl(view, id),
		status: 'running',
		tags: body.tags,
	});
	return { run, raw };
}
