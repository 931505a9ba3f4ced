/** The hosted API: `/runs`, named lists with totals, a bearer key (https://docs.preclinical.dev/api-reference). */
import type { IDataObject } from 'n8n-workflow';

import { collectByOffset } from '../../n8n/transport/paging';
import { callerOf, type Caller } from '../../n8n/transport/request';
import type { ApiContext } from '../../n8n/transport/contract';
import { anything, listUnder, withId } from './answers';
import { PAGE_SIZE, type PreclinicalApi } from './contract';
import { hasPassed } from './outcomes';
import { hostedService } from './service';
import type { PreclinicalAgent, PreclinicalScenarioRun, PreclinicalWebhook, WebhookFields } from './wire';

/** Calls that both flavours have, in the hosted version. */
export function hostedCalls(call: Caller) {
	return {
		cancelRun: async (runId) =>
			await call<IDataObject>({
				purpose: 'cancel the run',
				method: 'POST',
				path: `/runs/${encodeURIComponent(runId)}/cancel`,
				pick: anything,
			}),

		/** The API's own filter `passed: false` leaves out scenarios that ended in error, so we filter ourselves. */
		listScenarioRuns: async (runId, limit, { status, passed }, keep) =>
			await collectByOffset(
				limit,
				PAGE_SIZE,
				async (page) =>
					await call({
						purpose: 'list the scenario runs',
						method: 'GET',
						path: '/scenario-runs',
						query: { test_run_id: runId, status, passed: passed || undefined, ...page },
						pick: listUnder<PreclinicalScenarioRun>('scenario_runs'),
					}),
				keep,
				call.warn,
				passed === false ? { isWanted: (one) => !hasPassed(one) } : undefined,
			),

		listAgents: async (provider) => {
			const { entries } = await call({
				purpose: 'list the agents',
				method: 'GET',
				path: '/agents',
				query: { provider },
				pick: listUnder<PreclinicalAgent>('agents'),
			});
			return entries;
		},
	} satisfies Partial<PreclinicalApi>;
}

/** The secret of a webhook, which the platform could repeat in an error. */
function secretsIn({ secret }: WebhookFields): string[] {
	return secret === undefined ? [] : [secret];
}

/** The calls for webhooks. */
export function webhooksApi(ctx: ApiContext, itemIndex = 0) {
	const call = callerOf(hostedService, ctx, itemIndex);
	const path = (webhookId: string) => `/webhooks/${encodeURIComponent(webhookId)}`;
	return {
		list: async (agentId?: string) => {
			const { entries } = await call({
				purpose: 'list the webhooks',
				method: 'GET',
				path: '/webhooks',
				query: { agent_id: agentId },
				pick: listUnder<PreclinicalWebhook>('webhooks'),
			});
			return entries;
		},

		get: async (id: string) =>
			await call<PreclinicalWebhook>({
				purpose: 'read the webhook',
				method: 'GET',
				path: path(id),
				pick: withId,
			}),

		create: async (fields: WebhookFields & { agent_id?: string }) =>
			await call<PreclinicalWebhook>({
				purpose: 'create the webhook',
				method: 'POST',
				path: '/webhooks',
				body: { ...fields },
				secrets: secretsIn(fields),
				pick: withId,
			}),

		update: async (id: string, fields: WebhookFields) =>
			await call<PreclinicalWebhook>({
				purpose: 'update the webhook',
				method: 'PUT',
				path: path(id),
				body: { ...fields },
				secrets: secretsIn(fields),
				pick: withId,
			}),

		/** undocumented: the page about it; 204 is inferred, any 2xx is accepted. */
		remove: async (id: string) =>
			await call<IDataObject>({
				purpose: 'delete the webhook',
				method: 'DELETE',
				path: path(id),
				pick: anything,
			}),

		/**
		 * Makes Preclinical call the webhook once. Returns `{ success, message, http_status }`, even if that call
		 * failed.
		 */
		sendTest: async (id: string) =>
			await call<IDataObject>({
				purpose: 'send a test delivery',
				method: 'POST',
				path: `${path(id)}/test`,
				pick: anything,
			}),
	};
}
