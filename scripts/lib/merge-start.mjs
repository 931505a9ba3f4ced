import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from './paths.mjs';

/**
 * Puts files together that n8n loads at its start, since finding, reading and compiling each takes longer than executing
 * it: a file that only one other file opens is put into that one, and so on. So no file is loaded twice, what is opened
 * late included, and each keeps its state once. Above the code of each file is its path in a comment.
 *
 * @param {string} folder of the package: its sources, its `package.json`, and `dist`, in which each source is compiled
 * @returns {Promise<string[]>} the compiled files that were written anew, as absolute paths
 */
export async function mergeStart(folder) {
	const heads = headsOf(folder);
	const inputs = await inputsOf(folder, heads);
	const homes = homesIn(inputs, heads);
	const taken = [...homes].filter(([file, home]) => file !== home);
	const grown = [...new Set(taken.map(([, home]) => home))];
	for (const file of grown) await merge(folder, file, inputs, homes);
	for (const [file] of taken) remove(compiledOf(folder, file));
	return grown.map((file) => compiledOf(folder, file));
}

/** What n8n loads, as paths of sources in the folder. */
function headsOf(folder) {
	const { n8n } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
	return [...n8n.credentials, ...n8n.nodes].map((file) =>
		file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
	);
}

/**
 * All files that these reach and what each imports, by their paths in the folder. What is imported as a type alone is not
 * among it.
 */
async function inputsOf(folder, heads) {
	const { metafile } = await bundle(folder, {
		entryPoints: heads,
		write: false,
		outdir: 'dist',
		metafile: true,
	});
	return metafile.inputs;
}

/** For each file that is loaded at the start, the file that its code is put into, which may be itself. */
function homesIn(inputs, heads) {
	const homes = new Map(heads.map((head) => [head, head]));
	const importers = importersIn(inputs);
	const loaded = loadedBy(heads, inputs);
	const homeOf = (file) => {
		if (!loaded.has(file)) return file;
		if (!homes.has(file)) {
			const [home, ...more] = new Set(importers.get(file).map(homeOf));
			homes.set(file, more.length === 0 ? home : file);
		}
		return homes.get(file);
	};
	for (const file of loaded) homeOf(file);
	return homes;
}

/** The files that import a file, at once or late. */
function importersIn(inputs) {
	const importers = new Map();
	for (const [importer, { imports }] of Object.entries(inputs))
		for (const { path: file } of imports) importers.set(file, [...(importers.get(file) ?? []), importer]);
	return importers;
}

/** These files and all that they import at once. */
function loadedBy(heads, inputs) {
	const loaded = new Set(heads);
	// A set goes on with what is added while it is walked through.
	for (const file of loaded)
		for (const { path: imported, kind, external } of inputs[file].imports)
			if (kind === 'import-statement' && !external) loaded.add(imported);
	return loaded;
}

/** Compiles a file with those whose home it is. */
async function merge(folder, home, inputs, homes) {
	const resolve = ({ path: specifier, importer }) => {
		const from = path.relative(folder, importer).split(path.sep).join('/');
		const { path: file } = inputs[from].imports.find(({ original }) => original === specifier);
		if (homes.get(file) === home) return { path: path.join(folder, file) };
		const target = path.posix.relative(path.posix.dirname(home), file.replace(/\.ts$/, ''));
		return { path: target.startsWith('.') ? target : `./${target}`, external: true };
	};
	await bundle(folder, {
		entryPoints: [path.join(folder, home)],
		outfile: compiledOf(folder, home),
		plugins: [
			{
				name: 'only what is at home',
				setup({ onResolve, onLoad }) {
					onResolve({ filter: /^\.\.?\// }, resolve);
					onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({ contents: lateByRequire(file), loader: 'ts' }));
				},
			},
		],
	});
}

/** Late imports as TypeScript compiles them. esbuild would copy all that a file exports with each of them. */
function lateByRequire(file) {
	return fs.readFileSync(file, 'utf8').replaceAll('await import(', 'await require(');
}

async function bundle(folder, settings) {
	// A dependency, so it can only be imported after the dependencies have been installed.
	const { build } = await import('esbuild');
	return await build({
		absWorkingDir: folder,
		bundle: true,
		charset: 'utf8',
		format: 'cjs',
		logLevel: 'warning',
		packages: 'external',
		platform: 'node',
		target: 'es2021',
		tsconfig: path.join(projectRoot, 'tsconfig.json'),
		...settings,
	});
}

function compiledOf(folder, file) {
	return path.join(folder, 'dist', file.replace(/\.ts$/, '.js'));
}

/** Removes a file, and its folder when that is empty then. */
function remove(file) {
	fs.rmSync(file);
	const folder = path.dirname(file);
	if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
}
