/** Which file imports which. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The root of the project. */
export const root = path.join(__dirname, '../..');

/** Files below a folder, by their paths from the root with forward slashes. */
export function filesIn(folder: string): string[] {
	return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Text of a file, by its path from the root. */
export function textOf(file: string): string {
	return readFileSync(path.join(root, file), 'utf8');
}

/** What a source file imports and exports again, types too, now or later, as it writes it. */
export function importsOf(file: string): string[] {
	const { importedFiles } = ts.preProcessFile(textOf(file), true, true);
	return importedFiles.map(({ fileName }) => fileName);
}

/** The files of the project that each of these source files imports. */
export function importGraph(files: string[]): Map<string, string[]> {
	return new Map(files.map((file) => [file, importsOf(file).flatMap((name) => resolved(file, name))]));
}

/** The file that a specifier names, as a list: empty where it is none of the project. */
export function resolved(file: string, specifier: string): string[] {
	if (!specifier.startsWith('.')) return [];
	const target = path.posix.join(path.posix.dirname(file), specifier);
	return [`${target}.ts`, `${target}/index.ts`].filter((candidate) => existsSync(path.join(root, candidate)));
}

/**
 * The source files whose code a compiled file holds: that of its name, and those that the build put into it, whose paths
 * are above their code then.
 *
 * @param compiled path from the root, e.g. `dist/core/text/json.js`
 */
export function sourcesHeldBy(compiled: string): string[] {
	const merged = new Set([...textOf(compiled).matchAll(/^\/\/ (\S+\.ts)$/gm)].map(([, file]) => file));
	return merged.size > 0 ? [...merged] : [compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts')];
}

/** One circle in the graph, beginning and ending with the same file; `null` when there is none. */
export function circleIn(graph: Map<string, string[]>): string[] | null {
	const done = new Set<string>();
	const search = (file: string, way: string[]): string[] | null => {
		if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
		if (done.has(file)) return null;
		for (const next of graph.get(file) ?? []) {
			const circle = search(next, [...way, file]);
			if (circle) return circle;
		}
		done.add(file);
		return null;
	};
	for (const file of graph.keys()) {
		const circle = search(file, []);
		if (circle) return circle;
	}
	return null;
}
