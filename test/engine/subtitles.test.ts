/** The line below a node's name on the canvas, evaluated as n8n's editor does. */
import { Workflow, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { TestRunPollingTrigger } from '../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';

const cases: Array<[INodeType, INodeParameters, string]> = [
	[new TestRun(), { resource: 'currents', operation: 'waitForRun' }, 'Currents: wait for run'],
	[new TestRun(), { resource: 'testclix', operation: 'startRunAndWait' }, 'TestCLIX: start run and wait'],
	[new TestRun(), { resource: 'any', operation: 'parseDelivery' }, 'Any Platform: parse delivery'],
	[
		new TestRunTrigger(),
		{ platform: 'currents', events: ['RUN_FINISH', 'RUN_TIMEOUT'] },
		'Currents: run finish, run timeout',
	],
	[new TestRunTrigger(), { platform: 'qase', events: ['run.report_changed'] }, 'Qase: run report changed'],
	[new TestRunTrigger(), { platform: 'qase', events: [] }, 'Qase: '],
	[
		new TestRunPollingTrigger(),
		{ platform: 'preclinical', events: ['RUN_FINISH', 'RUN_CANCELED'] },
		'Preclinical: run finish, run canceled',
	],
	[new TestRunGate(), { rules: {} }, 'verdict of the run'],
	[
		new TestRunGate(),
		{ rules: { minPassRate: 90, onlyNewFailures: true } },
		'min pass rate, only new failures',
	],
	[new TestRunHistory(), {}, 'Add History'],
	[new TestRunHistory(), { operation: 'summarize' }, 'Summarize'],
	[new TestRunReader(), {}, 'Detect by Content'],
	[new TestRunReader(), { format: 'xunit' }, 'xUnit.net'],
	[new TestRunReport(), { format: 'junit' }, 'JUnit'],
	[new TestRunReport(), {}, 'Slack'],
];

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
