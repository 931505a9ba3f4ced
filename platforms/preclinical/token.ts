/**
 * The token that verifies the sender. Preclinical documents no signature header, so the URL that we register contains a
 * random token.
 */

const NAME = 'token';

/** Tokens made by this package: 32 random bytes in hex. */
const OWN_TOKEN = /([?&])token=([0-9a-f]{64})$/;

/** The URL with the token, for the registration. */
export function withToken(url: string, token: string): string {
	return `${url}${url.includes('?') ? '&' : '?'}${NAME}=${token}`;
}

/** Splits a registered URL; `token` is `null` if it contains none of ours. */
export function splitToken(url: string): { url: string; token: string | null } {
	const [, , token = null] = OWN_TOKEN.exec(url) ?? [];
	return { url: url.replace(OWN_TOKEN, ''), token };
}

/** The URL with the token masked, for output. */
export function maskToken(url: string): string {
	return url.replace(OWN_TOKEN, `$1${NAME}=***`);
}

/** The token in the query of a delivery. */
export function tokenIn(query: Record<string, unknown>): string | undefined {
	const token = query[NAME];
	return typeof token === 'string' ? token : undefined;
}
