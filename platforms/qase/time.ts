/** Times in the format of Qase, `YYYY-MM-DD HH:MM:SS`. undocumented: the time zone; the vendor's reporters send UTC. */

/** Converts a time, ISO 8601 or epoch milliseconds, to that format. */
export function qaseTime(time: string | number): string {
	return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same for a time that may be missing. */
export function optionalQaseTime(iso: string | undefined): string | undefined {
	return iso === undefined ? undefined : qaseTime(iso);
}

/** Converts a time in that format to epoch seconds. */
export function epochSeconds(time: string): number {
	return Date.parse(`${time.replace(' ', 'T')}Z`) / 1000;
}

/** Epoch seconds of a time in ISO 8601 that may be missing. */
export function unixSeconds(iso: string | undefined): number | undefined {
	return iso === undefined ? undefined : Math.floor(Date.parse(iso) / 1000);
}
