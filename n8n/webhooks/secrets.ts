import { hash, timingSafeEqual } from 'crypto';

/**
 * Whether two secrets are equal, in a time that does not depend on where they differ. Both are hashed first, so that
 * the time does not reveal the length of the expected one either. Anything but a non-empty text is never equal.
 */
export function sameSecret(given: unknown, expected: string): boolean {
	if (typeof given !== 'string' || given === '' || expected === '') return false;
	return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
	return hash('sha256', text, 'buffer');
}
