#!/usr/bin/env node
/**
 * Runs the small test suites beside this file with the real tools, and keeps the reports that they write, for
 * `test/unit/core/readers/toolReports.test.ts`: `node workshop/reportFiles/make.mjs [TOOL...]`.
 *
 * A tool is a folder with `tool.json` (what is installed, run and kept), `suite/` and `expected.json`, which a person derived
 * from the suite. The tools are installed and run in a folder of the system's temporary one: those of npm at the version
 * that is named, those of Debian as it has them (that takes root). What is kept is anonymous, see `anonymous.mjs`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { anonymous } from './anonymous.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const workshop = path.join(tmpdir(), 'reportFiles');

const asked = process.argv.slice(2);
const all = readdirSync(here).filter((name) => existsSync(path.join(here, name, 'tool.json')));
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`No such tool: ${unknown.join(', ')}. There are: ${all.join(', ')}`);
for (const name of asked.length > 0 ? asked : all) make(name);

function make(name) {
	const {
		suite = 'suite',
		npm = [],
		debian = [],
		run,
		reports,
	} = JSON.parse(readFileSync(path.join(here, name, 'tool.json'), 'utf8'));
	const folder = path.join(workshop, name);
	mkdirSync(folder, { recursive: true });
	clear(folder);
	cpSync(path.join(here, name, suite), folder, { recursive: true });
	if (debian.length > 0)
		demand('apt-get', ['install', '--yes', '-qq', '--no-install-recommends', ...debian], folder);
	if (npm.length > 0) install(npm, folder);
	for (const command of run) execute(command, folder);

	const kept = path.join(here, name, 'reports');
	rmSync(kept, { recursive: true, force: true });
	for (const [as, from] of Object.entries(reports))
		keep(path.join(folder, from), path.join(kept, as), folder);
}

/** All that an earlier run left, but for what was installed. */
function clear(folder) {
	const stays = new Set(['node_modules', 'package.json', 'package-lock.json']);
	for (const entry of readdirSync(folder)) {
		if (!stays.has(entry)) rmSync(path.join(folder, entry), { recursive: true, force: true });
	}
}

function install(packages, folder) {
	writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
	demand(
		'npm',
		['install', '--no-audit', '--no-fund', '--loglevel=error', '--save-exact', ...packages],
		folder,
	);
}

function demand(command, args, cwd) {
	const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
	if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

/** Runs a command of the shell. That it fails is what these suites are for. */
function execute(command, cwd) {
	const env = { PATH: process.env.PATH, HOME: cwd, LANG: 'C.UTF-8', TZ: 'UTC', NO_COLOR: '1', CI: 'true' };
	const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
		cwd,
		env,
		encoding: 'utf8',
		timeout: 300_000,
	});
	console.log(`${path.basename(cwd)}: ${command}: ${status}`);
	if (process.env.SHOW) console.log(stdout.slice(-3000), stderr.slice(-3000));
}

/** Keeps a report. Of a folder (`folder/*.xml`) all files that end like this are kept as one: `{ name: text }`. */
function keep(from, to, folder) {
	const text = (file) => anonymous(readFileSync(file, 'utf8'), folder);
	mkdirSync(path.dirname(to), { recursive: true });
	if (!path.basename(from).startsWith('*')) return writeFileSync(to, text(from));
	const parent = path.dirname(from);
	const names = readdirSync(parent).filter((name) => name.endsWith(path.basename(from).slice(1)));
	const files = names.sort().map((name) => [name, text(path.join(parent, name))]);
	writeFileSync(to, `${JSON.stringify(Object.fromEntries(files), null, '\t')}\n`);
}
