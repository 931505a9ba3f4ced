/**
 * How the texts of the full package call nodes, and what they are called in an edition: a text that tells a user to
 * connect "the Test Run Gate" has to name the node that the user finds.
 */
import fs from 'node:fs';
import path from 'node:path';
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
 * @returns {(text: string) => string} a source text with the names of the nodes as they are in the edition
 */
export function namesIn(edition) {
	const pairs = [...REPORT_NODES, ...(edition.platform === null ? [] : serviceNames(displayNameOf(edition)))];
	return (text) => pairs.reduce((renamed, [name, here]) => renamed.replaceAll(name, here), text);
}

function serviceNames(service) {
	return [
		['Test Run Polling Trigger', `${service} Polling Trigger`],
		['Test Run Trigger', `${service} Trigger`],
		['Test Run node', `${service} node`],
		['node Test Run', `node ${service}`],
		['Test Run operation', `${service} operation`],
		['Test Run > ', `${service} > `],
		// These operations of Any Platform are in no edition; n8n's own node does the same.
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
