/** Starting a run. */
import { buildRun } from '../../core/model/buildRun';
import type { OperationCall, RunReading, StartedRun } from '../../n8n/items/contract';
import { startOnce, type StartTarget } from '../../n8n/items/startOnce';
import { qaseApi } from './api';
import { projectOf, runPageUrl } from './normalize';
import { readingOf, viewOf } from './runs';
import { QASE } from './service';
import type { QaseRunBody } from './wire';

/** Creates a run, which is then in progress. See {@link startOnce} for when none is created. */
export async function startRunOf(
	call: OperationCall,
	code: string,
	body: QaseRunBody,
): Promise<StartedRun | null> {
	const { ctx, itemIndex } = call;
	const view = await viewOf(call, code);
	return await startOnce(call, targetOf(code, body), async () => {
		const raw = await qaseApi(ctx, itemIndex).createRun(code, body);
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
	});
}

/** The fields that distinguish one start from another. */
const TARGET_FIELDS = [
	'include_all_cases',
	'plan_id',
	'cases',
	'environment_id',
	'environment_slug',
	'milestone_id',
	'configurations',
	'cloud_run_config',
] as const;

function targetOf(project: string, body: QaseRunBody): StartTarget {
	const fields = Object.fromEntries(TARGET_FIELDS.map((name) => [name, body[name]]));
	return { platform: 'qase', project, ...fields };
}

/** Reads a run that was started earlier. */
export async function readStartedRun(call: OperationCall, code: string, runId: string): Promise<RunReading> {
	const api = qaseApi(call.ctx, call.itemIndex);
	return await readingOf(api, await api.getRun(code, runId), await viewOf(call, code));
}
