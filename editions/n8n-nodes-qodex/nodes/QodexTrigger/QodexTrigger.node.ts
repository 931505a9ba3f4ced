import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { triggerNode } from '../../../../nodes/TestRunTrigger/triggerNode';
import { qodex } from '../../../../platforms/qodex';

const node = triggerNode([qodex]);

/** Starts the workflow on events of Qodex. */
export class QodexTrigger implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Qodex Trigger',
		name: 'qodexTrigger',
		icon: { light: 'file:../Qodex/qodex.svg', dark: 'file:../Qodex/qodex.dark.svg' },
		subtitle: node.description.subtitle,
		description: 'Start the workflow when a test run of Qodex has ended, passed or failed',
		defaults: { name: 'Qodex Trigger' },
	};

	methods = node.methods;

	webhookMethods = node.webhookMethods;

	webhook = node.webhook;
}
