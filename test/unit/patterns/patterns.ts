/** The regular expressions of the package. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as ts from 'typescript';

import { noiseTables } from '../../../core/identity/rules';
import { SHIPPED } from '../../../layers';

const root = path.join(__dirname, '..', '..', '..');

/** All that stand in the shipped sources, and those that are put together there; by source and flags. */
export function shippedPatterns(): Map<string, RegExp> {
	const written = SHIPPED.flatMap((folder) => sourcesIn(path.join(root, folder))).flatMap(literalsIn);
	const made = Object.values(noiseTables)
		.flat()
		.map(({ pattern }) => pattern);
	return new Map([...written, ...made].map((pattern) => [String(pattern), pattern]));
}

function sourcesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) return sourcesIn(file);
		return entry.name.endsWith('.ts') ? [file] : [];
	});
}

function literalsIn(file: string): RegExp[] {
	const found: RegExp[] = [];
	const look = (node: ts.Node): void => {
		if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) found.push(patternOf(node.getText()));
		ts.forEachChild(node, look);
	};
	look(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
	return found;
}

function patternOf(literal: string): RegExp {
	const end = literal.lastIndexOf('/');
	return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}
