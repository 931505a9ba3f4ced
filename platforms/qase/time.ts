/** Times as Qase takes them: `YYYY-MM-DD HH:MM:SS`. undocumented: the zone; the vendor's reporters send UTC. */

/** A time, ISO 8601 or epoch milliseconds, as Qase takes it. */
export function qaseTime(time: string | number): string {
	return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same where it is given at all. */
export function optionalQaseTime(iso: string | undefined): string | undefined {
	return iso === undefined ? undefined : qaseTime(iso);
}

/** Epoch seconds of such a time. */
export function epochSeconds(time: string): number {
	return Date.parse(`${time.replace(' ', 'T')}Z`) / 1000;
}
