/** Checking a signature over the bytes of a delivery. */
import { createHmac } from 'crypto';

import { sameSecret } from './secrets';

/** How a sender signs the raw body, as the user says it does. */
export interface ExpectedSignature {
	/** Name of the header that carries the signature, in lower case. */
	header: string;
	algorithm: 'sha1' | 'sha256' | 'sha512';
	encoding: Encoding | Encoding[];
	secret: string;
}

type Encoding = 'hex' | 'base64';

/**
 * Whether `given` is the HMAC of the bytes, compared in constant time. A prefix that names the algorithm, as in
 * `sha256=…`, may stand before it. Without the bytes or without a secret nothing is signed.
 */
export function isSigned(
	rawBody: Buffer | null,
	given: unknown,
	{ algorithm, encoding, secret }: ExpectedSignature,
): boolean {
	if (rawBody === null || typeof given !== 'string' || secret === '') return false;
	const prefix = `${algorithm}=`;
	const text = given.trim();
	const bare = text.startsWith(prefix) ? text.slice(prefix.length) : text;
	// Once for all encodings: a stranger's body may have megabytes.
	const digest = createHmac(algorithm, secret).update(rawBody).digest();
	return [encoding].flat().some((wanted) => isEncoded(bare, digest, wanted));
}

function isEncoded(text: string, digest: Buffer, encoding: Encoding): boolean {
	return sameSecret(encoding === 'hex' ? text.toLowerCase() : text, digest.toString(encoding));
}
