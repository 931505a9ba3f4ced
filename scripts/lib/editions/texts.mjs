/** Texts of an edition that speak of what its users do not have: nodes of other packages, other services, a choice of platforms. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { folderOf, manifestOf, sourcesOf } from './folders.mjs';
import { editions } from './table.js';
import { projectRoot } from '../paths.mjs';

/** What the hidden parameter is called. It is on no panel, and the same in all packages. */
const HIDDEN_LABEL = 'Platform';

/** In a sentence: a word alone is a name in the code. */
const PLATFORM = /(?<=\s|^)platforms?\b(?!=)(?=.*\s)|(?<=\s)platforms?\b(?!=)/i;

/** Nodes of ours that a text may also name by a part of their names. */
const SHORT_NAMES = ['Gate', 'Any Platform'];

/** The action node of the full package has the name of what it is about, so it is known by the words around it. */
const FULL_ACTION_NODE = [
	/\bTest Run node\b/,
	/\bnode Test Run\b/,
	/\bTest Run operation\b/,
	/\bTest Run > /,
];

/**
 * @param {import('./table.js').Edition} edition
 * @param {string} folder of the built edition
 * @param {string[]} texts what its nodes display, as n8n loads them
 * @returns {string[]} a sentence for each text
 */
export function textFindings(edition, folder, texts) {
	const forbidden = forbiddenIn(edition);
	const own = compiledFiles(folder).flatMap((file) =>
		literalsIn(path.join(folder, file)).map((text) => ({ where: file, text })),
	);
	const displayed = texts.map((text) => ({ where: 'a node', text }));
	const found = [...own, ...displayed].flatMap(({ where, text }) =>
		forbidden
			.filter((pattern) => text !== HIDDEN_LABEL && pattern.test(text))
			.map((pattern) => `${where} speaks of "${pattern.exec(text)[0]}": ${text}`),
	);
	return [...new Set(found)];
}

function forbiddenIn({ name, platform }) {
	const own = displayNamesOf(name);
	const others = [projectRoot, ...editions.map(folderOf)].flatMap(displayNamesIn);
	const words = [...new Set([...others, ...SHORT_NAMES])].filter(
		(other) => other !== 'Test Run' && !own.some((mine) => mine.includes(other)),
	);
	const patterns = [...words.map((word) => new RegExp(`\\b${word}\\b`)), ...FULL_ACTION_NODE];
	return platform === null ? patterns : [...patterns, PLATFORM];
}

function displayNamesOf(name) {
	return displayNamesIn(folderOf({ name }));
}

function displayNamesIn(folder) {
	const { n8n } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
	return sourcesOf(n8n.nodes).map(
		(file) => /displayName: '([^']+)'/.exec(fs.readFileSync(path.join(folder, file), 'utf8'))[1],
	);
}

function compiledFiles(folder) {
	return fs
		.readdirSync(path.join(folder, 'dist'), { recursive: true })
		.filter((file) => /\.js(on)?$/.test(file))
		.map((file) => `dist/${file}`);
}

/** All string literals of a file; of a template, what is between its expressions. */
function literalsIn(file) {
	const found = [];
	const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const look = (node) => {
		if (ts.isStringLiteralLike(node)) found.push(node.text);
		else if (ts.isTemplateExpression(node))
			found.push(
				[node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'),
			);
		ts.forEachChild(node, look);
	};
	look(source);
	return found;
}
