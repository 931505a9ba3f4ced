/** What in a recorded call is not documented. */
import type { RecordedCall } from '../../../workshop/sandbox/kernel/recorder';
import type { DocumentedCall } from './documented';

/** The parts of a call that documentation speaks of. */
export type MadeCall = Pick<RecordedCall, 'method' | 'path' | 'query' | 'body'>;

/** The documented call that a call is; of several the one with the fewest variable segments. */
export function documentedAs(documented: DocumentedCall[], made: MadeCall): DocumentedCall | undefined {
	const variables = ({ call }: DocumentedCall) => call.split(':').length;
	return documented
		.filter(({ call }) => fits(call, `${made.method} ${made.path}`))
		.sort((a, b) => variables(a) - variables(b))[0];
}

/** Everything in a call that its documentation does not have; empty when all is well. */
export function departures(documented: DocumentedCall[], made: MadeCall): string[] {
	const call = documentedAs(documented, made);
	if (call === undefined) return [`${made.method} ${made.path}`];
	const names = Object.keys(made.query).filter((name) => !call.query?.includes(name));
	const fields = fieldsOf(made.body).filter((field) => !call.body?.some((known) => isField(known, field)));
	return [
		...names.map((name) => `${call.call} ?${name}`),
		...[...new Set(fields)].map((field) => `${call.call} {${field}}`),
	];
}

/** The fields of a JSON body down to its texts, numbers and flags, e.g. `results[].title`. */
export function fieldsOf(json: unknown, at = ''): string[] {
	if (Array.isArray(json)) return json.flatMap((entry) => fieldsOf(entry, `${at}[]`));
	if (typeof json !== 'object' || json === null) return at === '' && json === null ? [] : [at];
	return Object.entries(json).flatMap(([name, value]) => fieldsOf(value, at === '' ? name : `${at}.${name}`));
}

function fits(pattern: string, made: string): boolean {
	const [wanted, given] = [pattern.split('/'), made.split('/')];
	return (
		wanted.length === given.length &&
		wanted.every((segment, index) =>
			segment.startsWith(':') ? given[index] !== '' : segment === given[index],
		)
	);
}

/** A list or an object may be null or empty, and `*` is any name. */
function isField(known: string, field: string): boolean {
	return (
		known === field ||
		known === `${field}[]` ||
		(known.endsWith('.*') && field.startsWith(known.slice(0, -1)))
	);
}
