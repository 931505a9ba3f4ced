/** Moves workflows between the full package and the editions. */
const { editions, FULL } = require('./table');

/** The parameter that names the platform, by node of the full package. */
const PLATFORM_OF = { testRun: 'resource', testRunTrigger: 'platform', testRunPollingTrigger: 'platform' };

/** Platform of a node of the full package that stores none: n8n stores no parameter that has its default value. */
const DEFAULT_PLATFORM = 'currents';

/**
 * Moves the nodes of a workflow into another package: from the full package into an edition, or from all editions into
 * the full one. Credentials stay, since their types are the same everywhere. What an edition does not have stays as well.
 *
 * @template {{ nodes: Array<{ name: string, type: string, typeVersion?: number, parameters?: object }> }} Workflow
 * @param {Workflow} workflow as n8n exports it
 * @param {string} to name of the package
 * @returns {{ workflow: Workflow, moved: string[], left: string[] }} the names of the nodes that moved, and of those of
 *   the other packages that could not; the given workflow is not changed
 * @throws {Error} if there is no such package
 */
function moveWorkflow(workflow, to) {
	const edition = editions.find(({ name }) => name === to);
	if (edition === undefined && to !== FULL) throw new Error(`There is no package ${to}`);
	const moved = [];
	const left = [];
	const nodes = workflow.nodes.map((node) => {
		const [from, type] = partsOf(node);
		const isOurs = from === FULL || editions.some(({ name }) => name === from);
		if (!isOurs || from === to) return node;
		const result = edition ? intoEdition(node, from, type, edition) : intoFull(node, from, type);
		(result ? moved : left).push(node.name);
		return result ?? node;
	});
	return { workflow: { ...workflow, nodes }, moved, left };
}

/** Package and name of a node's type. */
function partsOf({ type }) {
	const dot = type.lastIndexOf('.');
	return [type.slice(0, dot), type.slice(dot + 1)];
}

function intoEdition(node, from, type, { name, platform, nodes }) {
	if (from !== FULL) return null;
	const { base, tool } = withoutTool(type, Object.values(nodes));
	const here = Object.keys(nodes).find((candidate) => nodes[candidate] === base);
	if (here === undefined) return null;
	const parameter = PLATFORM_OF[base];
	const isOfPlatform = !parameter || (node.parameters?.[parameter] ?? DEFAULT_PLATFORM) === platform;
	return isOfPlatform ? inPresentVersion({ ...node, type: `${name}.${here}${tool}` }, base) : null;
}

/** The triggers of the editions have no version 1, which read no failures unless an option said so. */
function inPresentVersion(node, base) {
	if (base !== 'testRunTrigger' || node.typeVersion !== 1) return node;
	const { parameters = {} } = node;
	const options = { includeFailures: 0, ...parameters.options };
	return { ...node, typeVersion: 1.1, parameters: { ...parameters, options } };
}

function intoFull(node, from, type) {
	const { platform, nodes } = editions.find(({ name }) => name === from);
	const { base, tool } = withoutTool(type, Object.keys(nodes));
	const there = nodes[base];
	if (there === undefined) return null;
	const parameter = PLATFORM_OF[there];
	const parameters = parameter ? { [parameter]: platform, ...node.parameters } : node.parameters;
	return { ...node, type: `${FULL}.${there}${tool}`, ...(parameters && { parameters }) };
}

/** n8n calls a node that an agent uses by its name and `Tool`. */
function withoutTool(type, names) {
	const isTool = !names.includes(type) && type.endsWith('Tool');
	return isTool ? { base: type.slice(0, -'Tool'.length), tool: 'Tool' } : { base: type, tool: '' };
}

module.exports = { moveWorkflow };
