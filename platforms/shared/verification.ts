/** Verifies senders, as several platforms do it. */
import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { textOf } from '../../core/text/json';
import type { ApiContext } from '../../n8n/transport/contract';
import { isRecent } from '../../n8n/webhooks/age';
import type { Delivery, DeliverySecrets, Verification } from '../../n8n/webhooks/contract';
import { sameSecret } from '../../n8n/webhooks/secrets';

/** The result for a sender that could not be verified. */
export function refused(reason: string): Verification {
	return { ok: false, reason };
}

/** Refuses a delivery that is older than allowed; `timestamp` may have any form, `undefined` if there is none. */
export function verifyAge(
	timestamp: unknown,
	{ receivedAt }: Delivery,
	{ maxAgeMs }: DeliverySecrets,
): Verification {
	return isRecent(timestamp, receivedAt, maxAgeMs)
		? { ok: true }
		: refused('its timestamp is too far from the time of receipt');
}

/** Refuses a delivery without the secret in its header, in which the platform sends it as plain text. */
export function verifySecretHeader(header: string, { headers }: Delivery, secret: string): Verification {
	if (sameSecret(headers[header], secret)) return { ok: true };
	return refused(headers[header] ? 'the secret is wrong' : 'the secret header is missing');
}

/** The webhook secret in a credential of this type. */
export async function secretIn(ctx: ApiContext, credential: string): Promise<string | null> {
	return textOf((await ctx.getCredentials(credential)).webhookSecret);
}

/**
 * Throws if the credential has no secret for verifying deliveries.
 *
 * @param place where to enter the same secret at the platform
 */
export async function requireSecret(
	ctx: IHookFunctions,
	{ name, credential }: { name: string; credential: string },
	place: string,
): Promise<void> {
	if ((await secretIn(ctx, credential)) !== null) return;
	const message = `Deliveries of ${name} could not be verified without a secret`;
	throw new NodeOperationError(ctx.getNode(), message, {
		description:
			`Enter a text of your choice as 'Webhook Secret' in the ${name} credential, and the same text as ${place}. ` +
			"Or turn on the option 'Allow Unverified Deliveries'.",
	});
}
