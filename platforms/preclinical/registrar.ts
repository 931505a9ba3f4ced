/** The trigger's webhook at Preclinical: one per scope. It never replaces a webhook of somebody else. */
import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { statusOf } from '../../n8n/transport/errors';
import { textOf } from '../../core/text/json';
import { readTriggerInput } from '../../n8n/parameters/input';
import type { ApiContext } from '../../n8n/transport/contract';
import type {
	RegistrarContext,
	RemoteWebhook,
	WantedWebhook,
	WebhookRegistrar,
} from '../../n8n/webhooks/contract';
import { sameSecret } from '../../n8n/webhooks/secrets';
import { readSettings } from '../../n8n/webhooks/settings';
import { refuseSelfHosted, scopeFields } from './fields';
import { webhooksApi } from './hostedApi';
import { codeOf, hostedService, nullIf, PRECLINICAL_CREDENTIAL } from './service';
import { splitToken, withToken } from './token';
import type { PreclinicalWebhook, WebhookFields } from './wire';

type WebhooksApi = ReturnType<typeof webhooksApi>;

/** The webhooks of the scope that is set in the trigger. Throws for a self-hosted server, which has none. */
export async function registrar(ctx: RegistrarContext): Promise<WebhookRegistrar> {
	await requireWebhooks(ctx);
	const api = webhooksApi(ctx);
	const agentId = scopedAgent(ctx);
	const credentials = await ctx.getCredentials(PRECLINICAL_CREDENTIAL);
	const signingSecret = textOf(credentials.webhookSecret);
	const inScope = async () =>
		(await api.list(agentId)).filter(({ agent_id: of }) => (of || undefined) === agentId);
	return {
		platform: 'Preclinical',
		apiUrl: hostedService.baseUrl(credentials),
		scope: agentId === undefined ? 'organization' : `agent:${agentId}`,
		list: async () => (await inScope()).map((hook) => remoteWebhook(hook, ctx, signingSecret)),
		async create(wanted) {
			const [other] = await inScope();
			if (other !== undefined) throw scopeTaken(ctx, wanted.url, other);
			const fields = { ...webhookFields(wanted, signingSecret), agent_id: agentId };
			const made = await api.create(fields).catch(nullIf((error) => codeOf(error) === 'ALREADY_EXISTS'));
			if (made === null) throw scopeTaken(ctx, wanted.url, (await inScope())[0]);
			return made;
		},
		update: async (id, wanted) => void (await api.update(id, webhookFields(wanted, signingSecret))),
		// undocumented: which HTTP status this code has.
		remove: async (id) =>
			void (await removeWebhook(api, id).catch(nullIf((error) => codeOf(error) === 'NOT_FOUND'))),
	};
}

/** Throws for a self-hosted server, which has no webhooks, and names the alternatives. */
export async function requireWebhooks(ctx: IHookFunctions): Promise<void> {
	await refuseSelfHosted(
		ctx,
		'A self-hosted Preclinical has no webhooks, so it cannot start this workflow',
		undefined,
		"Use the Test Run Polling Trigger, or Test Run > 'Wait for Run' after starting a run.",
	);
}

/** The agent of scope `agent`; `undefined` for the organization. */
export function scopedAgent(ctx: RegistrarContext | IWebhookFunctions | IPollFunctions): string | undefined {
	const input = readTriggerInput(ctx, scopeFields);
	if (input.optionalText('scope') !== 'agent') return undefined;
	return (
		input.optionalText('agentId') ??
		input.refuse('agentId', 'is empty', "Choose the agent, or set 'Scope' to the organization.")
	);
}

/**
 * Deletes a webhook, and returns whether it was deleted. undocumented: whether the API can delete at all, since that
 * page is not accessible. If the call does not exist, the webhook is disabled instead and still occupies its scope.
 */
export async function removeWebhook(api: WebhooksApi, id: string): Promise<'deleted' | 'disabled'> {
	const isMissingCall = (error: unknown) =>
		statusOf(error) === 405 || (statusOf(error) === 404 && codeOf(error) === null);
	const deleted = await api.remove(id).catch(nullIf(isMissingCall));
	if (deleted !== null) return 'deleted';
	await api.update(id, { is_enabled: false });
	return 'disabled';
}

function webhookFields({ url, secret, label }: WantedWebhook, signingSecret: string | null): WebhookFields {
	return {
		url: withToken(url, secret),
		description: label,
		is_enabled: true,
		...(signingSecret === null ? {} : { secret: signingSecret }),
	};
}

/**
 * Our webhook is recognized by its URL without the token. Preclinical has one event that it sends to all webhooks, so
 * the events never differ.
 */
function remoteWebhook(
	{ id, url, is_enabled: isEnabled }: PreclinicalWebhook,
	ctx: IHookFunctions,
	signingSecret: string | null,
): RemoteWebhook {
	const { url: plain, token } = splitToken(url);
	return {
		id,
		url: plain,
		events: readSettings(ctx).events,
		// The signing secret is never returned, so if there is one, the webhook is updated each time.
		sendsSecret: (secret) =>
			isEnabled !== false && signingSecret === null && token !== null && sameSecret(token, secret),
	};
}

/** The error for an occupied scope. Preclinical may refuse without returning the webhook that occupies it. */
function scopeTaken(ctx: ApiContext, ownUrl: string, other: PreclinicalWebhook | undefined): NodeApiError {
	const message = other
		? `Preclinical already has a webhook for this scope, which calls ${withoutQuery(other.url)}`
		: 'Preclinical already has a webhook for this scope';
	const title = textOf(other?.description);
	const ways = [
		'There is room for one webhook of the organization and one per agent, and this one is not of this workflow, so it is left alone.',
		other && isSameHost(other.url, ownUrl)
			? 'It belongs to this n8n: deactivate the workflow that uses it, also to listen for a test event.'
			: `If nobody needs it, remove it with Test Run > 'Delete Webhook'${other ? ` (ID ${other.id}${title ? `, "${title}"` : ''})` : ''}.`,
		"Or choose another 'Scope'.",
	];
	return new NodeApiError(
		ctx.getNode(),
		{ message },
		{ message, description: ways.join(' '), httpCode: '409' },
	);
}

/** The query may contain the token of another workflow, which is a secret. */
function withoutQuery(url: string): string {
	return url.split(/[?#]/)[0];
}

function isSameHost(url: string | undefined, own: string): boolean {
	return url !== undefined && URL.canParse(url) && new URL(url).origin === new URL(own).origin;
}
