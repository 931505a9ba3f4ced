/** The trigger's webhook at Currents: one per workflow, in the project that is set in the trigger. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { textsOf } from '../../core/text/json';
import { readTriggerInput } from '../../n8n/parameters/input';
import { baseUrlOf } from '../../n8n/transport/request';
import type {
	RegistrarContext,
	RemoteWebhook,
	WantedWebhook,
	WebhookRegistrar,
} from '../../n8n/webhooks/contract';
import { readSettings } from '../../n8n/webhooks/settings';
import { currentsApi, type WebhookFields } from './api';
import { projectField } from './fields';
import { currentsService } from './service';
import type { CurrentsWebhook } from './wire';

/** The header in which Currents sends our secret. */
export const SECRET_HEADER = 'x-test-runs-secret';

/** Events that end a run without the end of its last group. */
export const otherEnds = ['RUN_CANCELED', 'RUN_TIMEOUT'];

/** The webhooks of the project that is set in the trigger. */
export async function registrar(ctx: RegistrarContext): Promise<WebhookRegistrar> {
	const api = currentsApi(ctx);
	const projectId = chosenProject(ctx);
	return {
		platform: 'Currents',
		apiUrl: await baseUrlOf(ctx, currentsService),
		scope: projectId,
		list: async () => (await api.listWebhooks(projectId)).map(remoteWebhook),
		create: async (wanted) => ({ id: (await api.createWebhook(projectId, webhookFields(wanted))).hookId }),
		update: async (id, wanted) => void (await api.updateWebhook(id, webhookFields(wanted))),
		remove: async (id) => void (await api.deleteWebhook(id)),
		alsoTo: mergesEnds(ctx) ? otherEnds : [],
	};
}

/** The project that is set in the trigger. */
export function chosenProject(ctx: IWebhookFunctions | RegistrarContext): string {
	return readTriggerInput(ctx, [projectField]).text('projectId');
}

/** Whether the ends of groups are held back until the run ends, including canceled runs and timeouts. */
function mergesEnds(ctx: RegistrarContext): boolean {
	const { mergeGroups, events } = readSettings(ctx);
	return mergeGroups && events.includes('RUN_FINISH');
}

function webhookFields({ url, events, secret, label }: WantedWebhook): WebhookFields {
	// undocumented: what an empty list subscribes to. The trigger requires at least one event.
	return { url, hookEvents: events, headers: JSON.stringify({ [SECRET_HEADER]: secret }), label };
}

function remoteWebhook({ hookId, url, hookEvents, headers }: CurrentsWebhook): RemoteWebhook {
	return {
		id: hookId,
		url,
		events: textsOf(hookEvents),
		// undocumented: whether headers are visible to every API key. If they are missing, we assume that ours are set.
		sendsSecret: (secret) => headers === undefined || headers === JSON.stringify({ [SECRET_HEADER]: secret }),
	};
}
