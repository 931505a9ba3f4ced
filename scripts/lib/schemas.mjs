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
 */
export async function writeSchemas(folder) {
	for (const [output, schema] of Object.entries(await outputSchemas())) {
		const [node, ...rest] = output.split('/');
		const file = path.join(folder, node, '__schema__', `${rest.join('/')}.json`);
		fs.mkdirSync(path.dirname(file), { recursive: true });
		fs.writeFileSync(file, JSON.stringify(schema));
	}
}

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

/** Schemas of the properties that are never absent. */
function propertiesOf(ts, checker, type) {
	const present = checker.getPropertiesOfType(type).filter(({ flags }) => !(flags & ts.SymbolFlags.Optional));
	return Object.fromEntries(
		present.map((property) => [property.name, schemaOf(ts, checker, checker.getTypeOfSymbol(property))]),
	);
}

/** `null` is left out: n8n shows a field by the value that it may have. */
function schemaOf(ts, checker, declared) {
	const type = checker.getNonNullableType(declared);
	// Of several kinds the first one counts, e.g. of a number or a text.
	const { flags } = type.isUnion() ? type.types[0] : type;
	if (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Intersection)) return { type: 'string' };
	if (flags & ts.TypeFlags.NumberLike) return { type: 'number' };
	if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
	if (checker.isArrayType(type)) {
		const [item] = checker.getTypeArguments(type);
		return { type: 'array', items: schemaOf(ts, checker, item) };
	}
	const properties = propertiesOf(ts, checker, type);
	return Object.keys(properties).length > 0 ? { type: 'object', properties } : { type: 'object' };
}
