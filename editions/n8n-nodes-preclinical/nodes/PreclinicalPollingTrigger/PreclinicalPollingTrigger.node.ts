import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { pollingNode } from '../../../../nodes/TestRunPollingTrigger/pollingNode';
import { preclinical } from '../../../../platforms/preclinical';

const node = pollingNode([preclinical]);

/** Starts the workflow on events of test runs of Preclinical that it finds by asking for them again and again. */
export class PreclinicalPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Preclinical Polling Trigger',
		name: 'preclinicalPollingTrigger',
		icon: { light: 'file:../Preclinical/preclinical.svg', dark: 'file:../Preclinical/preclinical.dark.svg' },
		subtitle: node.description.subtitle,
		description:
			'Start the workflow when a poll finds that a test run of Preclinical has ended, for an n8n that webhooks cannot reach, or a self-hosted Preclinical',
		defaults: { name: 'Preclinical Polling Trigger' },
		polling: true,
	};

	methods = node.methods;

	poll = node.poll;
}
