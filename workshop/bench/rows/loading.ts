/** Row 7: the time and space that the installed package takes in n8n. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../lib/built';
import { atMost, compared, counted, type Bench, type Figure, type Pairs } from '../lib/figure';
import { n8nInstall } from '../lib/n8n';

const GITHUB = [
	'nodes/Github/Github.node.js',
	'nodes/Github/GithubTrigger.node.js',
	'credentials/GithubApi.credentials.js',
	'credentials/GithubOAuth2Api.credentials.js',
];

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

export const bench: Bench = {
	row: 7,
	title: 'Loading the package into n8n',
	async run({ quick }) {
		const { dir, node, version } = await n8nInstall();
		const installed = path.join(dir, 'node_modules');
		const { n8n } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
		const load = (workflow: string, files: string[]) =>
			Number(
				execFileSync(node, [path.join(__dirname, '../lib/load.cjs'), workflow, ...files], {
					encoding: 'utf8',
				}),
			);
		const workflowOf = (modules: string) => path.join(modules, 'n8n-workflow');
		const ours = () =>
			load(
				workflowOf(path.join(projectRoot, 'node_modules')),
				[...n8n.credentials, ...n8n.nodes].map((file) => path.join(projectRoot, file)),
			);
		const theirs = () =>
			load(
				workflowOf(installed),
				GITHUB.map((file) => path.join(installed, 'n8n-nodes-base/dist', file)),
			);

		const pairs: Pairs = { ours: [], theirs: [] };
		for (let turn = 0; turn < (quick ? 5 : 31); turn++) {
			pairs.ours.push(ours());
			pairs.theirs.push(theirs());
		}
		const time = compared(
			{
				row: 7,
				what: 'Requiring all nodes and credentials, each in a fresh process',
				comparedWith: `the built-in GitHub nodes and credentials of n8n ${version}`,
				unit: 'ms',
				note: 'CPU time on the Node that n8n runs on, with n8n-workflow loaded before, as n8n has it.',
			},
			pairs,
			atMost(60, 'ms'),
		);
		return [time, ...packedSizes()];
	},
};

function packedSizes(): Figure[] {
	const [{ size, unpackedSize }] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: projectRoot,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	) as Array<{ size: number; unpackedSize: number }>;
	const note =
		'The manifests of the peers named in the docs were not to be had from the package registry on 2026-11-21.';
	return [
		counted({ row: 7, what: 'Packed size', unit: 'kB', note }, size / 1000, null, atMost(150, 'kB')),
		counted({ row: 7, what: 'Unpacked size', unit: 'kB' }, unpackedSize / 1000),
	];
}
