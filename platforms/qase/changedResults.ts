/** Changing and deleting results. */
import type { OperationCall } from '../../n8n/items/contract';
import { oncePerItem } from '../../n8n/items/startedRuns';
import { onceDone } from '../../n8n/items/tries';
import type { QaseApi } from './api';
import { problemWith, type Shape } from './shapes';
import type { QaseResultChanges } from './wire';

/**
 * The run of a result, which the calls that change a result name too. A later try of n8n's Retry On Fail does not read
 * it again: the result may have been deleted meanwhile.
 */
export async function runIdOfResult(
	call: OperationCall,
	api: QaseApi,
	code: string,
	hash: string,
): Promise<string> {
	return await onceDone(call, 'run', async () => String((await api.getResult(code, hash)).run_id));
}

/** Changes a result. With a defect it is done once per item: a second time could make a second defect. */
export async function changeResult(
	call: OperationCall,
	api: QaseApi,
	code: string,
	hash: string,
	changes: QaseResultChanges,
): Promise<void> {
	const runId = await runIdOfResult(call, api, code, hash);
	const once = changes.defect ? oncePerItem : onceDone;
	await once(call, 'update', async () => await api.updateResult(code, runId, hash, changes));
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
