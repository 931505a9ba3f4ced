/** The three calls that Qodex documents. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf } from '../../core/text/json';
import { redactJson, secretsOf } from '../../n8n/transport/redact';
import { callerOf } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { runIdsIn } from './normalize';
import { QODEX_SCHEDULE_CREDENTIAL, qodexScheduleService, qodexService, qodexStartService } from './service';
import type { StartBody } from './wire';

/** The typed API for one n8n context; `budgetMs` is shared by the calls of each kind. All calls throw NodeApiError. */
export function qodexApi(ctx: ApiContext, itemIndex = 0, budgetMs?: number) {
	const [call, start, fire] = [qodexService, qodexStartService, qodexScheduleService].map((service) =>
		callerOf(service, ctx, itemIndex, budgetMs),
	);
	return {
		/** Starts a run. Never repeated: there is no idempotency key, so a second call is a second, billed run. */
		startRun: async (body: StartBody) =>
			await start({
				purpose: 'start a run',
				method: 'POST',
				path: '/webhooks/trigger',
				body: { ...body },
				repeat: 'never',
				inDoubt: 'The test runs of the project in Qodex show it, if it was started.',
				pick: (json) => (isObject(json) && textOf(json.testRunId) ? (json as IDataObject) : undefined),
			}),

		/** Reads a run. undocumented: the shape of the response. */
		getRun: async (runId: string) =>
			await call({
				purpose: `read the run ${runId}`,
				method: 'GET',
				path: `/test-runs/${encodeURIComponent(runId)}`,
				pick: (json) => (isObject(json) ? (json as IDataObject) : undefined),
				isAbout: (json) => isAboutRun(json, runId),
			}),

		/**
		 * Starts a saved schedule. undocumented: the response, so any JSON or plain text is accepted. Never repeated.
		 */
		runSchedule: async () => {
			const answer = await fire({
				purpose: 'run the schedule',
				method: 'POST',
				path: '',
				repeat: 'never',
				plainTextToo: true,
				pick: (json) => (isObject(json) ? json : {}),
			});
			// The response is output and may repeat the URL, which is a secret.
			const credentials = await ctx.getCredentials(QODEX_SCHEDULE_CREDENTIAL, itemIndex);
			const secrets = secretsOf(credentials, qodexScheduleService.secretFields);
			return redactJson(answer as IDataObject, secrets);
		},
	};
}

/** undocumented: whether the response contains the id of the run. Without an id it is accepted. */
function isAboutRun(json: unknown, runId: string): boolean {
	const ids = runIdsIn(json);
	return ids.length === 0 || ids.includes(runId);
}
