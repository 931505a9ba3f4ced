import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { triggerNode } from '../../../../nodes/TestRunTrigger/triggerNode';
import { preclinical } from '../../../../platforms/preclinical';

const node = triggerNode([preclinical]);

/** Starts the workflow on events of Preclinical. */
export class PreclinicalTrigger implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Preclinical Trigger',
		name: 'preclinicalTrigger',
		icon: { light: 'file:../Preclinical/preclinical.svg', dark: 'file:../Preclinical/preclinical.dark.svg' },
		subtitle: node.description.subtitle,
		description: 'Start the workflow when a test run of Preclinical has ended or was canceled',
		defaults: { name: 'Preclinical Trigger' },
	};

	methods = node.methods;

	webhookMethods = node.webhookMethods;

	webhook = node.webhook;
}
