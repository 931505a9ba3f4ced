import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { killProcessGroup, lastLines, stopProcessGroup } from '../processes.mjs';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
	for (const { pid } of running) killProcessGroup(pid);
});

/**
 * A server that n8n needs, in a child process.
 *
 * @typedef {object} Service
 * @property {number} port on 127.0.0.1
 * @property {() => Promise<void>} stop stops it and removes its data
 */

/**
 * Starts a server that runs in the foreground, and returns when its log says that it is ready.
 *
 * @param {object} options
 * @param {string} options.program
 * @param {string[]} options.args
 * @param {string} options.folder folder for its data and log; removed when it is stopped
 * @param {number} options.port
 * @param {string} options.started the text in its log that means that it is ready
 * @param {{ uid?: number, gid?: number }} [options.user] the user to run it as
 * @returns {Promise<Service>}
 * @throws {Error} with the last lines of its log
 */
export async function startService({ program, args, folder, port, started, user = {} }) {
	const logFile = `${folder}/service.log`;
	const log = fs.openSync(logFile, 'a');
	const child = spawn(program, args, {
		cwd: folder,
		detached: true,
		stdio: ['ignore', log, log],
		...user,
	});
	fs.closeSync(log);
	running.add(child);
	const stop = async () => {
		await stopProcessGroup(child);
		running.delete(child);
		fs.rmSync(folder, { recursive: true, force: true });
	};
	try {
		await ready({ child, program, started, readLog: () => fs.readFileSync(logFile, 'utf8') });
	} catch (error) {
		await stop();
		throw error;
	}
	return { port, stop };
}

async function ready({ child, program, started, readLog }) {
	const deadline = Date.now() + START_TIMEOUT_MS;
	let spawnError;
	child.once('error', (error) => (spawnError = error));
	while (!readLog().includes(started)) {
		if (spawnError) throw spawnError;
		const ended = child.exitCode ?? child.signalCode;
		if (ended !== null) throw new Error(`${program} ended with ${ended}:\n${lastLines(readLog())}`);
		if (Date.now() > deadline) throw new Error(`${program} was not ready in time:\n${lastLines(readLog())}`);
		await sleep(POLL_MS);
	}
}
