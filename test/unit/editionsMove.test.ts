/** The command that moves a workflow between the full package and the editions. */
import { moveWorkflow } from '../../scripts/lib/editions/move';

const node = (name: string, type: string, parameters: object = {}) => ({
	id: name,
	name,
	type,
	typeVersion: type.endsWith('Trigger') && !type.endsWith('PollingTrigger') ? 1.1 : 1,
	position: [0, 0],
	parameters,
	credentials: { testRunQaseApi: { id: '1', name: 'Qase' } },
});

const FULL = 'n8n-nodes-test-runs';
const QASE = 'n8n-nodes-qase';
const REPORTS = 'n8n-nodes-test-reports';

const inFull = {
	name: 'Release',
	nodes: [
		node('On Run', `${FULL}.testRunTrigger`, { platform: 'qase', events: ['RUN_FINISH'] }),
		node('On Poll', `${FULL}.testRunPollingTrigger`, { platform: 'qase' }),
		node('Complete', `${FULL}.testRun`, { resource: 'qase', operation: 'completeRun' }),
		node('For an Agent', `${FULL}.testRunTool`, { resource: 'qase' }),
	],
	connections: { 'On Run': { main: [[{ node: 'Complete', type: 'main', index: 0 }]] } },
};

const types = ({ nodes }: { nodes: Array<{ type: string }> }) => nodes.map(({ type }) => type);

test('into the edition and back it is the same workflow', () => {
	const there = moveWorkflow(inFull, QASE);
	expect(types(there.workflow)).toEqual([
		`${QASE}.qaseTrigger`,
		`${QASE}.qasePollingTrigger`,
		`${QASE}.qase`,
		`${QASE}.qaseTool`,
	]);
	expect(there.left).toEqual([]);
	expect(moveWorkflow(there.workflow, FULL).workflow).toEqual(inFull);
});

test('a node that was made in the edition gets the platform that n8n does not store there', () => {
	const made = {
		nodes: [
			node('Complete', `${QASE}.qase`, { operation: 'completeRun' }),
			node('On Run', `${QASE}.qaseTrigger`),
		],
	};
	const { workflow } = moveWorkflow(made, FULL);
	expect(workflow.nodes.map(({ parameters }) => parameters)).toEqual([
		{ resource: 'qase', operation: 'completeRun' },
		{ platform: 'qase' },
	]);
});

test('a trigger of version 1, which the edition does not have, goes on reading no failures', () => {
	const old = { ...node('On Run', `${FULL}.testRunTrigger`, { platform: 'qase' }), typeVersion: 1 };
	const moved = (parameters: object) =>
		moveWorkflow({ nodes: [{ ...old, parameters: { ...old.parameters, ...parameters } }] }, QASE).workflow
			.nodes;
	expect(moved({})).toMatchObject([{ typeVersion: 1.1, parameters: { options: { includeFailures: 0 } } }]);
	expect(moved({ options: { includeFailures: 5, includeRaw: false } })).toMatchObject([
		{ typeVersion: 1.1, parameters: { options: { includeFailures: 5, includeRaw: false } } },
	]);
});

test('what another platform does stays, as does what stores no platform: that is Currents', () => {
	const mixed = {
		nodes: [
			node('Of Qodex', `${FULL}.testRun`, { resource: 'qodex' }),
			node('Any', `${FULL}.testRun`, { resource: 'any', operation: 'dropDuplicates' }),
			node('Currents', `${FULL}.testRun`, { operation: 'getRun' }),
			node('Gate', `${FULL}.testRunGate`),
			node('Slack', 'n8n-nodes-base.slack'),
		],
	};
	const { workflow, moved, left } = moveWorkflow(mixed, QASE);
	expect(workflow).toEqual(mixed);
	expect(moved).toEqual([]);
	expect(left).toEqual(['Of Qodex', 'Any', 'Currents', 'Gate']);
});

test('report nodes move by their type, and stay among the nodes of a service', () => {
	const judged = {
		nodes: ['testRunReader', 'testRunHistory', 'testRunGate', 'testRunReport'].map((name) =>
			node(name, `${FULL}.${name}`),
		),
	};
	const { workflow } = moveWorkflow(judged, REPORTS);
	expect(types(workflow)).toEqual(
		['testReportReader', 'testReportHistory', 'testReportGate', 'testReportWriter'].map(
			(name) => `${REPORTS}.${name}`,
		),
	);
	const both = moveWorkflow(
		{ nodes: [...workflow.nodes, ...moveWorkflow(inFull, QASE).workflow.nodes] },
		FULL,
	);
	expect(both.left).toEqual([]);
	expect(both.workflow.nodes).toEqual([...judged.nodes, ...inFull.nodes]);
});

test('from one edition into another nothing moves, and an unknown package is an error', () => {
	expect(moveWorkflow(moveWorkflow(inFull, QASE).workflow, REPORTS)).toMatchObject({
		moved: [],
		left: ['On Run', 'On Poll', 'Complete', 'For an Agent'],
	});
	expect(() => moveWorkflow(inFull, 'n8n-nodes-else')).toThrow('There is no package n8n-nodes-else');
});
