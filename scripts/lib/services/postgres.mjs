import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../processes.mjs';
import { ensureProgram } from './programs.mjs';
import { startService } from './service.mjs';

/** Debian installs these programs here, in one folder per version, and not in PATH. */
const DEBIAN_ROOT = '/usr/lib/postgresql';

/** User name for connections; there is no password. */
export const POSTGRES_USER = 'n8n';
/** Name of the only database. */
export const POSTGRES_DATABASE = 'postgres';

// The data is temporary, so trade safety for speed.
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/**
 * Starts a new PostgreSQL server on loopback, with an empty database.
 *
 * @returns {Promise<import('./service.mjs').Service>}
 * @throws {Error} that says what to install, if this machine has no PostgreSQL
 */
export async function startPostgres() {
	const wanted = { debianPackage: 'postgresql', folders: debianFolders };
	const initdb = await ensureProgram('initdb', wanted);
	const user = unprivileged();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'test-runs-postgres-'));
	if (user.uid !== undefined) fs.chownSync(folder, user.uid, user.gid);
	const data = path.join(folder, 'data');
	await promisify(execFile)(
		initdb,
		['-D', data, '-U', POSTGRES_USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
		{ cwd: folder, ...user },
	);
	const port = await freePort();
	const settings = [...SETTINGS, 'unix_socket_directories='].flatMap((setting) => ['-c', setting]);
	return await startService({
		program: path.join(path.dirname(initdb), 'postgres'),
		args: ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings],
		folder,
		port,
		started: 'database system is ready to accept connections',
		user,
	});
}

function debianFolders() {
	if (!fs.existsSync(DEBIAN_ROOT)) return [];
	const newestFirst = fs.readdirSync(DEBIAN_ROOT).sort((a, b) => Number(b) - Number(a));
	return newestFirst.map((version) => path.join(DEBIAN_ROOT, version, 'bin'));
}

/** PostgreSQL refuses to run as root, so use another user then. */
function unprivileged() {
	if (process.getuid?.() !== 0) return {};
	const idOf = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}
