/** Query strings in the form that the platforms expect: a list is one name repeated. */

/** Values of the query by name; `undefined`, empty texts and empty lists are omitted. */
export type Query = Record<string, string | number | boolean | string[] | undefined>;

/** Returns `?a=1&tags[]=x&tags[]=y` (percent-encoded), or an empty text if there are no values. */
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
