/**
 * Keeps exactly one webhook of ours at a platform, whatever happened since the last time: n8n asks `checkExists`
 * and then `create` at every activation, and n8n 1 at every start as well; it never cleans up when its URL changes,
 * and forgets what `create` stored when it throws.
 */
import { randomBytes } from 'crypto';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, type JsonObject } from 'n8n-workflow';

import { nullOn } from '../transport/errors';
import { refuseUnreachable } from './reachable';

/** The n8n context in which webhooks are registered. */
export type RegistrarContext = IHookFunctions;

/** A webhook as the platform lists it. */
export interface RemoteWebhook {
	id: string;
	url: string;
	events: string[];
	/** Whether the platform shows that it sends exactly this secret; `true` where it does not show secrets. */
	sendsSecret(secret: string): boolean;
}

/** What we want a webhook to be. */
export interface WantedWebhook {
	url: string;
	events: string[];
	secret: string;
	/** Names this workflow, so that a person finds out whose webhook it is. */
	label: string;
}

/** A platform's webhook API, for one place (project, agent) where webhooks live. */
export interface WebhookRegistrar {
	/** Name of the platform, for messages. */
	platform: string;
	/** Base URL of its API. */
	apiUrl: string;
	/** Identifies the place, e.g. a project id; a change means the old webhook must go. */
	scope: string;
	list(): Promise<RemoteWebhook[]>;
	create(wanted: WantedWebhook): Promise<{ id: string }>;
	update(id: string, wanted: WantedWebhook): Promise<void>;
	/** Throws NodeApiError with status 404 when there is no such webhook. */
	remove(id: string): Promise<void>;
	/** Events that are needed besides the chosen ones. */
	alsoTo?: string[];
}

/** What is remembered in the node's static data, which an export or a copy of the workflow takes along. */
export interface Registration {
	webhookId: string;
	webhookUrl: string;
	scope: string;
	secret: string;
	/** The n8n and the workflow that made it; not there in one of an earlier version. */
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

/** The shortest limit that a platform sets. */
const LONGEST_LABEL = 255;

/** The registration that this node remembers; `null` when there is none or it is incomplete. */
export function rememberedRegistration(data: IDataObject): Registration | null {
	const { webhookId, webhookUrl, scope, secret, instanceId, workflowId } = data as Partial<Registration>;
	if (!webhookId || !webhookUrl || !scope || !secret) return null;
	return { webhookId, webhookUrl, scope, secret, instanceId, workflowId };
}

/**
 * The one that may be changed and removed, which is not that of the workflow that this one was copied from. Of one
 * that does not name its owner the URL tells whose it is.
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
 * Whether our webhook stands as wanted. Repairs it when it differs (events, secret), and removes the one
 * that an earlier URL or scope left behind, since n8n then calls `create` only.
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
	// A new secret is not there yet, also where the platform does not show which one is.
	if (!remembered || !standsAsWanted(ours, wanted)) await registrar.update(ours.id, wanted);
	remember(ctx, ours.id, wanted, registrar.scope);
	return true;
}

/**
 * Makes the webhook, or takes over the one that already carries our URL.
 *
 * @throws NodeApiError when the platform refuses; then nothing of ours is left there.
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
 * Removes the webhook and forgets it. One that is gone already is fine.
 *
 * @throws NodeApiError when it could not be removed; it stays remembered, so that a later activation clears it.
 */
export async function deleteWebhook(ctx: IHookFunctions, registrar: WebhookRegistrar): Promise<void> {
	const own = ownRegistration(ctx, ctx.getNodeWebhookUrl('default'));
	if (own) await removeIfThere(registrar, own.webhookId);
	const data = ctx.getWorkflowStaticData('node');
	for (const key of REMEMBERED) delete data[key];
}

/** The URL that n8n listens on for this node; refused when the platform could never call it. */
function reachableUrl(ctx: IHookFunctions, { platform, apiUrl }: WebhookRegistrar): string {
	const url = ctx.getNodeWebhookUrl('default');
	if (url === undefined) throw new NodeOperationError(ctx.getNode(), 'n8n gave no webhook URL for this node');
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
		events: [...new Set([...(ctx.getNodeParameter('events') as string[]), ...alsoTo])],
		secret,
		label: `n8n: ${name ?? 'workflow'} (${id ?? 'not saved'})`.slice(0, LONGEST_LABEL),
	};
}

function standsAsWanted(webhook: RemoteWebhook, wanted: WantedWebhook): boolean {
	const sameEvents = [...webhook.events].sort().join() === [...wanted.events].sort().join();
	return sameEvents && webhook.sendsSecret(wanted.secret);
}

/** Our webhook, if there is one; what else carries our URL is removed. */
async function soleWebhook(registrar: WebhookRegistrar, url: string): Promise<RemoteWebhook | undefined> {
	const [ours, ...surplus] = await ownWebhooks(registrar, url);
	for (const { id } of surplus) await removeIfThere(registrar, id);
	return ours;
}

async function ownWebhooks(registrar: WebhookRegistrar, url: string): Promise<RemoteWebhook[]> {
	return (await registrar.list()).filter((webhook) => webhook.url === url);
}

/**
 * An answer that was lost on the way may have created the webhook: n8n will not remember it, so it must not stay.
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
		// The new webhook matters more than the old one: name it for a person to remove.
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
