/** Row 9: the size of the node descriptions that the editor has to load. */
import '../../../test/setup';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { projectRoot } from '../lib/built';
import { counted, ratioAtMost, type Bench } from '../lib/figure';
import { n8nInstall } from '../lib/n8n';

process.on('exit', () => rmSync(String(process.env.N8N_USER_FOLDER), { recursive: true, force: true }));

interface Description {
	name: string;
	properties: INodeProperties[];
}

export const bench: Bench = {
	row: 9,
	title: 'Node descriptions that n8n sends to the browser',
	async run() {
		const { dir, version } = await n8nInstall();
		const file = path.join(dir, 'node_modules/n8n-nodes-base/dist/types/nodes.json');
		const builtIn = JSON.parse(readFileSync(file, 'utf8')) as Description[];
		const currents = builtIn.filter(({ name }) => /^currents(Trigger)?$/.test(name));
		const ours = await ourDescriptions();
		const comparedWith = `the built-in Currents nodes of n8n ${version}`;
		const perOperation = {
			ours: bytesPerOperation(ours, 'testRun'),
			theirs: bytesPerOperation(currents, 'currents'),
		};
		return [
			counted(
				{
					row: 9,
					what: `Description of Test Run, per operation (${operationsOf(ours, 'testRun')} of them)`,
					comparedWith: `${comparedWith} (${operationsOf(currents, 'currents')} operations)`,
					unit: 'bytes',
				},
				perOperation.ours,
				perOperation.theirs,
				ratioAtMost(0.7),
			),
			counted(
				{ row: 9, what: `All ${ours.length} descriptions`, comparedWith, unit: 'bytes' },
				bytesOf(ours),
				bytesOf(currents),
			),
			counted(
				{ row: 9, what: `All ${ours.length} descriptions, compressed`, comparedWith, unit: 'bytes' },
				gzipSync(JSON.stringify(ours)).length,
				gzipSync(JSON.stringify(currents)).length,
			),
		];
	},
};

/** The descriptions as n8n generates them when it loads the package. */
async function ourDescriptions(): Promise<Description[]> {
	const loader = new PackageDirectoryLoader(projectRoot);
	await loader.loadAll();
	return loader.types.nodes as unknown as Description[];
}

function bytesPerOperation(descriptions: Description[], name: string): number {
	return bytesOf(descriptions.filter((node) => node.name === name)) / operationsOf(descriptions, name);
}

function operationsOf(descriptions: Description[], name: string): number {
	const lists = descriptions
		.filter((node) => node.name === name)
		.flatMap(({ properties }) => properties)
		.filter((property) => property.name === 'operation');
	return lists.flatMap(({ options }) => options as INodePropertyOptions[]).length;
}

function bytesOf(descriptions: Description[]): number {
	return Buffer.byteLength(JSON.stringify(descriptions));
}
