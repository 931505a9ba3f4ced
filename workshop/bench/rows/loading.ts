/** Row 7: the time and space that the installed packages take in n8n. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { editions } from '../../../scripts/lib/editions/table';
import { projectRoot } from '../lib/built';
import { atMost, compared, counted, ratioAtMost, type Bench, type Figure } from '../lib/figure';
import { n8nInstall, script, type N8nInstall } from '../lib/n8n';
import { writeStartBundle } from '../lib/startBundle';

const GITHUB = [
	'nodes/Github/Github.node.js',
	'nodes/Github/GithubTrigger.node.js',
	'credentials/GithubApi.credentials.js',
	'credentials/GithubOAuth2Api.credentials.js',
];

/** How large a package is, in bytes. */
interface Packed {
	size: number;
	unpackedSize: number;
}

/** An edition, built and packed. */
interface Edition extends Packed {
	name: string;
	folder: string;
}

export const bench: Bench = {
	row: 7,
	title: 'Loading the package into n8n',
	async run({ quick }) {
		const n8n = await n8nInstall();
		const whole = packedSize();
		const built = await builtEditions();
		const files = loadedFrom(projectRoot);
		// In the folder of the package, so that it finds n8n-workflow.
		const bundle = path.join(projectRoot, 'dist', 'start.bench.js');
		await writeStartBundle(files, bundle);
		try {
			const sides = {
				github: githubFiles(n8n),
				full: files,
				bundle: [bundle],
				...Object.fromEntries(built.map(({ name, folder }) => [name, loadedFrom(folder)])),
			};
			const times = loadInTurns(quick ? 5 : 31, n8n, sides);
			return [
				...loadingFigures(times, n8n.version),
				...built.flatMap((edition) => editionFigures(edition, times, whole, n8n.version)),
				...sizeFigures(whole),
			];
		} finally {
			rmSync(bundle);
		}
	},
};

/** Files of nodes and credentials by side, and the times that requiring them takes, turn by turn, in milliseconds. */
type Sides = Record<string, string[]>;
type Times = Record<string, number[]>;

/** Requires the files of each side in a fresh process, one side after the other in each turn. */
function loadInTurns(turns: number, n8n: N8nInstall, sides: Sides): Times {
	const times: Times = Object.fromEntries(Object.keys(sides).map((side) => [side, []]));
	for (let turn = 0; turn < turns; turn++)
		for (const [side, files] of Object.entries(sides)) times[side].push(loadTime(n8n, files));
	return times;
}

function loadTime({ dir, node }: N8nInstall, files: string[]): number {
	// Each side has its own n8n-workflow, which is loaded before the time is taken.
	const ofN8n = files[0].startsWith(dir);
	const workflow = path.join(ofN8n ? dir : projectRoot, 'node_modules/n8n-workflow');
	const program = path.join(__dirname, '../lib/load.cjs');
	return Number(execFileSync(node, [program, workflow, ...files], { encoding: 'utf8' }));
}

function githubFiles({ dir }: N8nInstall): string[] {
	return GITHUB.map((file) => path.join(dir, 'node_modules/n8n-nodes-base/dist', file));
}

/** What n8n requires of a package. */
function loadedFrom(folder: string): string[] {
	const { n8n } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.credentials, ...n8n.nodes].map((file) => path.join(folder, file));
}

async function builtEditions(): Promise<Edition[]> {
	const { buildEdition } = (await script('editions/build')) as {
		buildEdition(edition: (typeof editions)[number]): Promise<Packed & { folder: string }>;
	};
	const built: Edition[] = [];
	for (const edition of editions) built.push({ ...(await buildEdition(edition)), name: edition.name });
	return built;
}

const NOTE = 'CPU time on the Node that n8n runs on, with n8n-workflow loaded before, as n8n has it.';

const ONE_FILE_NOTE =
	'The GitHub nodes are 8 files. The build makes about a quarter as many of ours: a file that only one other opens is put into that one (scripts/lib/merge-start.mjs). The others stay apart, since what is loaded late opens them too, and in a bundle they would exist twice.';

function loadingFigures(times: Times, version: string): Figure[] {
	const head = { row: 7, comparedWith: github(version), unit: 'ms' };
	const against = (side: string) => ({ ours: times[side], theirs: times.github });
	return [
		compared(
			{ ...head, what: 'Requiring all nodes and credentials, each in a fresh process', note: NOTE },
			against('full'),
			ratioAtMost(1),
		),
		compared({ ...head, what: 'The same code in one file', note: ONE_FILE_NOTE }, against('bundle')),
	];
}

function github(version: string): string {
	return `the built-in GitHub nodes and credentials of n8n ${version}`;
}

function editionFigures({ name, size }: Edition, times: Times, whole: Packed, version: string): Figure[] {
	const { [name]: ours, github: theirs, full } = times;
	const loading = { row: 7, what: `Requiring all of ${name}`, unit: 'ms' };
	return [
		compared({ ...loading, comparedWith: github(version) }, { ours, theirs }),
		compared({ ...loading, comparedWith: FULL }, { ours, theirs: full }, ratioAtMost(0.6)),
		counted(
			{ row: 7, what: `Packed size of ${name}`, comparedWith: FULL, unit: 'kB' },
			size / 1000,
			whole.size / 1000,
			ratioAtMost(0.6),
		),
	];
}

const FULL = 'the full package';

const PACKED_NOTE =
	'The code is shipped as it is written, without comments, so that whoever installs it can read it. 260 kB cannot be had even by giving that up: all code in one file and minified is 257 kB compressed, and with README, licenses, output schemas and icons about 275 kB. Packed, the five platforms with their 113 operations are about 150 kB, the readers of report files 74 kB, reports 38 kB, and what tells one problem from another 35 kB. An operation is 1.3 kB; one of the built-in Currents node, which neither waits nor makes runs of what it reads, is 0.5 kB.';

function packedSize(): Packed {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: projectRoot,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	) as [Packed];
	return packed;
}

function sizeFigures({ size, unpackedSize }: Packed): Figure[] {
	return [
		counted(
			{ row: 7, what: 'Packed size', unit: 'kB', note: PACKED_NOTE },
			size / 1000,
			null,
			atMost(260, 'kB'),
		),
		counted({ row: 7, what: 'Unpacked size', unit: 'kB' }, unpackedSize / 1000),
	];
}
