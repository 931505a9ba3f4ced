/** Times and durations as tools write them. */

import { toMilliseconds } from '../text/time';
import { copied } from './text';

/** `27 Nov 2026 01:38:45 GMT`, with or without the day of the week. */
const RFC_1123 = /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC|Z)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const CLOCK = /\d:\d/;
const ZONE = /(?:Z|UTC|[+-]\d{2}:?\d{2})$/i;

/** Tools write the first days of two eras for "never". */
const FIRST_REAL_TIME = Date.UTC(1980, 0, 1);

/**
 * An instant as ISO 8601 UTC. A time without a zone is one only where it is known to be UTC: elsewhere it may be the local
 * time of any machine. `null` for what is none.
 */
export function instant(value: unknown, withoutZone: 'isUtc' | 'isUnknown' = 'isUnknown'): string | null {
	if (typeof value === 'string') {
		const iso = ISO.exec(value);
		if (!iso) return instantText(value.trim(), withoutZone);
		return copied(iso[1] === undefined ? `${value.slice(0, -1)}.000Z` : value);
	}
	return isoOf(typeof value === 'number' ? toMilliseconds(value) : null);
}

/** What only lacks milliseconds, if anything: many tools write it, and reading the parts of each would take long. All months have 28 days. */
const ISO =
	/^(?:19[89]\d|2\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/;

function instantText(text: string, withoutZone: 'isUtc' | 'isUnknown'): string | null {
	const [, day, month, year, time] = RFC_1123.exec(text) ?? [];
	if (day !== undefined) {
		const number = MONTHS.indexOf(month as string) + 1;
		return isoOf(toMilliseconds(`${year}-${twoDigits(number)}-${day.padStart(2, '0')}T${time}Z`));
	}
	return withoutZone === 'isUtc' || (CLOCK.test(text) && ZONE.test(text))
		? isoOf(toMilliseconds(text))
		: null;
}

function twoDigits(number: number): string {
	return String(number).padStart(2, '0');
}

function isoOf(milliseconds: number | null): string | null {
	if (milliseconds === null || milliseconds < FIRST_REAL_TIME) return null;
	return new Date(milliseconds).toISOString();
}

/**
 * Seconds as a number or a text, in milliseconds: `1.5`, `4.5e-05`, `2,503.1` (thousands), `0,025` (decimals). `null` for
 * what is negative or no number.
 */
export function seconds(value: unknown): number | null {
	const number = typeof value === 'string' ? numberOf(value) : value;
	return milliseconds(typeof number === 'number' ? number * 1000 : null);
}

/** 30 years: what is longer is a broken number. */
const LONGEST = 1e12;

/** A duration that is in milliseconds already; `null` for what is negative, endless or no number. */
export function milliseconds(value: unknown): number | null {
	const number = typeof value === 'string' ? numberOf(value) : value;
	if (typeof number !== 'number' || !(number >= 0 && number <= LONGEST)) return null;
	// The sum turns -0 into 0.
	return Math.round(number * 1000) / 1000 + 0;
}

/** `01:02:03.4567890`, with days before it as `1.01:02:03`, in milliseconds. */
export function clockTime(text: string | undefined): number | null {
	const [, days, hours, minutes, rest] =
		/^(?:(\d{1,6})\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,9})?)$/.exec(text?.trim() ?? '') ?? [];
	if (hours === undefined) return null;
	const whole = (Number(days ?? 0) * 24 + Number(hours)) * 60 + Number(minutes);
	return seconds(whole * 60 + Number(rest));
}

/** The later instant that many milliseconds after one. */
export function later(start: string | null, duration: number | null): string | null {
	if (start === null || duration === null) return null;
	return instant(Date.parse(start) + duration);
}

/** A number with a point or comma. With both, commas part thousands; with a comma alone, it parts the decimals. */
function numberOf(text: string): number | null {
	if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
	const plain = text.trim();
	if (!/^-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i.test(plain) && !/^-?\.\d+$/.test(plain)) return null;
	return Number(
		plain.includes('.') ? plain.replaceAll(',', '') : plain.replace(',', '.').replaceAll(',', ''),
	);
}
