/** What the code behind an operation reads, found in its source: the file that defines it and what that imports. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
/** Reads any parameter by whatever name it is asked for. */
const READER = 'n8n/parameters/input.ts';

/** Source of a file and of all files of this package that it imports at run time, without parameter definitions. */
export function sourceFrom(...files: string[]): string {
	const seen = new Map<string, string>();
	const visit = (file: string, wanted: string[] | null) => {
		if (file.endsWith(READER)) return;
		const source = readFileSync(file, 'utf8');
		const exported = exportedAgain(source).filter(({ names }) =>
			names.some((name) => wanted?.includes(name)),
		);
		const isNew = !seen.has(file);
		seen.set(file, source);
		for (const { from, names } of [...exported, ...(isNew ? importedBy(source) : [])]) {
			const target = path.join(path.dirname(file), from);
			const found = [`${target}.ts`, path.join(target, 'index.ts')].find((candidate) =>
				existsSync(candidate),
			);
			if (found && (!seen.has(found) || isBorder(found))) visit(found, names);
		}
	};
	for (const file of files) visit(path.join(root, file), null);
	return [...seen.values()].join('\n').replace(/\bname: '\w+'/g, '');
}

/** The file of a platform through which its operations open what they execute. */
function isBorder(file: string): boolean {
	return path.basename(file) === 'executing.ts';
}

interface Named {
	from: string;
	names: string[];
}

/** Files that a source imports at run time, at once or when it gets there, with all that it takes of the latter. */
function importedBy(source: string): Named[] {
	const atOnce = source.matchAll(/^import (?!type)[^;]*? from '(\.[^']*)';/gms);
	const later = source.matchAll(/\bimport\('(\.[^']*)'\)/gms);
	const taken = [...source.matchAll(/const \{([^}]*)\} =\s*await (?:import|executing)\(/gms)];
	const names = taken.flatMap(([, list]) => namesIn(String(list)));
	return [
		...[...atOnce].map(([, from]) => ({ from: String(from), names: [] })),
		...[...later].map(([, from]) => ({ from: String(from), names })),
	];
}

/** What a source exports of other files. */
function exportedAgain(source: string): Named[] {
	const all = source.matchAll(/^export \{([^}]*)\} from '(\.[^']*)';/gms);
	return [...all].map(([, list, from]) => ({ from: String(from), names: namesIn(String(list)) }));
}

function namesIn(list: string): string[] {
	return list
		.split(',')
		.map((name) =>
			name
				.trim()
				.replace(/^\w+ as /, '')
				.replace(/:.*/, ''),
		)
		.filter(Boolean);
}

/** The file under `platforms/<group>` that defines an operation. */
export function operationFile(group: string, operation: string): string {
	return `platforms/${group}/operations/${operation}.ts`;
}

/** Whether the source reads a parameter of this name. */
export function reads(source: string, name: string): boolean {
	if (name === 'returnAll' || name === 'limit') return source.includes('.limit()');
	return source.includes(`'${name}'`) || new RegExp(`\\.${name}\\b|[{,]\\s*${name}\\s*[,:}]`).test(source);
}
