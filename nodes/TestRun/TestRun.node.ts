import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionGroups } from '../../platforms';
import { actionNode } from './actionNode';

const node = actionNode(actionGroups);

/** Starts, reads, manages and waits for test runs of all platforms. */
export class TestRun implements INodeType {
	description: INodeTypeDescription = {
		...node.description,
		displayName: 'Test Run',
		name: 'testRun',
		icon: { light: 'file:testRun.svg', dark: 'file:testRun.dark.svg' },
		subtitle: node.description.subtitle,
		description: 'Start, await, read and manage test runs of Currents, Qodex, TestCLIX, Qase and Preclinical',
		defaults: { name: 'Test Run' },
		usableAsTool: true,
	};

	methods = node.methods;

	execute = node.execute;

	webhook = node.webhook;
}
