import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { actionGroups } from '../../platforms';
import { executeOperation } from './execute';
import { actionCredentials, actionProperties } from './properties';

/** Starts, awaits, reads and manages the test runs of all platforms. */
export class TestRun implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Test Run',
		name: 'testRun',
		icon: { light: 'file:testRun.svg', dark: 'file:testRun.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Start, await, read and manage test runs of Currents, Qodex, TestCLIX, Qase and Preclinical',
		defaults: { name: 'Test Run' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: actionCredentials(actionGroups),
		properties: actionProperties(actionGroups),
	};

	methods = {
		listSearch: Object.assign({}, ...actionGroups.map(({ listSearch }) => listSearch)),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeOperation(this, actionGroups)];
	}
}
