import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../processes.mjs';
import { ensureProgram } from './programs.mjs';
import { startService } from './service.mjs';

/** Where Debian puts what is not meant to be called by hand: one folder for each version. */
const DEBIAN_ROOT = '/usr/lib/postgresql';

/** Whom to connect as; there is no password. */
export const POSTGRES_USER = 'n8n';
/** The one database there is. */
export const POSTGRES_DATABASE = 'postgres';

// What is lost when the power fails is of no use a minute later.
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/**
 * Starts a PostgreSQL of our own on loopback, with a new and empty database.
 *
 * @returns {Promise<import('./service.mjs').Service>}
 * @throws {Error} that says what to install, when there is no PostgreSQL on this machine
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

/** PostgreSQL refuses to run as root. */
function unprivileged() {
	if (process.getuid?.() !== 0) return {};
	const idOf = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}
