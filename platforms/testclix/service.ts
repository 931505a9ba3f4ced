/** How TestCLIX is addressed and how it words a refusal (contract: base, errors). */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { checkedBaseUrl } from '../../n8n/transport/baseUrl';
import { objectOf, textOf } from '../../core/text/json';
import type { Service } from '../../n8n/transport/contract';

/** Who the runs are from. */
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
		// The words for an unknown id speak of scenarios whatever kind of test it is, so they are shown but not read.
		if (status === 404) {
			return 'Copy the ID from the details panel of the test as it stands there, and check that the key belongs to the same project.';
		}
		return undefined;
	},
};

/** 403 has two meanings, a bad key and a used-up allowance; only the message tells them apart. */
function isQuota(words: string | null): boolean {
	return /\blimit\b/i.test(words ?? '');
}
