import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectRoot } from '../../../../scripts/lib/paths.mjs';

const FOLDER = path.join(projectRoot, 'templates');

/**
 * The values that a user fills in, by name of the node: its credential types, its parameters, and the values of fields
 * in an Edit Fields node.
 *
 * @typedef {Record<string, { credentials?: string[], parameters?: object, fields?: Record<string, string> }>} FillIns
 */

/** @returns {string[]} names of all templates, which are their file names without `.json` */
export function templateNames() {
	return fs
		.readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.basename(file, '.json'));
}

/** @param {string} name @returns {any} a workflow as n8n exports it */
export function readTemplate(name) {
	return JSON.parse(fs.readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
}

/**
 * Fills values into a template. Throws if the template has no place for one of them.
 *
 * @param {any} template
 * @param {FillIns} fillIns
 * @param {Record<string, import('../../../../scripts/lib/n8n-client.mjs').Reference>} credentials by type
 * @returns {import('../../../../scripts/lib/n8n-client.mjs').WorkflowDraft}
 */
export function fillIn({ name, nodes, connections, settings }, fillIns, credentials) {
	for (const node of Object.keys(fillIns))
		assert.ok(
			nodes.some((candidate) => candidate.name === node),
			`${name} has no node ${node}`,
		);
	const filled = nodes.map((node) => filledNode(node, fillIns[node.name] ?? {}, credentials));
	return { name, nodes: filled, connections, settings };
}

/**
 * The problems that n8n's editor would report in a workflow: missing node types, required parameters that are empty,
 * and parameters that this version of the node does not have.
 *
 * @param {{ nodes: any[] }} workflow
 * @param {any[]} nodeTypes from `client.nodeTypes()`
 * @param {import('../../../../scripts/lib/n8n-install.mjs').N8nInstall} install
 * @returns {string[]} `node: what is wrong`
 */
export function issuesOf({ nodes }, nodeTypes, install) {
	const { NodeHelpers } = createRequire(path.join(install.dir, 'package.json'))('n8n-workflow');
	return nodes.flatMap((node) => {
		const type = nodeTypes.find((candidate) => isOfType(candidate, node));
		if (!type) return [`${node.name}: no node type ${node.type} ${node.typeVersion}`];
		const { parameters = {} } = NodeHelpers.getNodeParametersIssues(type.properties, node, type) ?? {};
		const known = NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type);
		return [
			...Object.keys(parameters).map((parameter) => `${node.name}: ${parameter}`),
			...unknownPaths(node.parameters, known).map((where) => `${node.name}: unknown parameter ${where}`),
		];
	});
}

function filledNode(node, { credentials = [], parameters = {}, fields = {} }, references) {
	const filled = { ...node, parameters: { ...node.parameters, ...parameters } };
	if (credentials.length > 0)
		filled.credentials = Object.fromEntries(credentials.map((type) => [type, references[type]]));
	for (const [name, value] of Object.entries(fields)) {
		const { assignments } = filled.parameters.assignments;
		assert.ok(
			assignments.some((assignment) => assignment.name === name),
			`${node.name} has no field ${name}`,
		);
		filled.parameters.assignments = {
			assignments: assignments.map((assignment) =>
				assignment.name === name ? { ...assignment, value } : assignment,
			),
		};
	}
	return filled;
}

function isOfType({ name, version }, { type, typeVersion }) {
	return name === type && [version].flat().includes(typeVersion);
}

/** Paths of parameters that n8n does not know. It does not look into resource mappers and locators. */
function unknownPaths(given, known, at = '') {
	if (typeof given !== 'object' || given === null) return [];
	return Object.entries(given).flatMap(([key, value]) => {
		const where = at === '' ? key : `${at}.${key}`;
		if (typeof known !== 'object' || known === null || !(key in known)) return [where];
		return unknownPaths(value, known[key], where);
	});
}
