import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionNode } from '../../../../nodes/TestRun/actionNode';
import { qase } from '../../../../platforms/qase';

const node = actionNode([qase]);

/** Starts, reads, manages and waits for test runs of Qase. */
export class Qase implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Qase',
		name: 'qase',
		icon: { light: 'file:qase.svg', dark: 'file:qase.dark.svg' },
		subtitle: node.description.subtitle,
		description: 'Start, await, read and manage test runs of Qase, with their results and defects',
		defaults: { name: 'Qase' },
		usableAsTool: true,
	};

	methods = node.methods;

	execute = node.execute;
}
