/** Everything that the trigger executes. The node imports it on first use, because n8n loads every node when it starts. */
import type { IHookFunctions, INodeProperties, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { chosenPlatform } from '../../n8n/parameters/chosenPlatform';
import { readTriggerInput } from '../../n8n/parameters/input';
import { createWebhook, deleteWebhook, webhookExists } from '../../n8n/webhooks/lifecycle';
import { receive } from '../../n8n/webhooks/receive';
import { checkSettings, isByPerson, readSettings } from '../../n8n/webhooks/settings';
import type { Platform } from '../../platforms/platform';

/** The trigger as it was built: its platforms, and the parameters made of them. */
export interface BuiltTrigger {
	platforms: Platform[];
	properties: INodeProperties[];
}

/** Checks the settings if somebody activates the workflow, and returns whether the webhook is registered. */
export async function isSetUp(ctx: IHookFunctions, built: BuiltTrigger): Promise<boolean> {
	const platform = platformOf(ctx, built);
	const { checkSetup, registrar } = await platform.deliveries();
	// Not when n8n starts: n8n 1 removes the webhook at the platform if this throws then. A delivery is checked anyway.
	if (isByPerson(ctx)) checkSettings(ctx, platform);
	if (!readSettings(ctx).allowUnverified) await checkSetup?.(ctx);
	// Without an API for webhooks the user sets it up by hand, so there is nothing to check or create.
	return registrar === undefined || (await webhookExists(ctx, await registrar(ctx)));
}

/** Registers the webhook, if the platform has an API for that. */
export async function register(ctx: IHookFunctions, built: BuiltTrigger): Promise<void> {
	const { registrar } = await platformOf(ctx, built).deliveries();
	if (registrar) await createWebhook(ctx, await registrar(ctx));
}

/** Removes the webhook, if the platform has an API for that. */
export async function unregister(ctx: IHookFunctions, built: BuiltTrigger): Promise<void> {
	const { registrar } = await platformOf(ctx, built).deliveries();
	if (registrar) await deleteWebhook(ctx, await registrar(ctx));
}

/** Handles a webhook request. */
export async function receiveDelivery(
	ctx: IWebhookFunctions,
	built: BuiltTrigger,
): Promise<IWebhookResponseData> {
	return await receive(ctx, platformOf(ctx, built));
}

function platformOf(
	ctx: IHookFunctions | IWebhookFunctions,
	{ platforms, properties }: BuiltTrigger,
): Platform {
	return chosenPlatform(ctx, platforms, readTriggerInput(ctx, properties).text('platform'));
}
