/** Query strings the way the platforms read them: a list is a repeated name. */

/** Query by name; `undefined`, empty texts and empty lists are left out. */
export type Query = Record<string, string | number | boolean | string[] | undefined>;

/** `?a=1&tags[]=x&tags[]=y` (percent-encoded), or an empty text when there is nothing to say. */
export function queryString(query: Query = {}): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		for (const entry of Array.isArray(value) ? value : [value]) {
			if (entry !== undefined && entry !== '') params.append(name, String(entry));
		}
	}
	const text = params.toString();
	return text && `?${text}`;
}
