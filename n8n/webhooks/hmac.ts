/** Verifies a signature over the bytes of a delivery. */
import { createHmac } from 'crypto';

import { sameSecret } from './secrets';

/** How a sender signs the raw body, according to the user. */
export interface ExpectedSignature {
	/** Name of the header that carries the signature, in lower case. */
	header: string;
	algorithm: 'sha1' | 'sha256' | 'sha512';
	encoding: Encoding | Encoding[];
	secret: string;
}

type Encoding = 'hex' | 'base64';

/**
 * Whether `given` is the HMAC of the bytes, compared in constant time. It may begin with the name of the algorithm, as
 * in `sha256=…`. Always false if the bytes or the secret are missing.
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
	// Computed only once for all encodings, since the body of an unverified request may be megabytes long.
	const digest = createHmac(algorithm, secret).update(rawBody).digest();
	return [encoding].flat().some((wanted) => isEncoded(bare, digest, wanted));
}

function isEncoded(text: string, digest: Buffer, encoding: Encoding): boolean {
	return sameSecret(encoding === 'hex' ? text.toLowerCase() : text, digest.toString(encoding));
}
