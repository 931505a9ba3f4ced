/** The three calls that Qodex documents. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf } from '../../core/text/json';
import { redactJson, secretsOf } from '../../n8n/transport/redact';
import { callerOf } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { runIdsIn } from './normalize';
import { QODEX_SCHEDULE_CREDENTIAL, qodexScheduleService, qodexService, qodexStartService } from './service';
import type { StartBody } from './wire';

/** The typed API for one n8n context; `budgetMs` is for the calls of each kind together. All calls throw NodeApiError. */
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

		/** Reads a run. undocumented: the shape of the answer. */
		getRun: async (runId: string) =>
			await call({
				purpose: `read the run ${runId}`,
				method: 'GET',
				path: `/test-runs/${encodeURIComponent(runId)}`,
				pick: (json) => (isObject(json) ? (json as IDataObject) : undefined),
				isAbout: (json) => isAboutRun(json, runId),
			}),

		/** Fires a saved schedule. undocumented: the answer, so any JSON or plain text counts. Never repeated. */
		runSchedule: async () => {
			const answer = await fire({
				purpose: 'run the schedule',
				method: 'POST',
				path: '',
				repeat: 'never',
				plainTextToo: true,
				pick: (json) => (isObject(json) ? json : {}),
			});
			// The answer is handed on, and may well repeat the URL, which is a secret.
			const credentials = await ctx.getCredentials(QODEX_SCHEDULE_CREDENTIAL, itemIndex);
			const secrets = secretsOf(credentials, qodexScheduleService.secretFields);
			return redactJson(answer as IDataObject, secrets);
		},
	};
}

/** undocumented: whether the answer names the run. One that names none may be about it. */
function isAboutRun(json: unknown, runId: string): boolean {
	const ids = runIdsIn(json);
	return ids.length === 0 || ids.includes(runId);
}
