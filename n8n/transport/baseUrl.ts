/** Checks base URLs that users enter. */

/**
 * Checks the URL in a credential and removes trailing slashes.
 *
 * @param example a typical URL of this kind, for messages
 * @param label the name of the credential's field in the panel
 * @throws Error with a plain sentence if it is not an absolute http or https URL, or contains a query, a fragment, a
 *   user name or a password.
 */
export function checkedBaseUrl(value: unknown, example: string, label = 'Base URL'): string {
	const text = String(value ?? '').trim();
	const refuse = (problem: string) => new Error(`'${label}' in the credential ${problem}, e.g. ${example}`);
	const url = parseUrl(text);
	if (url === null || !['http:', 'https:'].includes(url.protocol)) {
		throw refuse('must begin with http:// or https://');
	}
	if (/[?#]/.test(text)) throw refuse('must not have a query or a fragment');
	if (url.username || url.password) throw refuse('must not hold a user name or password');
	return text.replace(/(?<!\/)\/+$/, '');
}

/** Whether a URL points to this machine itself, so that no cloud service can call it. */
export function isLoopback(url: string): boolean {
	const host = parseUrl(url)?.hostname ?? '';
	return (
		host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
	);
}

function parseUrl(text: string): URL | null {
	try {
		return new URL(text);
	} catch {
		return null;
	}
}
