import type { IDataObject, INodeType, INodeTypeDescription } from 'n8n-workflow';

/**
 * Nodes that every test workflow may use besides the nodes under test: a start, a pass-through, and a node that adds
 * fields. n8n's own nodes are in a separate package of several hundred megabytes, and these three are sufficient.
 */
export const BUILTIN_NODES: Record<string, INodeType> = {
	/** Outputs the items given as `input`, or its parameter `items` (JSON objects) if that is set. */
	'test.start': {
		description: describe('test.start', {
			group: ['trigger'],
			inputs: [],
			properties: [{ displayName: 'Items', name: 'items', type: 'json', default: [] }],
		}),
		async execute() {
			const items = this.getNodeParameter('items', 0, []) as IDataObject[];
			return [items.length > 0 ? items.map((json) => ({ json })) : this.getInputData()];
		},
	},
	/** Outputs its input unchanged. */
	'test.noOp': {
		description: describe('test.noOp', {}),
		async execute() {
			return [this.getInputData()];
		},
	},
	/** Adds the fields of its parameter `values`, a JSON object whose values may be expressions. */
	'test.set': {
		description: describe('test.set', {
			properties: [{ displayName: 'Values', name: 'values', type: 'json', default: {} }],
		}),
		async execute() {
			const withValues = this.getInputData().map((item, index) => ({
				json: { ...item.json, ...(this.getNodeParameter('values', index) as IDataObject) },
				pairedItem: { item: index },
			}));
			return [withValues];
		},
	},
};

function describe(name: string, own: Partial<INodeTypeDescription>): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: 'Test node',
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		...own,
	};
}
