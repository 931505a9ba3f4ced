/**
 * The trigger's own proof of the sender: Preclinical documents no signature header, so an unguessable token
 * stands in the registered URL.
 */

const NAME = 'token';

/** Only what this package made: 32 random bytes in hex. */
const OWN_TOKEN = /([?&])token=([0-9a-f]{64})$/;

/** The URL with the token, as it is registered. */
export function withToken(url: string, token: string): string {
	return `${url}${url.includes('?') ? '&' : '?'}${NAME}=${token}`;
}

/** The registered URL taken apart; `token` null when it carries none of ours. */
export function splitToken(url: string): { url: string; token: string | null } {
	const [, , token = null] = OWN_TOKEN.exec(url) ?? [];
	return { url: url.replace(OWN_TOKEN, ''), token };
}

/** The URL for people to see. */
export function maskToken(url: string): string {
	return url.replace(OWN_TOKEN, `$1${NAME}=***`);
}

/** The token that a delivery came with. */
export function tokenIn(query: Record<string, unknown>): string | undefined {
	const token = query[NAME];
	return typeof token === 'string' ? token : undefined;
}
