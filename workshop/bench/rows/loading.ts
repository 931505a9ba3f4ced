/** Row 7: the time and space that the installed package takes in n8n. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../lib/built';
import { atMost, compared, counted, ratioAtMost, type Bench, type Figure, type Pairs } from '../lib/figure';
import { n8nInstall } from '../lib/n8n';
import { writeStartBundle } from '../lib/startBundle';

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
		const files = [...n8n.credentials, ...n8n.nodes].map((file) => path.join(projectRoot, file));
		const ours = (loaded: string[]) => load(path.join(projectRoot, 'node_modules/n8n-workflow'), loaded);
		const theirs = () =>
			load(
				path.join(installed, 'n8n-workflow'),
				GITHUB.map((file) => path.join(installed, 'n8n-nodes-base/dist', file)),
			);
		// In the folder of the package, so that it finds n8n-workflow.
		const bundle = path.join(projectRoot, 'dist', 'start.bench.js');
		const sizes = packedSizes();
		await writeStartBundle(files, bundle);
		try {
			const pairs: Pairs = { ours: [], theirs: [] };
			const inOneFile: Pairs = { ours: [], theirs: [] };
			for (let turn = 0; turn < (quick ? 5 : 31); turn++) {
				pairs.ours.push(ours(files));
				pairs.theirs.push(theirs());
				inOneFile.ours.push(ours([bundle]));
				inOneFile.theirs.push(pairs.theirs[turn]);
			}
			const comparedWith = `the built-in GitHub nodes and credentials of n8n ${version}`;
			const head = { row: 7, comparedWith, unit: 'ms' };
			return [
				compared(
					{ ...head, what: 'Requiring all nodes and credentials, each in a fresh process', note: NOTE },
					pairs,
					ratioAtMost(1),
				),
				compared({ ...head, what: 'The same code in one file', note: ONE_FILE_NOTE }, inOneFile),
				...sizes,
			];
		} finally {
			rmSync(bundle);
		}
	},
};

const NOTE = 'CPU time on the Node that n8n runs on, with n8n-workflow loaded before, as n8n has it.';

const ONE_FILE_NOTE =
	'The GitHub nodes are 8 files. Ours are about 170, since each operation is a file: what these cost more is the finding and reading of files, once when n8n starts. They stay apart, because the same files are opened again by what is loaded late, and one that is in a bundle too would exist twice.';

const PACKED_NOTE =
	'The code is shipped as it is written, without comments, so that whoever installs it can read it. Without white space and long names it would be 235 kB.';

function packedSizes(): Figure[] {
	const [{ size, unpackedSize }] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: projectRoot,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	) as Array<{ size: number; unpackedSize: number }>;
	return [
		counted(
			{ row: 7, what: 'Packed size', unit: 'kB', note: PACKED_NOTE },
			size / 1000,
			null,
			atMost(400, 'kB'),
		),
		counted({ row: 7, what: 'Unpacked size', unit: 'kB' }, unpackedSize / 1000),
	];
}
