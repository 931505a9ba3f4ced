/** The command that moves a workflow between the full package and the editions. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

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

describe('the command', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'workflows-'));
	const file = path.join(folder, 'workflow.json');
	const program = path.join(__dirname, '..', '..', 'scripts', 'editions.mjs');
	const run = (...args: string[]) =>
		spawnSync(process.execPath, [program, '--move', ...args], { encoding: 'utf8' });
	afterAll(() => rmSync(folder, { recursive: true }));

	test('moves a workflow, and each of a list of them into a new file', () => {
		const output = path.join(folder, 'new.json');
		writeFileSync(file, `\uFEFF${JSON.stringify(inFull)}`);
		const one = run(file, '--to', QASE);
		writeFileSync(file, JSON.stringify([inFull, inFull]));
		const list = run(file, '--to', QASE, '--output', output);

		const { workflow } = moveWorkflow(inFull, QASE);
		expect([one.status, JSON.parse(one.stdout)]).toEqual([0, workflow]);
		expect([list.status, list.stdout]).toEqual([0, '']);
		expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual([workflow, workflow]);
		expect(list.stderr).toBe(
			`Moved: ${Array(2).fill('On Run, On Poll, Complete, For an Agent').join(', ')}.\n`,
		);
	});

	test.each([
		[
			'no file',
			[path.join(folder, 'missing.json'), '--to', QASE],
			/missing\.json cannot be read: there is no/,
		],
		[
			'no workflow',
			[program, '--to', QASE],
			/editions\.mjs is no workflow that n8n downloaded: it is not JSON/,
		],
		['another package', [program, '--to', 'n8n-nodes-else'], /^After --to name one of n8n-nodes-test-runs, /],
		['no package', [program], /^After --to name one of n8n-nodes-test-runs, /],
	])('says in one line that there is %s', (_, args, message) => {
		const { status, stdout, stderr } = run(...args);

		expect([status, stdout]).toEqual([1, '']);
		expect(stderr).toMatch(message);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});
});
