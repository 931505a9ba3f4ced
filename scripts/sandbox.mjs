#!/usr/bin/env node
// Starts the sandbox, also in a fresh clone: installs the dependencies if necessary, then passes on arguments and
// signals.
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

// Ctrl-C in a terminal also reaches the child directly, but a signal to this process alone does not. Receiving it twice
// does no harm.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => sandbox.kill(signal));
sandbox.on('exit', (code, signal) => {
	process.exitCode = code ?? (signal ? 1 : 0);
});
