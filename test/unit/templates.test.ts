import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode, INodeParameters, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunHistory } from '../../nodes/TestRunHistory/TestRunHistory.node';
import { TestRunPollingTrigger } from '../../nodes/TestRunPollingTrigger/TestRunPollingTrigger.node';
import { TestRunReader } from '../../nodes/TestRunReader/TestRunReader.node';
import { TestRunReport } from '../../nodes/TestRunReport/TestRunReport.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import { platforms } from '../../platforms';

interface Template {
	name: string;
	nodes: INode[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
}

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const root = path.join(__dirname, '../..');
const folder = path.join(root, 'templates');
const templates = readdirSync(folder).map((file) => {
	return [file, JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Template] as const;
});
const documentation = readFileSync(path.join(root, 'docs/templates.md'), 'utf8');

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const GATE = 'n8n-nodes-test-runs.testRunGate';
/** The output of a Gate for runs that have not ended. */
const STILL_RUNNING = 3;

const ownNodes: Record<string, INodeType> = {
	'n8n-nodes-test-runs.testRun': new TestRun(),
	[GATE]: new TestRunGate(),
	'n8n-nodes-test-runs.testRunHistory': new TestRunHistory(),
	'n8n-nodes-test-runs.testRunPollingTrigger': new TestRunPollingTrigger(),
	'n8n-nodes-test-runs.testRunReader': new TestRunReader(),
	'n8n-nodes-test-runs.testRunReport': new TestRunReport(),
	'n8n-nodes-test-runs.testRunTrigger': new TestRunTrigger(),
};

/** Nodes that are called from outside. */
const CALLED = [
	'n8n-nodes-base.githubTrigger',
	'n8n-nodes-base.wait',
	'n8n-nodes-base.webhook',
	'n8n-nodes-test-runs.testRunTrigger',
];

/** Nodes that do nothing until something is chosen: a credential, a workflow, a table. */
const TO_BE_FILLED_IN = [
	'n8n-nodes-base.dataTable',
	'n8n-nodes-base.emailSend',
	'n8n-nodes-base.executeWorkflow',
	'n8n-nodes-base.github',
	'n8n-nodes-base.githubTrigger',
	'n8n-nodes-base.httpRequest',
	'n8n-nodes-base.jira',
	'n8n-nodes-base.s3',
	'n8n-nodes-base.slack',
	'n8n-nodes-base.webhook',
	'n8n-nodes-test-runs.testRunPollingTrigger',
	'n8n-nodes-test-runs.testRunTrigger',
];

test('there is a template for each platform', () => {
	const used = templates.flatMap(([, { nodes }]) =>
		nodes.map(({ parameters }) => parameters.platform ?? parameters.resource),
	);
	expect(platforms.map(({ id }) => id).filter((id) => !used.includes(id))).toEqual([]);
});

describe.each(templates)('%s', (file, { nodes, connections }) => {
	const typeOf = (name: string) => nodes.find((node) => node.name === name)?.type;
	/** A Gate leads a run that has not ended back to the node that awaits it. */
	const isLoop = (from: string, output: number, to: string) =>
		typeOf(from) === GATE && output === STILL_RUNNING && typeOf(to) === 'n8n-nodes-test-runs.testRun';
	const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
	const steps = nodes.filter(({ type }) => type !== STICKY_NOTE);

	test('sets only parameters that its nodes have', () => {
		for (const node of steps) {
			const own = ownNodes[node.type];
			// Poll Times is a parameter that n8n gives to every polling trigger.
			const parameters = { ...node.parameters };
			delete parameters.pollTimes;
			if (own !== undefined) expect(knownOf(own, node)).toMatchObject(parameters);
		}
	});

	test('connects nodes that are there, and all four outputs of each Gate', () => {
		const names = steps.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const targets = targetsOf(connections);
		expect([...Object.keys(connections), ...targets].filter((name) => !names.includes(name))).toEqual([]);
		for (const { name } of steps.filter(({ type }) => type === GATE))
			expect(connections[name].main).toHaveLength(4);
	});

	test('holds no credential and names in its notes each node that is to be filled in', () => {
		expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		const named = notes.flatMap(({ parameters }) =>
			[...String(parameters.content).matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name),
		);
		const open = steps.filter((node) => TO_BE_FILLED_IN.includes(node.type) || needsPlatform(node));
		const unnamed = open.filter(({ name }) => !named.some((words) => name.includes(words)));
		expect(unnamed.map(({ name }) => name)).toEqual([]);
	});

	// What has passed once does not pass again, so a message that got lost would not be sent by the next execution.
	test('tries again to tell what Drop Duplicates has let through', () => {
		const once = steps.filter(({ parameters }) => parameters.operation === 'dropDuplicates');
		const behind = once.flatMap(({ name }) => (connections[name]?.main ?? []).flat().map(({ node }) => node));
		const telling = steps.filter(({ name, type }) => behind.includes(name) && TO_BE_FILLED_IN.includes(type));
		expect(telling.filter(({ retryOnFail }) => retryOnFail !== true).map(({ name }) => name)).toEqual([]);
		const words = notes.map(({ parameters }) => String(parameters.content)).join(' ');
		if (telling.length > 0) expect(words).toContain('retry the execution');
	});

	// Without an id n8n 1 makes the address of the node's name, and finds none with a space in it.
	test('has an id for each address that n8n listens at', () => {
		const isCalled = ({ type, parameters }: INode) =>
			CALLED.includes(type) || parameters.operation === 'sendAndWait';
		const withoutId = steps.filter((node) => isCalled(node) && !node.webhookId);
		expect(withoutId.map(({ name }) => name)).toEqual([]);
	});

	test('leads from left to right, but for the loop of a pending run', () => {
		const columns = new Map(steps.map(({ name, position }) => [name, position[0]]));
		const column = (name: string) => columns.get(name) ?? NaN;
		const leftwards = Object.entries(connections).flatMap(([from, { main }]) =>
			main.flatMap((targets, output) =>
				targets
					.filter(({ node }) => column(node) <= column(from) && !isLoop(from, output, node))
					.map(({ node }) => `${from} -> ${node}`),
			),
		);
		expect(leftwards).toEqual([]);
	});

	test('has no two nodes on top of each other, and no node half on a note', () => {
		const stepBoxes = steps.map(boxOfStep);
		const noteBoxes = notes.map(boxOfNote);
		expect([...overlaps(stepBoxes), ...overlaps(noteBoxes)]).toEqual([]);
		const half = stepBoxes.filter((step) =>
			noteBoxes.some((note) => touches(step, note) && !contains(note, step)),
		);
		expect(half.map(({ name }) => name)).toEqual([]);
	});

	test('is documented, with its picture', () => {
		const base = path.basename(file, '.json');
		expect(documentation).toContain(`templates/${file}`);
		expect(documentation).toContain(`images/template-${base}.png`);
	});
});

test('the documentation shows no template that is not there', () => {
	const shown = [...documentation.matchAll(/templates\/([\w-]+\.json)/g)].map(([, file]) => file);
	expect(shown.filter((file) => !existsSync(path.join(folder, file)))).toEqual([]);
});

function knownOf({ description }: INodeType, node: INode): INodeParameters | null {
	return NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
}

function targetsOf(connections: Template['connections']): string[] {
	return Object.values(connections).flatMap(({ main }) => main.flat().map(({ node }) => node));
}

function needsPlatform({ type, parameters }: INode): boolean {
	return type === 'n8n-nodes-test-runs.testRun' && parameters.resource !== 'any';
}

/** The size in n8n's editor, with name and subtitle below: 96 pixels wide, and taller from the third output on. */
function boxOfStep({ name, type, position: [left, top] }: INode): Box {
	const outputs = type === GATE ? 4 : 1;
	return { name, left, top, right: left + 96, bottom: top + 96 + Math.max(0, outputs - 2) * 32 + 48 };
}

function boxOfNote({ name, position: [left, top], parameters }: INode): Box {
	return {
		name,
		left,
		top,
		right: left + Number(parameters.width),
		bottom: top + Number(parameters.height),
	};
}

function overlaps(boxes: Box[]): string[] {
	return boxes.flatMap((a, index) =>
		boxes
			.slice(index + 1)
			.filter((b) => touches(a, b))
			.map((b) => `${a.name} and ${b.name}`),
	);
}

function touches(a: Box, b: Box): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function contains(outer: Box, inner: Box): boolean {
	return (
		outer.left <= inner.left &&
		outer.right >= inner.right &&
		outer.top <= inner.top &&
		outer.bottom >= inner.bottom
	);
}
