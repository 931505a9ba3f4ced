// `npm run bench`: measures the performance of this package and of what it is compared with. Options: `--quick` for
// fewer rounds, `--row N` (repeatable) for some rows only, `--json` for the results as JSON in the last line, `--write`
// to update docs/performance.md.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { packPackage } from './lib/pack.mjs';
import { projectRoot } from './lib/paths.mjs';
import { runTool } from './lib/tools.mjs';

const PAGE = 'docs/performance.md';

const { values: wanted } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
		row: { type: 'string', multiple: true },
	},
});

await ensureDependencies();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-test-runs-bench-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
const tarball = await packPackage(folder);
// These are TypeScript, so they can only be imported after the dependencies have been installed.
const { tsImport } = await import('tsx/esm/api');
const { rows } = await tsImport('../workshop/bench/index.ts', import.meta.url);
const { lineOf, page } = await tsImport('../workshop/bench/lib/report.ts', import.meta.url);
const { thisMachine } = await tsImport('../workshop/bench/lib/machine.ts', import.meta.url);

const unknown = wanted.row?.find((row) => !rows.includes(Number(row)));
if (unknown !== undefined) {
	console.error(`--row ${unknown} is not known; there is ${rows.join(', ')}`);
	process.exit(2);
}
if (wanted.write && wanted.row) {
	console.error(`--write writes ${PAGE}, which holds all rows: leave out --row`);
	process.exit(2);
}

let child;
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	// Pass the signal to the row's process, which stops what it has started before it exits.
	process.on(signal, () => {
		isStopped = true;
		if (child) child.kill(signal);
		else process.exit(130);
	});
}

const on = new Date().toISOString().slice(0, 10);
const results = [];
const failed = [];
for (const row of rows) {
	if (wanted.row && !wanted.row.map(Number).includes(row)) continue;
	const startedAt = Date.now();
	const result = await measure(row);
	if (result === undefined) {
		console.log(`\n${row}. could not be measured`);
		failed.push(row);
		continue;
	}
	const seconds = Math.round((Date.now() - startedAt) / 1_000);
	console.log(`\n${row}. ${result.title} (measured in ${seconds} s)`);
	for (const figure of result.figures) console.log(`   ${lineOf(figure)}`);
	results.push(result);
}

if (wanted.write && failed.length === 0) await write();
if (wanted.json) {
	const rowsMeasured = results.flatMap(({ figures }) => figures);
	console.log(
		JSON.stringify({ on, quick: wanted.quick, machine: thisMachine(), rows: rowsMeasured, failed }),
	);
}
process.exit(failed.length === 0 ? 0 : 1);

/**
 * Measures one row in a process of its own; `undefined` if that failed (the row has then written the error to stderr).
 */
async function measure(row) {
	const args = [String(row), ...(wanted.quick ? ['--quick'] : [])];
	child = fork(path.join(projectRoot, 'workshop', 'bench', 'child.ts'), args, {
		cwd: projectRoot,
		env: { ...process.env, BENCH_TARBALL: tarball },
		execArgv: ['--expose-gc', '--import', 'tsx'],
		// Output of the row goes to stderr, so that stdout contains only results.
		stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
	});
	let result;
	child.on('message', (message) => (result = message));
	const [code] = await once(child, 'exit');
	child = undefined;
	// A row that crashes ends by a signal too, and is one that could not be measured.
	if (isStopped) process.exit(130);
	return code === 0 ? result : undefined;
}

async function write() {
	fs.writeFileSync(path.join(projectRoot, PAGE), page(results, thisMachine(), on));
	await runTool('prettier', ['--write', '--log-level', 'warn', PAGE]);
	console.log(`\nwritten to ${PAGE}`);
}
