/** The base URL of TestCLIX and its error responses (contract: base, errors). */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { checkedBaseUrl } from '../../n8n/transport/baseUrl';
import { objectOf, textOf } from '../../core/text/json';
import type { Service } from '../../n8n/transport/contract';

/** The platform fields of its runs. */
export const TESTCLIX = { platform: 'testclix', platformName: 'TestCLIX' } as const;

/** Credential type of TestCLIX. */
export const TESTCLIX_CREDENTIAL = 'testRunTestClixApi';

const KEY_PLACE = 'Settings > Your API Key';

/** The TestCLIX REST API of one project. Errors are `{ message: string }`. */
export const testclixService: Service = {
	name: 'TestCLIX',
	credential: TESTCLIX_CREDENTIAL,
	secretFields: ['apiKey', 'webhookSecret'],
	baseUrl: ({ baseUrl }: ICredentialDataDecryptedObject) =>
		checkedBaseUrl(baseUrl, 'https://api.testclix.com'),
	errorText: (body) => textOf(objectOf(body).message),
	refusal(status, words) {
		if (status !== 403) return undefined;
		return isQuota(words) ? 'has no executions left' : 'did not accept the key';
	},
	advice(status, words) {
		if (status === 401) return `Enter the API key in the credential. TestCLIX shows it under ${KEY_PLACE}.`;
		if (status === 403 && isQuota(words)) {
			return 'The allowance of manual and API executions of the subscription is used up. The key itself is fine.';
		}
		if (status === 403) {
			return `Check the API key in the credential: a key that was refreshed under ${KEY_PLACE} is no longer good.`;
		}
		// The error text for an unknown id mentions scenarios even if it is another kind of test, so it is displayed
		// but not evaluated.
		if (status === 404) {
			return 'Copy the ID unchanged from the details panel of the test, and check that the key belongs to the same project.';
		}
		return undefined;
	},
};

/** 403 has two meanings: a wrong key and an exhausted allowance. Only the message distinguishes them. */
function isQuota(words: string | null): boolean {
	return /\blimit\b/i.test(words ?? '');
}
