/** Parts of a URL that may be shown: its login and query are often secrets, to an AI agent also its path. */

const MASK = '***';

/** A URL without login and query, e.g. `https://hooks.example.com/a`; for anything else, a mask. */
export function bareUrl(address: unknown): string {
	const host = hostOf(address);
	return host === MASK ? MASK : `${host}${new URL(String(address)).pathname}`;
}

/** Scheme and host of a URL, e.g. `https://hooks.example.com`; for anything else, a mask. */
export function hostOf(address: unknown): string {
	const url = String(address);
	return URL.canParse(url) && /^https?:/i.test(url) ? new URL(url).origin : MASK;
}
