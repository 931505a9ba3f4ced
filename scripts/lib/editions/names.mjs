/**
 * How the texts of the full package call nodes, and what they are called in an edition: a text that tells a user to
 * connect "the Test Run Gate" has to name the node that the user finds.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { folderOf, manifestOf, sourcesOf } from './folders.mjs';

/** The nodes that decide about runs, read and write them: those of `n8n-nodes-test-reports`, whoever names them. */
const REPORT_NODES = [
	['Test Run Gate', 'Test Report Gate'],
	['Test Run History', 'Test Report History'],
	['Test Run Reader', 'Test Report Reader'],
	['Test Run Report', 'Test Report Writer'],
];

/**
 * @param {import('./table.js').Edition} edition
 * @returns {(source: string) => string} a source text with the names of the nodes as they are in the edition, and in what
 *   users read also the name of the service in place of "the platform"
 */
export function namesIn(edition) {
	if (edition.platform === null) return (source) => renamed(source, REPORT_NODES);
	const service = displayNameOf(edition);
	const pairs = serviceNames(service);
	return (source) => withService(renamed(source, pairs), service);
}

function renamed(source, pairs) {
	return pairs.reduce((text, [name, here]) => text.replaceAll(name, here), source);
}

function withService(source, service) {
	let text = source;
	// From the end, so that the places of the others stay what they are.
	for (const { start, end } of literalsIn(source).reverse()) {
		const literal = text.slice(start, end).replace(/\b[Tt]he platform\b/g, service);
		text = text.slice(0, start) + literal + text.slice(end);
	}
	return text;
}

/** Where the string literals and the texts of templates are, in their order. */
function literalsIn(source) {
	const found = [];
	const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest);
	const look = (node) => {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
			found.push({ start: node.getStart(file), end: node.end });
		ts.forEachChild(node, look);
	};
	look(file);
	return found;
}

function serviceNames(service) {
	return [
		['Test Run Polling Trigger', `${service} Polling Trigger`],
		['Test Run Trigger', `${service} Trigger`],
		['Test Run node', `${service} node`],
		['node Test Run', `node ${service}`],
		['Test Run operation', `${service} operation`],
		['Test Run > ', `${service} > `],
		// What the nodes of other packages do: n8n's own nodes do it as well, or nodes that are not named.
		['Connect Still Running of a Gate back', 'With an If, connect runs whose verdict is pending back'],
		["$('Test Run Reader')", "$('Read Report')"],
		['as the Test Run Reader or another node gave it', 'as the node that read it gave it'],
		['the node that read the run, such as the Test Run Reader.', 'the node that read the run.'],
		["'Drop Duplicates' of the node Test Run", "the node 'Remove Duplicates', by deliveryKey,"],
		['the operation Drop Duplicates of Any Platform', 'the node Remove Duplicates, by deliveryKey,'],
	].sort(([a], [b]) => b.length - a.length);
}

/**
 * What the service of an edition is called: the name of its action node.
 *
 * @param {import('./table.js').Edition} edition
 * @returns {string}
 */
export function displayNameOf(edition) {
	const [file] = sourcesOf(manifestOf(edition).n8n.nodes);
	const text = fs.readFileSync(path.join(folderOf(edition), file), 'utf8');
	return /displayName: '([^']+)'/.exec(text)[1];
}
