import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { readerNode } from '../../../../nodes/TestRunReader/readerNode';

/** Reads the report files of test tools into runs. */
export class TestReportReader implements INodeType {
	description: INodeTypeDescription = {
		...readerNode.description,
		displayName: 'Test Report Reader',
		name: 'testReportReader',
		icon: {
			light: 'file:../../../../nodes/TestRunReader/testRunReader.svg',
			dark: 'file:../../../../nodes/TestRunReader/testRunReader.dark.svg',
		},
		subtitle: readerNode.description.subtitle,
		description: 'Read test report files, such as JUnit, CTRF or Playwright, into runs',
		defaults: { name: 'Test Report Reader' },
		// Reads files at hand; there is nothing here for an agent to call.
		usableAsTool: undefined,
	};

	execute = readerNode.execute;
}
