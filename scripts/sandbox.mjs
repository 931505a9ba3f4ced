#!/usr/bin/env node
// Starts the sandbox from a fresh clone: installs when needed, then forwards arguments and signals.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(join(root, 'node_modules'))) {
	const windows = process.platform === 'win32';
	const install = spawnSync(windows ? 'npm.cmd' : 'npm', ['install'], {
		cwd: root,
		stdio: 'inherit',
		shell: windows,
	});
	if (install.status !== 0) process.exit(install.status ?? 1);
}

const args = ['--import', 'tsx', 'workshop/sandbox/cli.ts', ...process.argv.slice(2)];
const sandbox = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });

// A terminal's Ctrl-C reaches the child by itself, a signal to this process alone does not; twice does no harm.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => sandbox.kill(signal));
sandbox.on('exit', (code, signal) => {
	process.exitCode = code ?? (signal ? 1 : 0);
});
