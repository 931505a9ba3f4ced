import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const LINES_KEPT_FOR_ERRORS = 30;
const GROUPS = process.platform !== 'win32';

/**
 * Runs a program until it ends and returns its stdout.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, label?: string }} options `label` names the program in errors
 * @returns {Promise<string>}
 * @throws {Error} with the last lines of its output, if it cannot be started or its exit status is not 0
 */
export async function run(program, args, { cwd, env = process.env, label = program }) {
	// In a process group of its own, so that everything the program starts ends with it if this process is interrupted.
	const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: GROUPS });
	let stdout = '';
	let all = '';
	child.stdout.setEncoding('utf8').on('data', (text) => ((stdout += text), (all += text)));
	child.stderr.setEncoding('utf8').on('data', (text) => (all += text));
	const killChild = () => killProcessGroup(child.pid);
	process.once('exit', killChild);
	try {
		const [status, signal] = await once(child, 'close');
		if (status !== 0)
			throw new Error(`${label} ended with ${signal ?? `status ${status}`}:\n${lastLines(all)}`);
		return stdout;
	} finally {
		process.off('exit', killChild);
	}
}

/**
 * The last lines of a text, for error messages.
 *
 * @param {string} text
 * @returns {string}
 */
export function lastLines(text) {
	return text.trimEnd().split('\n').slice(-LINES_KEPT_FOR_ERRORS).join('\n');
}

/**
 * Whether a process with this id exists.
 *
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/**
 * Stops a child process that was spawned with `detached: true`, and everything that it started.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ graceMs?: number }} [options] time to end by itself before it is killed
 */
export async function stopProcessGroup(child, { graceMs = 10_000 } = {}) {
	const group = child.pid;
	if (group === undefined) return;
	if (child.exitCode === null && child.signalCode === null) {
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		const inTime = await Promise.race([ended.then(() => true), sleep(graceMs, false, { ref: false })]);
		if (!inTime) {
			killProcessGroup(group);
			await ended;
		}
	}
	killProcessGroup(group);
}

/**
 * Immediately kills the remaining processes of a group.
 *
 * @param {number} group id of the process that created the group
 */
export function killProcessGroup(group) {
	try {
		process.kill(GROUPS ? -group : group, 'SIGKILL');
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

/**
 * A TCP port of 127.0.0.1 that is not in use.
 *
 * @param {number} [preferred] returned if it is free, otherwise the next free one after it; any free port if omitted
 * @returns {Promise<number>}
 */
export async function freePort(preferred = 0) {
	for (let port = preferred; port < preferred + 100; port++) {
		const server = createServer();
		try {
			await once(server.listen(port, '127.0.0.1'), 'listening');
			return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
		} catch (error) {
			if (error.code !== 'EADDRINUSE') throw error;
		} finally {
			if (server.listening) await new Promise((resolve) => server.close(resolve));
		}
	}
	throw new Error(`no free port from ${preferred} to ${preferred + 99}`);
}
