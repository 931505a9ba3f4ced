/** How old a delivery is, by the sender's own clock. */
import { toMilliseconds } from '../../core/text/time';

/**
 * Whether a sender's timestamp (ISO 8601, or epoch seconds or milliseconds) lies within `maxAgeMs` of the receipt,
 * in the past or in the future. A missing timestamp is acceptable: it proves nothing either way.
 */
export function isRecent(timestamp: unknown, receivedAt: string, maxAgeMs: number | null): boolean {
	if (maxAgeMs === null || timestamp === undefined || timestamp === '') return true;
	const sent = toMilliseconds(timestamp);
	return sent !== null && Math.abs(Date.parse(receivedAt) - sent) <= maxAgeMs;
}
