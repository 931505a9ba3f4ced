/**
 * Keeps exactly one webhook of this node registered at a platform. This has to work around n8n: it calls `checkExists`
 * and then `create` at every activation, and n8n 1 also at every start; it removes nothing when its own URL changes;
 * and it does not save what `create` stored if `create` throws.
 */
import { randomBytes } from 'crypto';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, type JsonObject } from 'n8n-workflow';

import { nullOn } from '../transport/errors';
import type { RemoteWebhook, WantedWebhook, WebhookRegistrar } from './contract';
import { refuseUnreachable } from './reachable';
import { readSettings } from './settings';

/** Data in the node's static data. It is also contained in exports and copies of the workflow. */
export interface Registration {
	webhookId: string;
	webhookUrl: string;
	scope: string;
	secret: string;
	/** The n8n instance and workflow that registered it. Missing in data of an earlier version of this package. */
	instanceId?: string;
	workflowId?: string;
}

const REMEMBERED: Array<keyof Registration> = [
	'webhookId',
	'webhookUrl',
	'scope',
	'secret',
	'instanceId',
	'workflowId',
];

/** Maximum length of the name of a webhook, on the platform with the lowest limit. */
const LONGEST_LABEL = 255;

/** The registration in the node's static data; `null` if there is none or it is incomplete. */
export function rememberedRegistration(data: IDataObject): Registration | null {
	const { webhookId, webhookUrl, scope, secret, instanceId, workflowId } = data as Partial<Registration>;
	if (!webhookId || !webhookUrl || !scope || !secret) return null;
	return { webhookId, webhookUrl, scope, secret, instanceId, workflowId };
}

/**
 * The registration, if it belongs to this workflow and not to the one that this workflow was copied from. Only an own
 * registration may be changed or removed. Data of an earlier version does not name its owner; there the URL decides.
 */
function ownRegistration(ctx: IHookFunctions, ownUrl: string | undefined): Registration | null {
	const remembered = rememberedRegistration(ctx.getWorkflowStaticData('node'));
	if (remembered?.instanceId === undefined) return remembered?.webhookUrl === ownUrl ? remembered : null;
	const { instanceId, workflowId } = ownerOf(ctx);
	return remembered.instanceId === instanceId && remembered.workflowId === workflowId ? remembered : null;
}

function ownerOf(ctx: IHookFunctions): Pick<Registration, 'instanceId' | 'workflowId'> {
	return { instanceId: ctx.getInstanceId(), workflowId: ctx.getWorkflow().id };
}

/**
 * Whether our webhook is registered as wanted. Updates it if its events or secret differ. Removes the webhook of an
 * earlier URL or scope and returns `false`, since n8n then calls `create`, never `delete`.
 */
export async function webhookExists(ctx: IHookFunctions, registrar: WebhookRegistrar): Promise<boolean> {
	const url = reachableUrl(ctx, registrar);
	const remembered = ownRegistration(ctx, url);
	if (remembered && (remembered.webhookUrl !== url || remembered.scope !== registrar.scope)) {
		await removeLeftBehind(ctx, registrar, remembered);
		return false;
	}
	const ours = await soleWebhook(registrar, url);
	if (ours === undefined) return false;

	const wanted = wantedWebhook(ctx, registrar, url, remembered?.secret);
	// Without a remembered registration the secret is new, so it must be sent even if the platform does not display
	// secrets.
	if (!remembered || !standsAsWanted(ours, wanted)) await registrar.update(ours.id, wanted);
	remember(ctx, ours.id, wanted, registrar.scope);
	return true;
}

/**
 * Registers the webhook, or takes over one that already has our URL.
 *
 * @throws NodeApiError if the platform refuses; then none of our webhooks is left at the platform.
 */
export async function createWebhook(ctx: IHookFunctions, registrar: WebhookRegistrar): Promise<void> {
	const wanted = wantedWebhook(ctx, registrar, reachableUrl(ctx, registrar));
	let id = (await soleWebhook(registrar, wanted.url))?.id;
	if (id === undefined) {
		id = await createOrClean(ctx, registrar, wanted);
	} else {
		await registrar.update(id, wanted);
	}
	remember(ctx, id, wanted, registrar.scope);
}

/**
 * Removes the webhook and its registration data. It is not an error if the webhook has already been removed.
 *
 * @throws NodeApiError if it could not be removed. The data is then kept, so that a later activation can remove it.
 */
export async function deleteWebhook(ctx: IHookFunctions, registrar: WebhookRegistrar): Promise<void> {
	const own = ownRegistration(ctx, ctx.getNodeWebhookUrl('default'));
	if (own) await removeIfThere(registrar, own.webhookId);
	const data = ctx.getWorkflowStaticData('node');
	for (const key of REMEMBERED) delete data[key];
}

/** The webhook URL of this node. Throws if the platform cannot reach it. */
function reachableUrl(ctx: IHookFunctions, { platform, apiUrl }: WebhookRegistrar): string {
	const url = ctx.getNodeWebhookUrl('default');
	if (url === undefined)
		throw new NodeOperationError(ctx.getNode(), 'n8n returned no webhook URL for this node');
	refuseUnreachable(ctx.getNode(), { url, platform, apiUrl }, 'activate the workflow again');
	return url;
}

function wantedWebhook(
	ctx: IHookFunctions,
	{ alsoTo = [] }: WebhookRegistrar,
	url: string,
	secret = randomBytes(32).toString('hex'),
): WantedWebhook {
	const { name, id } = ctx.getWorkflow();
	return {
		url,
		events: [...new Set([...readSettings(ctx).events, ...alsoTo])],
		secret,
		label: `n8n: ${name ?? 'workflow'} (${id ?? 'not saved'})`.slice(0, LONGEST_LABEL),
	};
}

function standsAsWanted(webhook: RemoteWebhook, wanted: WantedWebhook): boolean {
	const sameEvents = [...webhook.events].sort().join() === [...wanted.events].sort().join();
	return sameEvents && webhook.sendsSecret(wanted.secret);
}

/** Our webhook, if there is one. Any further webhooks with our URL are removed. */
async function soleWebhook(registrar: WebhookRegistrar, url: string): Promise<RemoteWebhook | undefined> {
	const [ours, ...surplus] = await ownWebhooks(registrar, url);
	for (const { id } of surplus) await removeIfThere(registrar, id);
	return ours;
}

async function ownWebhooks(registrar: WebhookRegistrar, url: string): Promise<RemoteWebhook[]> {
	return (await registrar.list()).filter((webhook) => webhook.url === url);
}

/**
 * Creates the webhook. If this fails, the platform may still have created it (the response may have been lost). n8n
 * will not remember that webhook, so it is removed.
 */
async function createOrClean(
	ctx: IHookFunctions,
	registrar: WebhookRegistrar,
	wanted: WantedWebhook,
): Promise<string> {
	try {
		return (await registrar.create(wanted)).id;
	} catch (error) {
		try {
			for (const { id } of await ownWebhooks(registrar, wanted.url)) await removeIfThere(registrar, id);
		} catch {
			ctx.logger.warn(`A webhook with the URL of this workflow may be left behind: ${wanted.label}`);
		}
		throw new NodeApiError(ctx.getNode(), error as JsonObject);
	}
}

async function removeLeftBehind(
	ctx: IHookFunctions,
	registrar: WebhookRegistrar,
	{ webhookId, webhookUrl: url }: Registration,
): Promise<void> {
	try {
		await removeIfThere(registrar, webhookId);
	} catch (error) {
		// Not being able to remove the old webhook must not prevent the new one: log it, so that a person can remove
		// it.
		ctx.logger.warn(`Webhook ${webhookId} of the earlier URL ${url} could not be removed: ${String(error)}`);
	}
}

async function removeIfThere(registrar: WebhookRegistrar, id: string): Promise<void> {
	await registrar.remove(id).catch(nullOn(404));
}

function remember(ctx: IHookFunctions, webhookId: string, wanted: WantedWebhook, scope: string): void {
	const registration: Registration = {
		webhookId,
		webhookUrl: wanted.url,
		scope,
		secret: wanted.secret,
		...ownerOf(ctx),
	};
	Object.assign(ctx.getWorkflowStaticData('node'), registration);
}
