/** Comparing what a sender knows with what it should know. */
import { hash, timingSafeEqual } from 'crypto';

/**
 * Whether two secrets are equal, in a time that does not depend on where they differ.
 * Both are hashed first, so that not even the length of the expected one shows. What is no text is no secret.
 */
export function sameSecret(given: unknown, expected: string): boolean {
	if (typeof given !== 'string' || given === '' || expected === '') return false;
	return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
	return hash('sha256', text, 'buffer');
}
