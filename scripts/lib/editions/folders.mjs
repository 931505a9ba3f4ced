import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../paths.mjs';

/**
 * The committed folder of an edition.
 *
 * @param {Pick<import('./table.js').Edition, 'name'>} edition
 */
export function folderOf({ name }) {
	return path.join(projectRoot, 'editions', name);
}

/** Where editions are built, each in a folder of its name. */
export const BUILT = path.join(projectRoot, 'dist-editions');

/**
 * The `package.json` of an edition.
 *
 * @param {Pick<import('./table.js').Edition, 'name'>} edition
 */
export function manifestOf(edition) {
	return JSON.parse(fs.readFileSync(path.join(folderOf(edition), 'package.json'), 'utf8'));
}

/**
 * The TypeScript files that `package.json` names with their compiled ones.
 *
 * @param {string[]} compiled e.g. `dist/nodes/Qase/Qase.node.js`
 * @returns {string[]} e.g. `nodes/Qase/Qase.node.ts`
 */
export function sourcesOf(compiled) {
	return compiled.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
}
