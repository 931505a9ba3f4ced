import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { readerNode } from './readerNode';

/** Reads the report files of test tools into runs. */
export class TestRunReader implements INodeType {
	description: INodeTypeDescription = {
		...readerNode.description,
		displayName: 'Test Run Reader',
		name: 'testRunReader',
		icon: { light: 'file:testRunReader.svg', dark: 'file:testRunReader.dark.svg' },
		subtitle: readerNode.description.subtitle,
		description: 'Read test report files, such as JUnit, CTRF or Playwright, into runs',
		defaults: { name: 'Test Run Reader' },
		// Reads files at hand; there is nothing here for an agent to call.
		usableAsTool: undefined,
		builderHint: {
			searchHint:
				'Reads report files, such as JUnit XML, out of binary fields, and finds the format by itself. Connect Test Run Gate next.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-test-runs.testRunGate',
					relationHint: 'Decides by the verdict of the run or by limits',
				},
				{ nodeType: 'n8n-nodes-base.webhook', relationHint: 'Receives a report file from CI' },
			],
		},
	};

	execute = readerNode.execute;
}
