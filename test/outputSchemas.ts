/** Compares what a node really output with the schema by which n8n shows its fields before it has run. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NODES = path.join(__dirname, '..', 'dist', 'nodes');

/** As `scripts/lib/schemas.mjs` makes it. */
export interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/**
 * The built schema of an output; `null` if there is none.
 *
 * @param output as in `scripts/lib/outputs.ts`
 */
export function builtSchema(output: string): Schema | null {
	const [node, ...rest] = output.split('/');
	const file = path.join(NODES, node, '__schema__', `${rest.join('/')}.json`);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : null;
}

/** Where a value does not fit: a field that it lacks, or one of another type. `null` (not known) fits any type. */
export function misfits(value: unknown, { type, properties, items }: Schema, at = ''): string[] {
	if (value === null) return [];
	const actual = Array.isArray(value) ? 'array' : typeof value;
	if (actual !== type) return [`${at} is ${actual}, not ${type}`];
	if (Array.isArray(value)) return value.flatMap((entry) => misfits(entry, items as Schema, `${at}[]`));
	return Object.entries(properties ?? {}).flatMap(([name, schema]) =>
		misfits((value as Record<string, unknown>)[name], schema, `${at}.${name}`),
	);
}
