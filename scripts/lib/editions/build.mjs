import fs from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';
import { npm } from '../npm.mjs';
import { projectRoot } from '../paths.mjs';
import { bundleParser, PARSER } from '../bundle-parser.mjs';
import { mergeStart } from '../merge-start.mjs';
import { writeSchemas } from '../schemas.mjs';
import { cut } from './cut.mjs';
import { BUILT, manifestOf } from './folders.mjs';
import { placeOfOutput } from './outputs.mjs';

/**
 * Cuts and compiles an edition in a folder of its name, and packs it beside that.
 *
 * @param {import('./table.js').Edition} edition
 * @param {string} [into] the folder around it
 * @returns {Promise<Packed>}
 *
 * @typedef {{ folder: string, tarball: string, size: number, unpackedSize: number, files: string[] }} Packed
 */
export async function buildEdition(edition, into = BUILT) {
	const folder = path.join(into, edition.name);
	const sources = cut(edition, folder);
	for (const file of sources) await compile(folder, file);
	if (sources.includes(PARSER)) await bundleParser(path.join(folder, 'dist', PARSER.replace(/ts$/, 'js')));
	removeUnused(folder, manifestOf(edition).n8n);
	for (const file of await mergeStart(folder)) write(file, await formatted(fs.readFileSync(file, 'utf8')));
	copyBeside(folder);
	await writeSchemas(path.join(folder, 'dist/nodes'), placeOfOutput(edition));
	return await pack(folder);
}

const { compilerOptions } = ts.readConfigFile(
	path.join(projectRoot, 'tsconfig.json'),
	ts.sys.readFile,
).config;

/** What a file becomes, by the file and its text: the editions have most files in common. */
const compiled = new Map();

async function compile(folder, file) {
	const text = fs.readFileSync(path.join(folder, file), 'utf8');
	const key = `${file}\n${text}`;
	if (!compiled.has(key)) compiled.set(key, await compiledText(file, text));
	write(path.join(folder, 'dist', file.replace(/\.ts$/, '.js')), compiled.get(key));
}

/** Types have been checked where the file comes from. */
async function compiledText(fileName, text) {
	return await formatted(ts.transpileModule(text, { fileName, compilerOptions }).outputText);
}

/** Published code is read by people. */
async function formatted(text) {
	return await prettier.format(text, { ...formatting, parser: 'babel' });
}

const formatting = await prettier.resolveConfig(path.join(projectRoot, 'any.js'));

/** Removes what no node and no credential opens: files that hold types alone. */
function removeUnused(folder, { nodes, credentials }) {
	const used = new Set([...nodes, ...credentials]);
	for (const file of used) for (const required of requiredBy(folder, file)) used.add(required);
	for (const file of filesIn(path.join(folder, 'dist'))) {
		const name = `dist/${file}`;
		if (!used.has(name)) fs.rmSync(path.join(folder, name));
	}
}

function requiredBy(folder, file) {
	const text = fs.readFileSync(path.join(folder, file), 'utf8');
	const specifiers = [...text.matchAll(/\brequire\(['"](\.[^'"]*)['"]\)/g)].map(([, specifier]) => specifier);
	return specifiers.map((specifier) => {
		const target = path.posix.join(path.posix.dirname(file), specifier);
		const found = [`${target}.js`, `${target}/index.js`].find((name) =>
			fs.existsSync(path.join(folder, name)),
		);
		if (found === undefined) throw new Error(`${file} requires ${specifier}, which is not there`);
		return found;
	});
}

/** What TypeScript leaves behind: icons and codex beside the nodes, and the licenses of the parser. */
function copyBeside(folder) {
	for (const file of filesIn(path.join(folder, 'nodes'))) {
		if (/\.(svg|json)$/.test(file))
			copy(path.join(folder, 'nodes', file), path.join(folder, 'dist/nodes', file));
	}
	const notices = path.join(folder, 'NOTICES.md');
	if (fs.existsSync(notices)) fs.renameSync(notices, path.join(folder, 'dist/NOTICES.md'));
}

async function pack(folder) {
	const destination = path.dirname(folder);
	const output = await npm(['pack', '--json', '--pack-destination', destination], { cwd: folder });
	const [{ filename, size, unpackedSize, files }] = JSON.parse(output);
	return {
		folder,
		tarball: path.join(destination, filename),
		size,
		unpackedSize,
		files: files.map((file) => file.path),
	};
}

function filesIn(folder) {
	return fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

function copy(from, to) {
	write(to, fs.readFileSync(from));
}

function write(file, content) {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, content);
}
