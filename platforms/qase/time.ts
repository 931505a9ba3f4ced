/** Times as Qase takes them. */

/**
 * An ISO 8601 time as `YYYY-MM-DD HH:MM:SS`.
 * undocumented: the zone; the vendor's reporters send UTC.
 */
export function qaseTime(iso: string | undefined): string | undefined {
	return iso === undefined ? undefined : new Date(iso).toISOString().slice(0, 19).replace('T', ' ');
}
