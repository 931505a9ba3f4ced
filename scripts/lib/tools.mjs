// Runs the project's tools, with their output on the screen.
import { spawn } from 'node:child_process';
import path from 'node:path';

import { projectRoot } from './paths.mjs';

/**
 * Runs a tool from node_modules; ends this process with the tool's exit code when it fails.
 * @param {string} name e.g. `tsc`
 * @param {string[]} args
 */
export async function runTool(name, args) {
	console.log(`> ${[name, ...args].join(' ')}`);
	await run(path.join(projectRoot, 'node_modules', '.bin', name), args);
}

/**
 * Runs another of the project's scripts in a process of its own.
 * @param {string} file name in scripts/
 */
export async function runScript(file) {
	await run(process.execPath, [path.join(projectRoot, 'scripts', file)]);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
async function run(command, args) {
	const code = await new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: projectRoot, stdio: 'inherit' });
		child.on('error', reject);
		child.on('exit', (exitCode, signal) => resolve(exitCode ?? (signal ? 1 : 0)));
	});
	if (code !== 0) process.exit(Number(code));
}
