/** The calls about one result. */
import { isObject, objectOf, textOf } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { qaseCaller, RESULT } from './api';
import type { QaseResult, QaseResultChanges } from './wire';

/** The calls for one n8n context. All of them throw NodeApiError. */
export function resultApi(ctx: ApiContext, itemIndex = 0) {
	const { call } = qaseCaller(ctx, itemIndex);
	return {
		getResult: async (code: string, hash: string) =>
			await call({
				pick: pickResult,
				purpose: 'read the result',
				method: 'GET',
				path: `/v1/result/${encodeURIComponent(code)}/${encodeURIComponent(hash)}`,
				isAbout: (result) => result.hash === hash,
			}),

		updateResult: async (code: string, runId: string, hash: string, changes: QaseResultChanges) =>
			await call({
				pick: RESULT.anything,
				purpose: 'update the result',
				method: 'PATCH',
				path: resultPath(code, runId, hash),
				body: { ...changes },
				inDoubt: 'Get Result shows how it is now.',
			}),

		deleteResult: async (code: string, runId: string, hash: string) =>
			await call({
				pick: RESULT.anything,
				purpose: 'delete the result',
				method: 'DELETE',
				path: resultPath(code, runId, hash),
				inDoubt: 'Get Result shows whether it is still there.',
			}),
	};
}

/** The calls of {@link resultApi}. */
export type ResultApi = ReturnType<typeof resultApi>;

function resultPath(code: string, runId: string, hash: string): string {
	return `/v1/result/${[code, runId, hash].map(encodeURIComponent).join('/')}`;
}

/** A result has a hash instead of an id. */
function pickResult(json: unknown): QaseResult | undefined {
	const { result } = objectOf(json);
	return isObject(result) && textOf(result.hash) !== null ? (result as QaseResult) : undefined;
}
