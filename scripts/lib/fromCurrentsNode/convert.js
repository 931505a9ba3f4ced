/** Turns the nodes of n8n's built-in Currents integration in a workflow into ours. */
const { randomUUID } = require('node:crypto');
const { operations } = require('./operations');
const { readerOf } = require('./reader');

const OURS = 'n8n-nodes-test-runs';

/** Operations of a resource of the built-in node that stores none, because it is the default. */
const DEFAULT_OPERATIONS = { instance: 'get', signature: 'generate' };

const FOR_AGENTS = "an agent may not use it before a person turns on 'Allow AI Agents'";

const PINNED = 'its pinned data is from the built-in node: unpin it';

/** Parameters that n8n adds to a node that an agent uses; they are the same in all nodes. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

/**
 * Replaces the nodes `currents` and `currentsTrigger` of a workflow, those that agents use included. Connections,
 * positions and settings of the nodes stay, as do all other nodes.
 *
 * @template {{ nodes: object[], connections?: object, pinData?: object }} Workflow
 * @param {Workflow} workflow as n8n exports it
 * @returns {{ workflow: Workflow, notes: Array<{ node: string, notes: string[] }> }} the given workflow is not changed;
 *   `notes` has an entry for each node that was replaced, or could not be
 */
function fromCurrentsNode(workflow) {
	const notes = [];
	const nodes = workflow.nodes.map((node) => {
		const convert = CONVERTERS[node.type];
		if (convert === undefined) return node;
		const { node: converted, notes: own, output } = convert(node);
		const readers = output ? readersOf(workflow, node.name) : [];
		const check = readers.length > 0 ? `; look at the expressions in ${readers.join(', ')}` : '';
		const pinned = output && workflow.pinData?.[node.name] ? [PINNED] : [];
		notes.push({
			node: node.name,
			notes: [...own, ...(output ? [`its output differs: ${output}${check}`] : []), ...pinned],
		});
		return converted;
	});
	return { workflow: { ...workflow, nodes }, notes };
}

const CONVERTERS = {
	'n8n-nodes-base.currents': (node) => convertAction(node, 'testRun'),
	'n8n-nodes-base.currentsTool': (node) => convertAction(node, 'testRunTool'),
	'n8n-nodes-base.currentsTrigger': convertTrigger,
};

function convertAction(node, type) {
	const reader = readerOf(node.parameters ?? {});
	const resource = reader.take('resource', 'run');
	const name = reader.take('operation', DEFAULT_OPERATIONS[resource] ?? 'getAll');
	const operation = operations[`${resource} ${name}`];
	if (operation === undefined) {
		return { node, notes: [`there is no operation ${name} of ${resource} here; the node was left as it is`] };
	}
	const ofTool = OF_TOOLS.map((key) => [key, reader.take(key)]).filter(([, value]) => value !== undefined);
	const { parameters, notes = [] } = operation.convert(reader);
	return {
		node: {
			...withoutCredentials(node),
			type: `${OURS}.${type}`,
			typeVersion: 1,
			parameters: {
				...{ resource: 'currents', operation: operation.to },
				...withoutEmpty({ ...parameters, filters: withoutBlank(parameters.filters ?? {}) }),
				...Object.fromEntries(ofTool),
			},
		},
		notes: [...notes, ...lost(reader), ...(operation.changes && type === 'testRunTool' ? [FOR_AGENTS] : [])],
		output: operation.output,
	};
}

function convertTrigger(node) {
	const reader = readerOf(node.parameters ?? {});
	reader.take('noticeGroups');
	const parameters = {
		...{ platform: 'currents', projectId: reader.take('projectId'), events: reader.take('events', []) },
	};
	return {
		node: {
			...withoutCredentials(node),
			type: `${OURS}.testRunTrigger`,
			typeVersion: 1.1,
			// The old trigger keeps its address for as long as it is active.
			webhookId: randomUUID(),
			parameters,
		},
		notes: lost(reader),
		output:
			'it is an event with the run in `$json.run`; the delivery is in `$json.raw`, so `$json.failures` is `$json.raw.failures` now',
	};
}

/** The built-in nodes have a credential of their own type. */
function withoutCredentials({ credentials: _, ...node }) {
	return node;
}

function lost(reader) {
	return reader.left().map((label) => `${label} has no counterpart and was left out`);
}

/** The built-in node sends no filter that was left blank; here it is an error. */
function withoutBlank(filters) {
	const isBlank = (value) => value === '' || (Array.isArray(value) && value.length === 0);
	return Object.fromEntries(Object.entries(filters).filter(([, value]) => !isBlank(value)));
}

/** Collections in which nothing is set are left out, as n8n does. */
function withoutEmpty(parameters) {
	const isEmpty = (value) =>
		value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
	return Object.fromEntries(Object.entries(parameters).filter(([, value]) => !isEmpty(value)));
}

/** The nodes that read the output of a node: behind it, or by its name in an expression. */
function readersOf({ nodes, connections = {} }, name) {
	const behind = Object.values(connections[name] ?? {})
		.flat(2)
		.flatMap((connection) => connection?.node ?? []);
	const quoted = [`$('${name}')`, `$(\\"${name}\\")`, `$node[\\"${name}\\"]`, `$node['${name}']`];
	const readers = nodes.filter((node) => {
		const text = JSON.stringify(node.parameters ?? {});
		const isDirect = behind.includes(node.name) && text.includes('$json');
		return isDirect || quoted.some((reference) => text.includes(reference));
	});
	return readers.map((node) => node.name);
}

module.exports = { fromCurrentsNode };
