import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes.mjs';

const HEARTBEAT_MS = 2_000;
const STALE_AFTER_MS = 30_000;

/**
 * Waits until no other process holds the lock, then runs `work`. A lock is taken over if its owner has died, or has not
 * updated it for half a minute. In rare cases that is wrong, so `work` must still be correct if two processes run it:
 * the lock only avoids duplicate work.
 *
 * @template T
 * @param {string} lockDirectory
 * @param {() => Promise<T>} work
 * @param {(message: string) => void} log called once if another process holds the lock
 * @returns {Promise<T>}
 */
export async function withDirectoryLock(lockDirectory, work, log) {
	const ownerFile = path.join(lockDirectory, 'pid');
	let told = false;
	while (!tryTake(lockDirectory, ownerFile)) {
		if (isStale(lockDirectory, ownerFile)) {
			fs.rmSync(lockDirectory, { recursive: true, force: true });
			continue;
		}
		if (!told) log(`waiting for process ${readOwner(ownerFile) ?? '?'}, which does the same at the moment`);
		told = true;
		await sleep(500);
	}
	const release = () => fs.rmSync(lockDirectory, { recursive: true, force: true });
	const heartbeat = setInterval(() => touch(lockDirectory), HEARTBEAT_MS);
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		process.off('exit', release);
		release();
	}
}

function tryTake(lockDirectory, ownerFile) {
	fs.mkdirSync(path.dirname(lockDirectory), { recursive: true });
	try {
		fs.mkdirSync(lockDirectory);
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
	fs.writeFileSync(ownerFile, String(process.pid));
	return true;
}

function isStale(lockDirectory, ownerFile) {
	const owner = readOwner(ownerFile);
	if (owner !== null && !isAlive(owner)) return true;
	const stat = fs.statSync(lockDirectory, { throwIfNoEntry: false });
	return stat !== undefined && Date.now() - stat.mtimeMs > STALE_AFTER_MS;
}

function readOwner(ownerFile) {
	try {
		return Number(fs.readFileSync(ownerFile, 'utf8')) || null;
	} catch {
		return null;
	}
}

function touch(lockDirectory) {
	const now = new Date();
	try {
		fs.utimesSync(lockDirectory, now, now);
	} catch {
		// Another process has taken the lock over because this computer was asleep: see above.
	}
}
