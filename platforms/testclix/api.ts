/** The four calls that TestCLIX documents (contract: endpoints). */
import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf, type JsonMap } from '../../core/text/json';
import { callerOf } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { testclixService } from './service';

/** The typed API for one n8n context. All calls throw NodeApiError. */
export function testclixApi(ctx: ApiContext, itemIndex = 0, budgetMs?: number) {
	const call = callerOf(testclixService, ctx, itemIndex, budgetMs);
	const read = async (purpose: string, path: string) =>
		await call({ purpose, method: 'GET', path, pick: withStatus });

	return {
		/**
		 * Executes a test: `{ test_id, status }`. Never repeated, since each execution counts against the allowance.
		 */
		startRun: async (testId: string) =>
			await call({
				purpose: 'start a run',
				method: 'POST',
				path: `/v1/api/execute/${encodeURIComponent(testId)}`,
				repeat: 'never',
				inDoubt: 'Get Run shows the test as queued or processing, if it was started.',
				pick: (json) => (isObject(json) ? (json as IDataObject) : undefined),
			}),

		/** The status of a test, over its latest runs: `{ test_id, status }`. */
		getTest: async (testId: string) =>
			await read('read the status of the test', `/v1/api/status/${encodeURIComponent(testId)}`),

		/** The status of the whole project: `{ status }`. */
		getStatus: async () => await read('read the status of the project', '/v1/api/status'),

		/** The same with the tests in error: `{ status, tests: { error: { count, items } } }`. */
		getStatusDetails: async () => await read('read the tests in error', '/v1/api/status/details'),
	};
}

function withStatus(json: unknown): IDataObject | undefined {
	return isObject(json) && textOf((json as JsonMap).status) !== null ? (json as IDataObject) : undefined;
}
