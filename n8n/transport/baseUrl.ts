/** Base URLs as people paste them. */

/**
 * Checks an address that a credential holds and takes off trailing slashes.
 *
 * @param example how it usually looks, for messages
 * @param label the field of the credential, as the panel names it
 * @throws Error with a plain sentence when it is not an absolute http or https URL, or carries a query or a password.
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

/** Whether a URL points to this very machine, where no cloud service can call back. */
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
