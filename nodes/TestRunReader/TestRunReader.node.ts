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
	};

	execute = readerNode.execute;
}
