import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionNode } from '../../../../nodes/TestRun/actionNode';
import { testclix } from '../../../../platforms/testclix';

const node = actionNode([testclix]);

/** Starts, reads and waits for website tests of TestCLIX. */
export class Testclix implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'TestCLIX',
		name: 'testclix',
		icon: { light: 'file:testclix.svg', dark: 'file:testclix.dark.svg' },
		subtitle: node.description.subtitle,
		description: 'Start, await and read website tests of TestCLIX',
		defaults: { name: 'TestCLIX' },
		usableAsTool: true,
	};

	methods = node.methods;

	execute = node.execute;
}
