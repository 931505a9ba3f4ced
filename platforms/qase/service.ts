/** How Qase is addressed and how it words a refusal (contract: URL and auth, envelope and errors). */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { checkedBaseUrl } from '../../transport/baseUrl';
import { isObject, objectsOf, textOf, textsOf } from '../../transport/json';
import type { ApiContext, Service } from '../../transport/request';

/** Who the runs are from. */
export const QASE = { platform: 'qase', platformName: 'Qase' } as const;

/** Credential type of Qase. */
export const QASE_CREDENTIAL = 'testRunQaseApi';

/** The Qase API; paths begin with the version, since results are created in v2 and all else is v1. */
export const qaseService: Service = {
	name: 'Qase',
	credential: QASE_CREDENTIAL,
	secretFields: ['token', 'webhookSecret'],
	baseUrl: ({ origin }: ICredentialDataDecryptedObject) => apiOrigin(origin),
	errorText,
	refuses: (body) => isObject(body) && body.status === false,
	advice(status) {
		if (status === 401)
			return 'Check the API token in the credential. Tokens are made in Qase under API Tokens of your profile.';
		if (status === 402) return 'The plan of this Qase workspace does not include the feature.';
		if (status === 403) {
			return 'The role of the user who made the token does not allow it, or a limit of the Qase plan is reached.';
		}
		if (status === 404)
			return 'Check the project code and the ID, and that the owner of the token can see the project.';
		if (status === 507) return 'The storage of this Qase workspace is full.';
		return undefined;
	},
};

/** The origin as people paste it, with or without the version that belongs to the paths. */
export function apiOrigin(origin: unknown): string {
	return checkedBaseUrl(origin, 'https://api.qase.io', 'Origin')
		.replace(/\/v[12]$/, '')
		.replace(/\/+$/, '');
}

/**
 * Address of the web app that belongs to an API: `api.qase.io` -> `app.qase.io`, `api-<company>.qase.io` ->
 * `<company>.qase.io`. `null` for a self-hosted API, whose app may be anywhere. Never throws.
 */
export function appOrigin(origin: unknown): string | null {
	const [, host = ''] = /^https?:\/\/([^/?#]+)/i.exec(String(origin ?? '').trim()) ?? [];
	if (host.toLowerCase() === 'api.qase.io') return 'https://app.qase.io';
	const company = /^api-([^.]+)\.qase\.io$/i.exec(host)?.[1];
	return company ? `https://${company}.qase.io` : null;
}

/** {@link appOrigin} of the credential in use. */
export async function webOrigin(ctx: ApiContext, itemIndex = 0): Promise<string | null> {
	return appOrigin((await ctx.getCredentials(QASE_CREDENTIAL, itemIndex)).origin);
}

/** `{ errorMessage, errorFields? }`; older answers are `{ message, errors }`, clients also read `error`. */
function errorText(body: unknown): string | null {
	if (!isObject(body)) return textOf(body);
	const message = textOf(body.errorMessage) ?? textOf(body.error) ?? textOf(body.message);
	const fields = objectsOf(body.errorFields).map(({ field, error }) => `${String(field)}: ${String(error)}`);
	const older = isObject(body.errors) ? Object.entries(body.errors) : [];
	const details = [...fields, ...older.map(([field, errors]) => `${field}: ${textsOf(errors).join(', ')}`)];
	return [message, details.join('; ')].filter(Boolean).join(' ') || null;
}
