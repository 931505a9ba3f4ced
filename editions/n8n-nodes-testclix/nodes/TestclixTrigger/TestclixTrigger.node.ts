import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { triggerNode } from '../../../../nodes/TestRunTrigger/triggerNode';
import { testclix } from '../../../../platforms/testclix';

const node = triggerNode([testclix]);

/** Starts the workflow on events of TestCLIX. */
export class TestclixTrigger implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'TestCLIX Trigger',
		name: 'testclixTrigger',
		icon: { light: 'file:../Testclix/testclix.svg', dark: 'file:../Testclix/testclix.dark.svg' },
		subtitle: node.description.subtitle,
		description:
			'Start the workflow when the result of a website test of TestCLIX is ready, passed or failed',
		defaults: { name: 'TestCLIX Trigger' },
	};

	methods = node.methods;

	webhookMethods = node.webhookMethods;

	webhook = node.webhook;
}
