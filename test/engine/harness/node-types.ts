import { NodeHelpers } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { BUILTIN_NODES } from './builtin-nodes';

/** Nodes by their full type name, e.g. `{ 'n8n-nodes-test-runs.testRun': new TestRun() }`. */
export type NodeCatalog = Record<string, INodeType | IVersionedNodeType>;

/** The error instances that nodes threw, in order. n8n itself keeps only a plain copy of each. */
export type ThrownErrors = Array<{ node: string; error: Error }>;

/**
 * n8n's node registry with the given instances and the built-in test nodes.
 * @param thrown receives each error that a node's execute() throws, before n8n copies it
 */
export function nodeTypesOf(catalog: NodeCatalog, thrown: ThrownErrors = []): INodeTypes {
	const known = { ...BUILTIN_NODES, ...catalog };
	const byName = (name: string) => {
		const type = known[name];
		if (type === undefined) throw new Error(`Unrecognized node type: ${name}`);
		return type;
	};
	return {
		getByName: byName,
		getByNameAndVersion: (name, version) => {
			const isTool = known[name] === undefined && name.endsWith('Tool');
			const type = NodeHelpers.getVersionedNodeType(byName(isTool ? name.slice(0, -4) : name), version);
			return recordingErrors(isTool ? asTool(type) : type, thrown);
		},
		getKnownTypes: () => ({}),
	};
}

/** n8n registers each node with `usableAsTool` a second time as a tool for agents, with "Tool" appended to its name. */
function asTool(type: INodeType): INodeType {
	const { description } = type;
	if (!description.usableAsTool) throw new Error(`Node cannot be used as a tool: ${description.name}`);
	const tool = { ...description, name: `${description.name}Tool`, inputs: [], outputs: ['ai_tool'] };
	return Object.create(type, { description: { value: tool } }) as INodeType;
}

function recordingErrors(type: INodeType, thrown: ThrownErrors): INodeType {
	const { execute } = type;
	if (execute === undefined) return type;
	return Object.create(type, {
		execute: {
			async value(this: IExecuteFunctions, ...rest: []) {
				try {
					return await execute.call(this, ...rest);
				} catch (error) {
					thrown.push({ node: this.getNode().name, error: error as Error });
					throw error;
				}
			},
		},
	}) as INodeType;
}
