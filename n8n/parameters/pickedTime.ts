/** Reads times as the editor's date picker writes them: without a time zone, meaning that of the workflow. */

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Epoch milliseconds of a time in ISO 8601; `NaN` if the text is not one. A date without a time means midnight.
 *
 * @param zone returns the name of the time zone for a text that names none, e.g. `Europe/Berlin`
 */
export function instantOf(text: string, zone: () => string): number {
	const [, day, time = '00:00', ownZone] = ISO.exec(text) ?? [];
	if (day === undefined) return NaN;
	if (ownZone !== undefined) return Date.parse(`${day}T${time}${ownZone}`);
	const asUtc = Date.parse(`${day}T${time}Z`);
	if (Number.isNaN(asUtc)) return NaN;
	const clock = clockOf(zone());
	const guess = asUtc - aheadOfUtc(asUtc, clock);
	// Between the guess and the result the clocks may change (daylight saving time), so compute the offset again.
	return asUtc - aheadOfUtc(guess, clock);
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
	const numeric = 'numeric' as const;
	const day = { year: numeric, month: numeric, day: numeric };
	return new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		...day,
		hour: numeric,
		minute: numeric,
		second: numeric,
	});
}

/** How many milliseconds local time is ahead of UTC at an instant. */
function aheadOfUtc(instant: number, clock: Intl.DateTimeFormat): number {
	const shown = Object.fromEntries(
		clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
	);
	const { year, month, day, hour, minute, second } = shown;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
