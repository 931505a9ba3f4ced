/** The base URL of Currents and its error responses (contract: base URL, envelopes and errors). */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { checkedBaseUrl } from '../../n8n/transport/baseUrl';
import type { Service } from '../../n8n/transport/contract';

/** The platform fields of its runs. */
export const CURRENTS = { platform: 'currents', platformName: 'Currents' } as const;

/** Credential type of Currents. */
export const CURRENTS_CREDENTIAL = 'testRunCurrentsApi';

/** The Currents REST API. Errors are `{ status: "FAILED", error: string }`. */
export const currentsService: Service = {
	name: 'Currents',
	credential: CURRENTS_CREDENTIAL,
	secretFields: ['apiKey'],
	baseUrl: ({ baseUrl }: ICredentialDataDecryptedObject) =>
		checkedBaseUrl(baseUrl, 'https://api.currents.dev/v1'),
	errorText(body) {
		const text = (body as { error?: unknown } | null)?.error;
		return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
	},
	advice(status) {
		if (status === 401)
			return 'Check the API key in the credential. Keys are made in Currents under Organization > API Keys.';
		if (status === 403) {
			return 'The API key is probably Read Only. Make a Read & Write key in Currents under Organization > API Keys and put it in the credential.';
		}
		return undefined;
	},
};

/**
 * The URL of the dashboard for a base URL of the API: `app.currents.dev` for the hosted API, otherwise the base URL
 * without `/v1`, which is the layout of on-premises installations.
 */
export function dashboardUrl(baseUrl: string): string {
	const url = new URL(baseUrl);
	if (url.hostname === 'api.currents.dev') return 'https://app.currents.dev';
	return baseUrl.replace(/\/v1$/, '');
}
