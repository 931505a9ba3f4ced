/** The base URL of Qodex (contract: base) and its error responses, which are undocumented. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { checkedBaseUrl } from '../../n8n/transport/baseUrl';
import { NOT_FOUND } from '../../n8n/transport/errors';
import { unusableIdIn } from '../../n8n/transport/ids';
import { isObject, textOf } from '../../core/text/json';
import type { Service } from '../../n8n/transport/contract';

/** The platform fields of its runs. */
export const QODEX = { platform: 'qodex', platformName: 'Qodex' } as const;

/** Credential type of a project's API key. */
export const QODEX_CREDENTIAL = 'testRunQodexApi';

/** Credential type of one schedule's webhook URL. */
export const QODEX_SCHEDULE_CREDENTIAL = 'testRunQodexScheduleApi';

/** The project API, with the project's key. */
export const qodexService: Service = {
	name: 'Qodex',
	credential: QODEX_CREDENTIAL,
	secretFields: ['apiKey'],
	baseUrl({ origin, projectSlug }: ICredentialDataDecryptedObject) {
		return `${checkedOrigin(origin)}/api/projects/${encodeURIComponent(checkedSlug(projectSlug))}`;
	},
	errorText,
	advice(status, _, { projectSlug }) {
		if (status === 401 || status === 403) {
			return `Check the API key and ${slugOf(projectSlug)} in the credential: a key is good for exactly one project.`;
		}
		// undocumented: the status for a run or a project that does not exist.
		if (NOT_FOUND.includes(status)) return `Check the run ID, and ${slugOf(projectSlug)} in the credential.`;
		return undefined;
	},
};

/** The same API for starting a run: there, an error response is about the selection of scenarios, not about a run. */
export const qodexStartService: Service = {
	...qodexService,
	advice(status, words, credentials) {
		// undocumented: the status if nothing can be started, or if the environment does not exist.
		if (!NOT_FOUND.includes(status)) return qodexService.advice?.(status, words, credentials);
		return (
			'Check that at least one active scenario can be run and has these tags (drafts never run), ' +
			`the name of the environment, and ${slugOf(credentials.projectSlug)} in the credential.`
		);
	},
};

/** The webhook of one saved schedule. The secret in its URL is the only authentication. */
export const qodexScheduleService: Service = {
	name: 'Qodex',
	credential: QODEX_SCHEDULE_CREDENTIAL,
	secretFields: ['scheduleUrl'],
	baseUrl: ({ scheduleUrl }: ICredentialDataDecryptedObject) =>
		checkedBaseUrl(scheduleUrl, 'https://agents.qodex.ai/api/webhooks/schedules/…', 'Schedule URL'),
	errorText,
	advice(status) {
		if (![401, 403, 404].includes(status)) return undefined;
		return 'Check the Schedule URL in the credential: copy it again from the schedule in Qodex.';
	},
};

/** The origin in the credential. Throws a plain sentence if it is not usable. */
export function checkedOrigin(origin: unknown): string {
	return checkedBaseUrl(origin, 'https://agents.qodex.ai');
}

/** Names the slug, since the test of the credential does not notice a wrong one. */
function slugOf(slug: unknown): string {
	return `the Project Slug '${String(slug)}'`;
}

/** The web page of a run. */
export function runPageUrl(origin: string, slug: string, runId: string): string {
	return `${origin}/p/${encodeURIComponent(slug)}/test-runs/${encodeURIComponent(runId)}`;
}

function checkedSlug(value: unknown): string {
	const slug = String(value ?? '').trim();
	if (slug === '') throw new Error("'Project Slug' is empty");
	if (unusableIdIn(`/${encodeURIComponent(slug)}`) !== null)
		throw new Error(`'Project Slug' cannot be '${slug}'`);
	if (slug.includes('/'))
		throw new Error("'Project Slug' must be the slug alone, as in /p/{slug}/ of the project's address");
	return slug;
}

/** undocumented: the body of an error response. Text under the usual names is accepted. */
function errorText(body: unknown): string | null {
	if (typeof body === 'string') return textOf(body);
	if (Array.isArray(body)) return body.map(errorText).filter(Boolean).join('; ') || null;
	if (!isObject(body)) return null;
	for (const name of ['error', 'message', 'errors', 'detail']) {
		const text = errorText(body[name]);
		if (text !== null) return text;
	}
	return null;
}
