/** What the code behind an operation reads, found in its source: the file that defines it and what that imports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
/** Reads any parameter by whatever name it is asked for. */
const READER = 'n8n/parameters/input.ts';

/** Source of a file and of all files of this package that it imports at run time, without parameter definitions. */
export function sourceFrom(...files: string[]): string {
	const seen = new Map<string, string>();
	const visit = (file: string) => {
		if (seen.has(file) || file.endsWith(READER)) return;
		const source = readFileSync(file, 'utf8');
		seen.set(file, source);
		for (const imported of importedBy(source)) {
			const target = path.join(path.dirname(file), imported);
			const found = [`${target}.ts`, path.join(target, 'index.ts')].find((candidate) =>
				existsSync(candidate),
			);
			if (found) visit(found);
		}
	};
	for (const file of files) visit(path.join(root, file));
	return [...seen.values()].join('\n').replace(/\bname: '\w+'/g, '');
}

/** Files that a source imports at run time, at once or when it gets there. */
function importedBy(source: string): string[] {
	const imports = source.matchAll(/^import (?!type)[^;]*? from '(\.[^']*)';|\bimport\('(\.[^']*)'\)/gms);
	return [...imports].map(([, atOnce, later]) => (atOnce ?? later) as string);
}

/** The file under `platforms/<group>` that defines an operation. */
export function operationFile(group: string, operation: string): string {
	const folder = `platforms/${group}/operations`;
	const files = readdirSync(path.join(root, folder)).map((file) => `${folder}/${file}`);
	const defining = files.filter((file) =>
		readFileSync(path.join(root, file), 'utf8').includes(`value: '${operation}',\n`),
	);
	if (defining.length !== 1) throw new Error(`${defining.length} files define ${operation} of ${group}`);
	return defining[0] as string;
}

/** Whether the source reads a parameter of this name. */
export function reads(source: string, name: string): boolean {
	if (name === 'returnAll' || name === 'limit') return source.includes('.limit()');
	return source.includes(`'${name}'`) || new RegExp(`\\.${name}\\b|[{,]\\s*${name}\\s*[,:}]`).test(source);
}
