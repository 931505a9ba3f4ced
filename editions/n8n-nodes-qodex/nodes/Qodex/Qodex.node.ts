import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionNode } from '../../../../nodes/TestRun/actionNode';
import { qodex } from '../../../../platforms/qodex';

const node = actionNode([qodex]);

/** Starts, reads and waits for test runs of Qodex. */
export class Qodex implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Qodex',
		name: 'qodex',
		icon: { light: 'file:qodex.svg', dark: 'file:qodex.dark.svg' },
		subtitle: node.description.subtitle,
		description: 'Start, await and read test runs and schedules of Qodex',
		defaults: { name: 'Qodex' },
		usableAsTool: true,
	};

	methods = node.methods;

	execute = node.execute;

	webhook = node.webhook;
}
