/** When a request may be sent again, and after which pause. */
import type { Fault } from './fault';

/**
 * `reads`: after any temporary error, since reading twice changes nothing.
 * `undelivered`: only if the platform certainly did nothing (429, or a connection that was never opened).
 * `never`: not at all, for calls that would start a second run.
 */
export type RepeatRule = 'reads' | 'undelivered' | 'never';

/** A pause between two attempts, in milliseconds. */
export interface Pause {
	ms: number;
	/** Whether the platform asked for this pause. */
	isAsked: boolean;
}

const ATTEMPTS = 4;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;
const PASSING_STATUS = [429, 502, 503, 504];

/** Whether the rule allows another attempt after this error. */
export function mayRepeat(rule: RepeatRule, fault: Fault): boolean {
	if (rule === 'never') return false;
	if (fault.kind === 'refused' && fault.status === 429) return true;
	if (fault.kind === 'network' && fault.neverOpened) return true;
	if (rule === 'undelivered') return false;
	if (fault.kind === 'refused') return PASSING_STATUS.includes(fault.status);
	return fault.kind === 'network' || fault.kind === 'unreadable';
}

/**
 * The pause before the next attempt: what the platform asks for, otherwise exponential with full jitter. `null` = no
 * further attempt.
 */
export function pauseBefore(attempt: number, fault: Fault, random = Math.random): Pause | null {
	if (attempt >= ATTEMPTS) return null;
	const asked = fault.kind === 'refused' ? retryAfterMs(fault.retryAfter) : null;
	if (asked !== null) return { ms: asked, isAsked: true };
	return { ms: random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1)), isAsked: false };
}

/** Reads a `Retry-After` header (seconds or an HTTP date) as milliseconds; `null` if it is missing or invalid. */
export function retryAfterMs(header: unknown, now = Date.now()): number | null {
	if (typeof header !== 'string' || header.trim() === '') return null;
	const seconds = Number(header);
	const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
	return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
