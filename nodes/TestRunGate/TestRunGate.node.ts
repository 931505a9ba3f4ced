import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { gateNode } from './gateNode';

/** Sends each run to the output for its verdict. */
export class TestRunGate implements INodeType {
	description: INodeTypeDescription = {
		...gateNode.description,
		displayName: 'Test Run Gate',
		name: 'testRunGate',
		icon: { light: 'file:testRunGate.svg', dark: 'file:testRunGate.dark.svg' },
		subtitle: gateNode.description.subtitle,
		description: 'Decide whether a test run passed, failed, is inconclusive or is still running',
		defaults: { name: 'Test Run Gate' },
		// Not usable as a tool: it only decides about input items, so an agent has nothing to call.
		usableAsTool: undefined,
	};

	execute = gateNode.execute;
}
