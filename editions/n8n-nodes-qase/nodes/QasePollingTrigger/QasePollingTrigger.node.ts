import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { pollingNode } from '../../../../nodes/TestRunPollingTrigger/pollingNode';
import { qase } from '../../../../platforms/qase';

const node = pollingNode([qase]);

/** Starts the workflow on events of test runs of Qase that it finds by asking for them again and again. */
export class QasePollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Qase Polling Trigger',
		name: 'qasePollingTrigger',
		icon: { light: 'file:../Qase/qase.svg', dark: 'file:../Qase/qase.dark.svg' },
		subtitle: node.description.subtitle,
		description:
			'Start the workflow when a poll finds that a test run of Qase has started or ended, for an n8n that webhooks cannot reach',
		defaults: { name: 'Qase Polling Trigger' },
		polling: true,
	};

	methods = node.methods;

	poll = node.poll;
}
