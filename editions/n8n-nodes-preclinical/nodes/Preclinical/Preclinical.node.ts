import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionNode } from '../../../../nodes/TestRun/actionNode';
import { preclinical } from '../../../../platforms/preclinical';

const node = actionNode([preclinical]);

/** Starts, reads, manages and waits for test runs of Preclinical. */
export class Preclinical implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Preclinical',
		name: 'preclinical',
		icon: { light: 'file:preclinical.svg', dark: 'file:preclinical.dark.svg' },
		subtitle: node.description.subtitle,
		description: 'Start, await, read and manage test runs of healthcare agents in Preclinical',
		defaults: { name: 'Preclinical' },
		usableAsTool: true,
	};

	methods = node.methods;

	execute = node.execute;
}
