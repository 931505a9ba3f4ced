/** The age of a delivery, by the clock of the sender. */
import { toMilliseconds } from '../../core/text/time';

/**
 * Whether the sender's timestamp (ISO 8601, or epoch seconds or milliseconds) is at most `maxAgeMs` before or after the
 * receipt. A missing timestamp is accepted, since it proves nothing either way.
 */
export function isRecent(timestamp: unknown, receivedAt: string, maxAgeMs: number | null): boolean {
	if (maxAgeMs === null || timestamp === undefined || timestamp === '') return true;
	const sent = toMilliseconds(timestamp);
	return sent !== null && Math.abs(Date.parse(receivedAt) - sent) <= maxAgeMs;
}
