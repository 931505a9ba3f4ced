import { deepCopy, Workflow } from 'n8n-workflow';
import type { IConnections, IDataObject, INode, INodeTypes, IPinData, IWorkflowSettings } from 'n8n-workflow';
import { credentialReferences, type CredentialSettings } from './credentials';

/** A node of an exported workflow; only name and type are required. */
export type NodeJson = Partial<INode> & Pick<INode, 'name' | 'type'>;

/** A workflow in n8n's export format. */
export interface WorkflowJson {
	id?: string;
	name?: string;
	nodes: NodeJson[];
	connections?: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
}

/** A workflow as n8n stores it: complete nodes, including their credentials. */
export type StoredWorkflow = Required<Omit<WorkflowJson, 'pinData' | 'nodes'>> & {
	nodes: INode[];
	pinData?: IPinData;
};

/**
 * Adds what an export may omit. A node gets each credential type that it declares and for which there is data, unless
 * it has credentials of its own.
 */
export function storedWorkflow(
	json: WorkflowJson,
	nodeTypes: INodeTypes,
	settings: CredentialSettings,
): StoredWorkflow {
	return {
		id: json.id ?? 'test-workflow',
		name: json.name ?? 'Test workflow',
		connections: json.connections ?? {},
		settings: json.settings ?? { executionOrder: 'v1' },
		pinData: json.pinData,
		nodes: json.nodes.map((node, index) => completeNode(node, index, nodeTypes, settings)),
	};
}

/** A new Workflow object. n8n also creates one for each activation, delivery and execution. */
export function instantiate(
	stored: StoredWorkflow,
	nodeTypes: INodeTypes,
	active = false,
	staticData: IDataObject = {},
): Workflow {
	return new Workflow({ ...deepCopy(stored), active, nodeTypes, staticData });
}

/**
 * Connections from a list of edges.
 * @example connect(['Start', 'Run'], ['Gate', 'Wait', 3]) // the third value is the output index, default 0
 */
export function connect(...edges: Array<[from: string, to: string, output?: number]>): IConnections {
	const connections: IConnections = {};
	for (const [from, to, output = 0] of edges) {
		const outputs = ((connections[from] ??= { main: [] }).main ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return connections;
}

function completeNode(
	node: NodeJson,
	index: number,
	nodeTypes: INodeTypes,
	settings: CredentialSettings,
): INode {
	const { description } = nodeTypes.getByNameAndVersion(node.type);
	const complete: INode = {
		id: `node-${index + 1}`,
		typeVersion: description.defaultVersion ?? 1,
		position: [index * 200, 0],
		parameters: {},
		...deepCopy(node),
	};
	complete.credentials ??= credentialReferences(description.credentials, settings);
	return complete;
}
