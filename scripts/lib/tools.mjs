// Runs the project's tools and displays their output.
import { spawn } from 'node:child_process';
import path from 'node:path';

import { projectRoot } from './paths.mjs';

/**
 * Runs a tool from node_modules. If it fails, this process exits with the exit code of the tool.
 * @param {string} name e.g. `tsc`
 * @param {string[]} args
 */
export async function runTool(name, args) {
	console.log(`> ${[name, ...args].join(' ')}`);
	await run(path.join(projectRoot, 'node_modules', '.bin', name), args);
}

/**
 * Runs another script of this project in a separate process.
 * @param {string} file file name in scripts/
 */
export async function runScript(file) {
	await run(process.execPath, [path.join(projectRoot, 'scripts', file)]);
}

/** The tools that are running: one that fails ends those beside it. */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill()));

/**
 * @param {string} command
 * @param {string[]} args
 */
async function run(command, args) {
	const code = await new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: projectRoot, stdio: 'inherit' });
		running.add(child);
		child.on('error', reject);
		child.on('exit', (exitCode, signal) => {
			running.delete(child);
			resolve(exitCode ?? (signal ? 1 : 0));
		});
	});
	if (code !== 0) process.exit(Number(code));
}
