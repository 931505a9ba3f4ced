import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { triggerNode } from '../../../../nodes/TestRunTrigger/triggerNode';
import { qase } from '../../../../platforms/qase';

const node = triggerNode([qase]);

/** Starts the workflow on events of Qase. */
export class QaseTrigger implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Qase Trigger',
		name: 'qaseTrigger',
		icon: { light: 'file:../Qase/qase.svg', dark: 'file:../Qase/qase.dark.svg' },
		subtitle: node.description.subtitle,
		description:
			'Start the workflow when a test run of Qase starts, finishes or is aborted, or on events of its cases, plans and defects',
		defaults: { name: 'Qase Trigger' },
	};

	methods = node.methods;

	webhookMethods = node.webhookMethods;

	webhook = node.webhook;
}
