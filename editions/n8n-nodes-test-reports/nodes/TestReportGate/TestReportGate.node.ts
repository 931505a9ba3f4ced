import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { gateNode } from '../../../../nodes/TestRunGate/gateNode';

/** Sends each run to the output for its verdict. */
export class TestReportGate implements INodeType {
	description: INodeTypeDescription = {
		...gateNode.description,
		displayName: 'Test Report Gate',
		name: 'testReportGate',
		icon: {
			light: 'file:../../../../nodes/TestRunGate/testRunGate.svg',
			dark: 'file:../../../../nodes/TestRunGate/testRunGate.dark.svg',
		},
		subtitle: gateNode.description.subtitle,
		description: 'Decide whether a test run passed, failed, is inconclusive or is still running',
		defaults: { name: 'Test Report Gate' },
		// Not usable as a tool: it only decides about input items, so an agent has nothing to call.
		usableAsTool: undefined,
	};

	execute = gateNode.execute;
}
