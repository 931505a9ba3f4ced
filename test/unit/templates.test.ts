import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import { platforms } from '../../platforms';

interface Template {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: INodeParameters; credentials?: object }>;
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
}

const folder = path.join(__dirname, '../../templates');
const templates = readdirSync(folder).map((file) => {
	return [file, JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Template] as const;
});

const ownNodes: Record<string, INodeType> = {
	'n8n-nodes-test-runs.testRun': new TestRun(),
	'n8n-nodes-test-runs.testRunGate': new TestRunGate(),
	'n8n-nodes-test-runs.testRunTrigger': new TestRunTrigger(),
};

test('there is a template for each platform', () => {
	const used = templates.flatMap(([, { nodes }]) =>
		nodes.map(({ parameters }) => parameters.platform ?? parameters.resource),
	);
	expect(platforms.map(({ id }) => id).filter((id) => !used.includes(id))).toEqual([]);
});

describe.each(templates)('%s', (_file, { nodes, connections }) => {
	test('sets only parameters that its nodes have', () => {
		for (const { type, parameters } of nodes) {
			const node = ownNodes[type];
			if (node === undefined) continue;
			expect(Object.keys(parameters).filter((name) => !shownNames(node, parameters).includes(name))).toEqual(
				[],
			);
		}
	});

	test('connects nodes that are there, and all four outputs of the Gate', () => {
		const names = nodes.map(({ name }) => name);
		const targets = Object.values(connections).flatMap(({ main }) => main.flat().map(({ node }) => node));
		expect([...Object.keys(connections), ...targets].filter((name) => !names.includes(name))).toEqual([]);
		expect(connections['Test Run Gate'].main).toHaveLength(4);
	});

	test('holds no credential and says in notes what to fill in', () => {
		expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote').length).toBeGreaterThan(0);
	});
});

function shownNames({ description }: INodeType, parameters: INodeParameters): string[] {
	const properties: INodeProperties[] = description.properties;
	const all = NodeHelpers.getNodeParameters(properties, parameters, true, false, null, description);
	return Object.keys(all ?? {});
}
