/** Changing and deleting results. */
import { textOf } from '../../core/text/json';
import type { OperationCall } from '../../n8n/items/contract';
import { oncePerItem } from '../../n8n/items/startedRuns';
import { onceDone, removeOnce } from '../../n8n/items/tries';
import type { ResultApi } from './resultApi';
import { problemWith, type Shape } from './shapes';
import type { QaseResultChanges } from './wire';

/**
 * The run of a result, which the calls that change a result name too. A later try of n8n's Retry On Fail does not read
 * it again: the result may have been deleted meanwhile.
 */
async function runIdOfResult(
	call: OperationCall,
	api: ResultApi,
	code: string,
	hash: string,
): Promise<string> {
	return await onceDone(call, 'run', async () => {
		const { run_id: runId } = await api.getResult(code, hash);
		return textOf(runId) ?? call.input.refuse('resultHash', 'is of a result whose run Qase does not name');
	});
}

/** Changes a result. With a defect it is done once per item: a second time could make a second defect. */
export async function changeResult(
	call: OperationCall,
	api: ResultApi,
	code: string,
	hash: string,
	changes: QaseResultChanges,
): Promise<void> {
	const runId = await runIdOfResult(call, api, code, hash);
	const once = changes.defect ? oncePerItem : onceDone;
	await once(call, 'update', async () => await api.updateResult(code, runId, hash, changes));
}

/** Deletes a result, and returns its run. */
export async function removeResult(
	call: OperationCall,
	api: ResultApi,
	code: string,
	hash: string,
): Promise<string> {
	const runId = await runIdOfResult(call, api, code, hash);
	await removeOnce(call, async () => await api.deleteResult(code, runId, hash));
	return runId;
}

const text: Shape = { is: 'text' };
const optionalText: Shape = { is: 'text', nullable: true };

/** A step of a result in v1 (contract: results, create body). */
const step: Shape = {
	is: 'object',
	fields: {
		status: { is: 'text', oneOf: ['passed', 'failed', 'blocked', 'in_progress'] },
		comment: optionalText,
		attachments: { is: 'list', of: { is: 'text', notEmpty: true }, nullable: true },
		action: text,
		expected_result: optionalText,
		data: optionalText,
		steps: { is: 'list', of: () => step },
	},
	required: ['status'],
};

/** What is wrong with the steps of a result; `null` if nothing is. */
export function problemWithSteps(steps: unknown): string | null {
	return problemWith(steps, { is: 'list', of: step }, 'steps');
}
