/** The line below a node's name on the canvas, evaluated as n8n's editor does. */
import { Workflow, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { TestRunPollingTrigger } from '../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import { actionGroups } from '../../platforms';

const cases: Array<[INodeType, INodeParameters, string]> = [
	[new TestRun(), { resource: 'currents', operation: 'waitForRun' }, 'Currents: Wait for Run'],
	[new TestRun(), { resource: 'testclix', operation: 'startRunAndWait' }, 'TestCLIX: Start Run and Wait'],
	[new TestRun(), { resource: 'any', operation: 'parseDelivery' }, 'Any Platform: Parse Delivery'],
	[
		new TestRunTrigger(),
		{ platform: 'currents', events: ['RUN_FINISH', 'RUN_TIMEOUT'] },
		'Currents: Run Finished, Run Timed Out',
	],
	[
		new TestRunTrigger(),
		{ platform: 'qase', events: ['run.report_changed'] },
		'Qase: Test Runs: Public Link Turned On',
	],
	[new TestRunTrigger(), { platform: 'qase', events: [] }, 'Qase: '],
	[
		new TestRunPollingTrigger(),
		{ platform: 'preclinical', events: ['RUN_FINISH', 'RUN_CANCELED'] },
		'Preclinical: Run Finished, Run Canceled',
	],
	[new TestRunGate(), { rules: {} }, 'Verdict of the Run'],
	[
		new TestRunGate(),
		{ rules: { minPassRate: 90, onlyNewFailures: true } },
		'Minimum Pass Rate (%), Only New Failures',
	],
	[new TestRunHistory(), {}, 'Add History'],
	[new TestRunHistory(), { operation: 'summarize' }, 'Summarize'],
	[new TestRunReader(), {}, 'Detect by Content'],
	[new TestRunReader(), { format: 'xunit' }, 'xUnit.net'],
	[new TestRunReport(), { format: 'junit' }, 'JUnit'],
	[new TestRunReport(), {}, 'Slack'],
	[new TestRunReport(), { format: 'jira', reportPer: 'failure' }, 'Jira per Failed Test'],
	[new TestRunReport(), { reportPer: 'allItems' }, 'Slack for All Items'],
];

const operations = actionGroups.flatMap(({ id: resource, name: platform, operations: all }) =>
	all.map(
		({ value: operation, name }) =>
			[`${platform}: ${name.replace(/ \((Self-)?Hosted\)$/, '')}`, { resource, operation }] as const,
	),
);

test.each(operations)('names the operation as the panel does: %s', (expected, chosen) => {
	expect(subtitle(new TestRun(), chosen)).toBe(expected);
});

test.each(cases.map(([type, parameters, expected]) => [expected, type, parameters] as const))(
	'tells: %s',
	(expected, type, parameters) => {
		expect(subtitle(type, parameters)).toBe(expected);
	},
);

function subtitle({ description }: INodeType, chosen: INodeParameters): string {
	const node: INode = {
		id: 'a-node',
		name: 'A node',
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: chosen,
	};
	const type = { description } as INodeType;
	const types = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: types });
	// Its own parameters, with what is not chosen as by default: the workflow has filled it in.
	const [{ parameters }] = Object.values(workflow.nodes);
	return String(
		workflow.expression.getSimpleParameterValue(
			{ ...node, parameters },
			description.subtitle,
			'internal',
			{},
		),
	);
}
