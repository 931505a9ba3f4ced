/** Reads the date formats that platforms send. */

/** E.g. `2025-01-31`, `2025-01-31T10:00Z`, `2025-01-31 10:00:00.123456+02:00`. A time without a zone is UTC. */
const ISO_FORM =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Only digits, and enough of them that it cannot be a year or a small number. */
const EPOCH_TEXT = /^\d{9,16}(?:\.\d+)?$/;

/** Smaller epoch numbers are seconds. As seconds this number is in the year 5138, as milliseconds in 1973. */
const FIRST_MILLISECONDS = 1e11;

const END_OF_YEAR_9999 = 253_402_300_799_999;

/**
 * The time as an ISO 8601 UTC string with milliseconds; `null` if the value is not a date. Accepts ISO strings (UTC if
 * they name no zone), epoch seconds or milliseconds as a number or digits, and Date. Zero and times before 1970 mean
 * "not set", so they also return `null`.
 */
export function toIso(value: unknown): string | null {
	return toDate(value)?.toISOString() ?? null;
}

/** The same as a Date, for further calculations. */
export function toDate(value: unknown): Date | null {
	const milliseconds = toMilliseconds(value);
	return milliseconds === null ? null : new Date(milliseconds);
}

/** The same as whole epoch milliseconds. */
export function toMilliseconds(value: unknown): number | null {
	if (value instanceof Date) return known(value.getTime());
	if (typeof value === 'number') return fromEpoch(value);
	if (typeof value !== 'string') return null;
	const text = value.trim();
	return EPOCH_TEXT.test(text) ? fromEpoch(Number(text)) : fromIsoForm(text);
}

function fromEpoch(value: number): number | null {
	return known(Math.abs(value) < FIRST_MILLISECONDS ? value * 1000 : value);
}

function known(milliseconds: number): number | null {
	if (!(milliseconds > 0) || milliseconds > END_OF_YEAR_9999) return null;
	return Math.round(milliseconds);
}

/** Not with `Date.parse`, which reads some of these formats as local time and turns 30 February into a day in March. */
function fromIsoForm(text: string): number | null {
	const match = ISO_FORM.exec(text);
	if (!match) return null;
	const part = (group: number) => Number(match[group] ?? 0);
	const [year, month, day] = [part(1), part(2), part(3)];
	const [hour, minute, second] = [part(4), part(5), part(6)];
	const offset = offsetMinutes(match[8]);
	if (hour > 23 || minute > 59 || second > 59 || offset === null) return null;
	const midnight = new Date(Date.UTC(year, month - 1, day));
	if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
	const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
	return known(midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds);
}

/** Minutes ahead of UTC; `null` if there can be no such zone. */
function offsetMinutes(zone: string | undefined): number | null {
	if (!zone || /^(?:Z|UTC)$/i.test(zone)) return 0;
	const digits = zone.slice(1).replace(':', '');
	const hours = Number(digits.slice(0, 2));
	const minutes = Number(digits.slice(2) || 0);
	if (hours > 14 || minutes > 59) return null;
	return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
