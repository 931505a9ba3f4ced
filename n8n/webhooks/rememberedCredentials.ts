/**
 * Credentials in the handling of deliveries: those that verify the senders are read once in ten seconds, those that the
 * run is read with once per delivery. n8n 2 makes a virtual machine for each read of a credential, which takes longer than
 * everything else in a delivery.
 */
import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { RecentValues } from '../items/recentValues';

/** So long a changed credential may not count yet. */
const KEPT_MS = 10_000;

interface Remembered {
	until: number;
	credential: Promise<ICredentialDataDecryptedObject>;
}

const remembered = new RecentValues<Remembered>(1_000);

/** The context of a delivery, with remembered credentials. */
interface WithRememberedCredentials {
	ctx: IWebhookFunctions;
	/**
	 * Lets credentials be read again: a sender who is refused may know a secret that was changed since.
	 *
	 * @returns whether any that was used was remembered from an earlier delivery
	 */
	forget(): boolean;
}

/** The context of a delivery, with credentials that are remembered from earlier deliveries to the same trigger. */
export function withRememberedCredentials(webhook: IWebhookFunctions): WithRememberedCredentials {
	const used = new Set<string>();
	let fromBefore = false;
	const getCredentials = async (type: string) => {
		const key = keyOf(webhook, type);
		const known = remembered.get(key);
		if (known && known.until > Date.now()) {
			fromBefore ||= !used.has(key);
			return await known.credential;
		}
		used.add(key);
		const credential = webhook.getCredentials(type);
		remembered.set(key, { until: Date.now() + KEPT_MS, credential });
		credential.catch(() => remembered.delete(key));
		return await credential;
	};
	return {
		ctx: Object.create(webhook, { getCredentials: { value: getCredentials } }) as IWebhookFunctions,
		forget() {
			const wasFromBefore = fromBefore;
			fromBefore = false;
			for (const type of Object.keys(webhook.getNode().credentials ?? {}))
				remembered.delete(keyOf(webhook, type));
			return wasFromBefore;
		},
	};
}

/**
 * The context of a delivery in which a credential is read at its first use and then kept. n8n uses it for the requests
 * that are sent through the context, too.
 */
export function readingCredentialsOnce(webhook: IWebhookFunctions): IWebhookFunctions {
	const read = new Map<string, Promise<ICredentialDataDecryptedObject>>();
	const getCredentials = async (type: string) => {
		const credential = read.get(type) ?? webhook.getCredentials(type);
		read.set(type, credential);
		credential.catch(() => read.delete(type));
		return await credential;
	};
	return Object.create(webhook, { getCredentials: { value: getCredentials } }) as IWebhookFunctions;
}

function keyOf(ctx: IWebhookFunctions, type: string): string {
	const { id, credentials } = ctx.getNode();
	return JSON.stringify([ctx.getWorkflow().id, id, type, credentials?.[type]?.id]);
}
