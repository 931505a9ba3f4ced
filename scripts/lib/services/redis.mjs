import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, run } from '../processes.mjs';
import { ensureProgram } from './programs.mjs';
import { startService } from './service.mjs';

/**
 * Starts a new Redis server on loopback that stores nothing on disk.
 *
 * @returns {Promise<import('./service.mjs').Service>}
 * @throws {Error} that says what to install, if this machine has no Redis
 */
export async function startRedis() {
	const program = await ensureProgram('redis-server', { debianPackage: 'redis-server' });
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'test-runs-redis-'));
	const port = await freePort();
	return await startService({
		program,
		args: [
			'--port',
			String(port),
			'--bind',
			'127.0.0.1',
			'--save',
			'',
			'--appendonly',
			'no',
			'--dir',
			folder,
		],
		folder,
		port,
		started: 'Ready to accept connections',
	});
}

/**
 * Runs a Lua script in Redis with `redis-cli`, as a user would.
 *
 * @param {{ port: number, file: string }} options
 * @returns {Promise<string[]>} the list that the script returns
 */
export async function runRedisScript({ port, file }) {
	const program = await ensureProgram('redis-cli', { debianPackage: 'redis-tools' });
	const stdout = await run(program, ['-p', String(port), '--raw', '--eval', file], {
		cwd: path.dirname(file),
	});
	return stdout.split('\n').filter(Boolean);
}
