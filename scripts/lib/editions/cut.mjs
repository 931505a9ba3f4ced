import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { PARSER } from '../bundle-parser.mjs';
import { projectRoot } from '../paths.mjs';
import { manifestOf, sourcesOf } from './folders.mjs';
import { namesIn } from './names.mjs';

/** How far the files of `editions/<name>/nodes/<Node>/` are from the root, and how far once they are cut. */
const FAR = '../../../../';
const NEAR = '../../';

const ESLINT_CONFIG = `import { config } from '@n8n/node-cli/eslint';

export default config;
`;

/**
 * Writes the sources of an edition into a folder, as if they had been written for it alone: its own files, all that these
 * reach, and the credentials.
 *
 * @param {import('./table.js').Edition} edition
 * @param {string} target the folder; what is in it is removed
 * @returns {string[]} the TypeScript files, by their paths in the folder
 */
export function cut(edition, target) {
	fs.rmSync(target, { recursive: true, force: true });
	const { n8n } = manifestOf(edition);
	const own = sourcesOf(n8n.nodes).map((file) => `editions/${edition.name}/${file}`);
	const files = reachedFrom([...own, ...sourcesOf(n8n.credentials)]);
	const renamed = namesIn(edition);
	for (const file of files) {
		const text = renamed(read(file));
		write(target, placeOf(file, edition), isOwn(file) ? text.replaceAll(FAR, NEAR) : text);
		for (const icon of iconsIn(text)) copyIcon(path.join(path.dirname(file), icon), target, edition);
	}
	for (const file of own.map(codexOf)) write(target, placeOf(file, edition), read(file));
	copyDocuments(edition, target, files);
	write(target, 'eslint.config.mjs', ESLINT_CONFIG);
	return files.map((file) => placeOf(file, edition));
}

/** These files and all that they import, types too, now or later. */
function reachedFrom(entries) {
	const reached = new Set(entries);
	// A set goes on with what is added while it is walked through.
	for (const file of reached) {
		const { importedFiles } = ts.preProcessFile(read(file), true, true);
		for (const { fileName } of importedFiles)
			if (fileName.startsWith('.')) reached.add(resolved(file, fileName));
	}
	return [...reached];
}

function resolved(file, specifier) {
	const target = path.posix.join(path.posix.dirname(file), specifier);
	const found = [`${target}.ts`, `${target}/index.ts`].find((candidate) => fs.existsSync(at(candidate)));
	if (found === undefined) throw new Error(`${file} imports ${specifier}, which is not there`);
	return found;
}

function isOwn(file) {
	return file.startsWith('editions/');
}

function placeOf(file, { name }) {
	return isOwn(file) ? file.slice(`editions/${name}/`.length) : file;
}

function iconsIn(text) {
	return [...text.matchAll(/'file:([^']+\.svg)'/g)].map(([, icon]) => icon);
}

function copyIcon(file, target, edition) {
	write(target, placeOf(file, edition), read(file));
}

function codexOf(file) {
	return file.replace(/\.ts$/, '.json');
}

function copyDocuments(edition, target, files) {
	for (const file of ['package.json', 'README.md'])
		write(target, file, read(`editions/${edition.name}/${file}`));
	for (const file of ['LICENSE', 'CHANGELOG.md']) copy(file, target);
	if (files.includes(PARSER)) copy('NOTICES.md', target);
}

function copy(file, target) {
	write(target, file, fs.readFileSync(at(file)));
}

function write(target, file, content) {
	const to = path.join(target, file);
	fs.mkdirSync(path.dirname(to), { recursive: true });
	fs.writeFileSync(to, content);
}

function read(file) {
	return fs.readFileSync(at(file), 'utf8');
}

function at(file) {
	return path.join(projectRoot, file);
}
