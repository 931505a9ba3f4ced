/**
 * The base URLs of the two Preclinical APIs and their error responses. The hosted service and the self-hosted server
 * have the same name, but neither paths nor error bodies in common.
 */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { checkedBaseUrl } from '../../n8n/transport/baseUrl';
import { statusOf, wordsOf } from '../../n8n/transport/errors';
import { objectOf, objectsOf, textOf } from '../../core/text/json';
import type { ApiContext, Service } from '../../n8n/transport/contract';

/** The platform fields of its runs. */
export const PRECLINICAL = { platform: 'preclinical', platformName: 'Preclinical' } as const;

/** Credential type of Preclinical, for both flavours. */
export const PRECLINICAL_CREDENTIAL = 'testRunPreclinicalApi';

/** The API that a credential is for. */
export type Flavour = 'hosted' | 'selfHosted';

const common = {
	name: 'Preclinical',
	credential: PRECLINICAL_CREDENTIAL,
	secretFields: ['apiKey', 'webhookSecret'],
};

/** The hosted API. Errors are `{ error, code, details? }`; we append the code in brackets to the error text. */
export const hostedService: Service = {
	...common,
	baseUrl: ({ baseUrl }: ICredentialDataDecryptedObject) =>
		checkedBaseUrl(baseUrl, 'https://app.preclinical.dev/api/v1'),
	errorText(body) {
		const { error, code } = objectOf(body);
		const words = [textOf(error), textOf(code) && `[${textOf(code)}]`];
		return words.filter(Boolean).join(' ') || null;
	},
	advice(status, words) {
		const code = codeIn(words);
		if (status === 401)
			return 'Check the API key in the credential. Keys are made under Settings > API Keys.';
		if (code === 'AGENT_NOT_FOUND') return 'Choose an agent from the list, or check its ID.';
		if (code === 'RATE_LIMITED') return 'Too many runs are running. Wait until one has ended.';
		if (code === 'RUN_NOT_FOUND' || status === 404) {
			return 'Check the ID. Runs are read by their UUID, not by their number such as TR-00042.';
		}
		return undefined;
	},
};

/**
 * The self-hosted API. Errors are `{ error }` or plain text. There is also `run_id` if a started run could not be
 * queued, and `invalid_scenarios` if some scenarios do not support benchmark mode.
 */
export const selfHostedService: Service = {
	...common,
	baseUrl: ({ baseUrl }: ICredentialDataDecryptedObject) =>
		checkedBaseUrl(baseUrl, 'http://localhost:3000').replace(/\/api\/v1$/, ''),
	errorText(body) {
		const { error, run_id: runId, invalid_scenarios: invalid } = objectOf(body);
		const unfit = objectsOf(invalid).map(({ id, name }) => `${textOf(id)} (${textOf(name)})`);
		const words = [
			textOf(error),
			textOf(runId) && `(run ${textOf(runId)})`,
			unfit.length > 0 && `(scenarios: ${unfit.join(', ')})`,
		];
		return words.filter(Boolean).join(' ') || null;
	},
	advice(status, words) {
		if (status === 404) return 'Check the ID.';
		if (words?.startsWith('Agent not found'))
			return 'Choose an agent from the list, which offers the active ones.';
		if (words?.startsWith('Benchmark mode'))
			return "Turn off 'Benchmark Mode', or leave these scenarios out.";
		if (words?.startsWith('No active scenarios found'))
			return "Only scenarios that are active and approved can be run. Approve generated ones in Preclinical, or with 'Update Scenario'.";
		if (/scenario generation failed/i.test(words ?? ''))
			return "Check the server's language model with 'Get Health', then its log.";
		if (status !== 500 || words !== null) return undefined;
		return 'The server answers like this to an ID that is not a UUID, among other things: check the IDs, then its log.';
	},
};

/** The flavour in the credential. */
export async function flavourOf(ctx: ApiContext, itemIndex = 0): Promise<Flavour> {
	const { flavour } = await ctx.getCredentials(PRECLINICAL_CREDENTIAL, itemIndex);
	return flavour === 'selfHosted' ? 'selfHosted' : 'hosted';
}

/**
 * The `code` of an error response of the hosted API, e.g. `RUN_NOT_FOUND`. It is used because the docs contradict each
 * other about HTTP statuses.
 */
export function codeOf(error: unknown): string | null {
	return codeIn(wordsOf(error));
}

/** Whether an error says that what a request names is not there. Hosted decides by its code, see {@link codeOf}. */
export function isGone(error: unknown): boolean {
	return statusOf(error) === 404 || /^(AGENT_|RUN_)?NOT_FOUND$/.test(codeOf(error) ?? '');
}

/** For `promise.catch(…)`: returns `null` for errors for which `expected` is true, and throws all others. */
export function nullIf(expected: (error: unknown) => boolean): (error: unknown) => null {
	return (error) => {
		if (expected(error)) return null;
		throw error;
	};
}

function codeIn(words: string | null): string | null {
	return /\[([A-Z][A-Z0-9_]*)\]$/.exec(words ?? '')?.[1] ?? null;
}
