/** What an AI agent is shown of an address: paths of webhooks are often secrets of the services they belong to. */

const MASK = '***';

/** Scheme and host of a web address, e.g. `https://hooks.example.com`; a mask for anything else. */
export function hostOf(address: unknown): string {
	const url = String(address);
	return URL.canParse(url) && /^https?:/i.test(url) ? new URL(url).origin : MASK;
}
