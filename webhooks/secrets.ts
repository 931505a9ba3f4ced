/** Comparing what a sender knows with what it should know. */
import { createHash, timingSafeEqual } from 'crypto';

/**
 * Whether two secrets are equal, in a time that does not depend on where they differ.
 * Both are hashed first, so that not even the length of the expected one shows.
 */
export function sameSecret(given: string | undefined, expected: string): boolean {
	if (!given || !expected) return false;
	return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
