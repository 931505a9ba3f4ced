/** What of a URL may be shown: its login, path and query are often secrets. */

const MASK = '***';

/** Scheme and host of a URL, e.g. `https://hooks.example.com`; for anything else, a mask. */
export function hostOf(address: unknown): string {
	const url = String(address);
	return URL.canParse(url) && /^https?:/i.test(url) ? new URL(url).origin : MASK;
}
