/** The addresses of Qase, and how it reports errors (contract: URL and auth, envelope and errors). */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { checkedBaseUrl } from '../../n8n/transport/baseUrl';
import { isObject, objectsOf, textOf, textsOf, webPageOf } from '../../core/text/json';
import type { ApiContext, Service } from '../../n8n/transport/contract';

/** The platform of all runs of this folder. */
export const QASE = { platform: 'qase', platformName: 'Qase' } as const;

/** Credential type of Qase. */
export const QASE_CREDENTIAL = 'testRunQaseApi';

/** The Qase API. Paths begin with the version: results are created in v2, and everything else is in v1. */
export const qaseService: Service = {
	name: 'Qase',
	credential: QASE_CREDENTIAL,
	secretFields: ['token', 'webhookSecret'],
	baseUrl({ origin, appUrl }: ICredentialDataDecryptedObject) {
		// It is only needed for links, but the user should learn that it is wrong.
		if (textOf(appUrl) !== null) checkedBaseUrl(appUrl, 'https://qase.example.com', 'Web App URL');
		return apiOrigin(origin);
	},
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

/** The origin without a version: users may paste it with one. */
export function apiOrigin(origin: unknown): string {
	return checkedBaseUrl(origin, 'https://api.qase.io')
		.replace(/\/v[12]$/, '')
		.replace(/(?<!\/)\/+$/, '');
}

/**
 * Address of the web app: the one in the credential, otherwise derived from the address of the API as Qase's own
 * reporters do it: `api.<host>` -> `app.<host>`, `api-<host>` -> `<host>`. `null` for any other. Never throws.
 */
export function appOrigin({ origin, appUrl }: ICredentialDataDecryptedObject): string | null {
	const given = webPageOf(appUrl);
	if (given !== null) return given.replace(/(?<!\/)\/+$/, '');
	const api = parsedUrl(origin);
	if (api === null || !/^https?:$/.test(api.protocol)) return null;
	const [, separator, host] = /^api([.-])(.+\..+)$/.exec(api.host) ?? [];
	if (host === undefined) return null;
	return `${api.protocol}//${separator === '.' ? 'app.' : ''}${host}`;
}

/** {@link appOrigin} of the credential in use. */
export async function webOrigin(ctx: ApiContext, itemIndex = 0): Promise<string | null> {
	return appOrigin(await ctx.getCredentials(QASE_CREDENTIAL, itemIndex));
}

function parsedUrl(value: unknown): URL | null {
	const text = textOf(value) ?? '';
	return URL.canParse(text) ? new URL(text) : null;
}

/** Reads `{ errorMessage, errorFields? }`, the older `{ message, errors }`, and `error`, which Qase's clients also read. */
function errorText(body: unknown): string | null {
	if (!isObject(body)) return textOf(body);
	const message = textOf(body.errorMessage) ?? textOf(body.error) ?? textOf(body.message);
	const fields = objectsOf(body.errorFields).map(({ field, error }) => `${String(field)}: ${String(error)}`);
	const older = isObject(body.errors) ? Object.entries(body.errors) : [];
	const details = [...fields, ...older.map(([field, errors]) => `${field}: ${textsOf(errors).join(', ')}`)];
	return [message, details.join('; ')].filter(Boolean).join(' ') || null;
}
