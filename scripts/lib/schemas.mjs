/** Makes n8n's `__schema__` files of the types in `outputs.ts`. */
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from './paths.mjs';

const TYPES = path.join(projectRoot, 'scripts', 'lib', 'outputs.ts');

/**
 * A JSON Schema as n8n reads it.
 *
 * @typedef {{ type: string, properties?: Record<string, Schema>, items?: Schema }} Schema
 */

/**
 * Writes a file for each output, beside the compiled nodes.
 *
 * @param {string} folder the nodes
 * @param {(output: string) => string | null} [placeOf] path of an output in that folder; `null` if none of the nodes has it
 */
export async function writeSchemas(folder, placeOf = (output) => output) {
	schemas ??= outputSchemas();
	for (const [output, schema] of Object.entries(await schemas)) {
		const place = placeOf(output);
		if (place === null) continue;
		const [node, ...rest] = place.split('/');
		const file = path.join(folder, node, '__schema__', `${rest.join('/')}.json`);
		fs.mkdirSync(path.dirname(file), { recursive: true });
		fs.writeFileSync(file, JSON.stringify(schema));
	}
}

/** Made once for all packages. @type {ReturnType<typeof outputSchemas> | undefined} */
let schemas;

/**
 * The schemas by the paths of `outputs.ts`.
 *
 * @returns {Promise<Record<string, Schema>>}
 */
export async function outputSchemas() {
	// A dependency, so it can only be imported after the dependencies have been installed.
	const { default: ts } = await import('typescript');
	const program = ts.createProgram([TYPES], { strict: true, noEmit: true, skipLibCheck: true, types: [] });
	const checker = program.getTypeChecker();
	const source = program.getSourceFile(TYPES);
	const outputs = checker
		.getExportsOfModule(checker.getSymbolAtLocation(source))
		.find(({ name }) => name === 'Outputs');
	return propertiesOf(ts, checker, checker.getDeclaredTypeOfSymbol(outputs));
}

/** Schemas of the properties that are never absent and always of one kind. */
function propertiesOf(ts, checker, type) {
	const present = checker.getPropertiesOfType(type).filter(({ flags }) => !(flags & ts.SymbolFlags.Optional));
	const schemas = present.map((property) => [
		property.name,
		schemaOf(ts, checker, checker.getTypeOfSymbol(property)),
	]);
	return Object.fromEntries(schemas.filter(([, schema]) => schema !== null));
}

/** `null` as a value is left out: n8n shows a field by the value that it may have. */
function schemaOf(ts, checker, declared) {
	const type = checker.getNonNullableType(declared);
	const kinds = new Set((type.isUnion() ? type.types : [type]).map((member) => kindOf(ts, checker, member)));
	if (kinds.size !== 1) return null;
	const [kind] = kinds;
	if (kind === 'array') {
		const [item] = checker.getTypeArguments(type);
		return { type: kind, items: schemaOf(ts, checker, item) };
	}
	if (kind !== 'object') return { type: kind };
	const properties = propertiesOf(ts, checker, type);
	return Object.keys(properties).length > 0 ? { type: kind, properties } : { type: kind };
}

function kindOf(ts, checker, type) {
	// `string & {}` stands for any text in a union of certain ones.
	const { flags } = type.isIntersection() ? type.types[0] : type;
	if (flags & ts.TypeFlags.StringLike) return 'string';
	if (flags & ts.TypeFlags.NumberLike) return 'number';
	if (flags & ts.TypeFlags.BooleanLike) return 'boolean';
	return checker.isArrayType(type) ? 'array' : 'object';
}
