import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { withDirectoryLock } from './directory-lock.mjs';
import { npm } from './npm.mjs';
import { cacheRoot, projectRoot } from './paths.mjs';
import { isAlive } from './processes.mjs';
import { withProgress } from './progress.mjs';

// n8n 2 needs Node 24, whatever version these scripts run on. This npm package also contains the headers that building
// sqlite3 needs.
const NODE_MAJOR = '24';
const NODE_PACKAGE = `node-${process.platform}-${process.arch}`;

// n8n 2 declares peer dependencies that contradict each other; n8n 1 starts only if its peer dependencies are
// installed.
const LEGACY_PEER_DEPS = { 1: 'false', 2: 'true' };

/**
 * A completed installation of n8n.
 *
 * @typedef {object} N8nInstall
 * @property {'1' | '2'} line
 * @property {string} version
 * @property {string} dir the folder that contains node_modules
 * @property {string} node the Node binary to run it with
 * @property {string} n8nBin n8n's start script
 */

/**
 * Returns the n8n of a line (major version) that test/e2e/n8n-<line> pins, and installs it (about 2 GB) if it is not in
 * the cache. An interrupted installation is never mistaken for a complete one, and two processes do not install at the
 * same time.
 *
 * @param {'1' | '2'} line
 * @returns {Promise<N8nInstall>}
 * @throws {Error} with the last lines of npm's output
 */
export async function ensureN8n(line) {
	if (process.platform === 'win32')
		throw new Error('A real n8n is run on Linux and macOS; on Windows use WSL.');
	const pinned = pinnedFolder(line);
	const version = pinnedVersion(line);
	const node = await ensureNode();
	const dir = path.join(cacheRoot, `n8n-${version}-${hashOf(pinned)}`);
	await installOnce(dir, `n8n ${version}`, (target) => installN8n({ line, version, pinned, node, target }));
	const n8nBin = path.join(dir, 'node_modules', 'n8n', 'bin', 'n8n');
	return { line, version, dir, node, n8nBin };
}

/**
 * The pinned version of n8n for a line.
 *
 * @param {'1' | '2'} line
 * @returns {string}
 */
export function pinnedVersion(line) {
	return readJson(path.join(pinnedFolder(line), 'package.json')).dependencies.n8n;
}

async function ensureNode() {
	const dir = path.join(cacheRoot, `node-${NODE_MAJOR}-${process.platform}-${process.arch}`);
	await installOnce(dir, `Node ${NODE_MAJOR}`, async (target) => {
		fs.writeFileSync(path.join(target, 'package.json'), '{"private":true}\n');
		await withProgress(`installing Node ${NODE_MAJOR} for n8n`, () =>
			npm(['install', `${NODE_PACKAGE}@${NODE_MAJOR}`, '--no-audit', '--no-fund'], { cwd: target }),
		);
	});
	return path.join(dir, 'node_modules', NODE_PACKAGE, 'bin', 'node');
}

async function installN8n({ line, version, pinned, node, target }) {
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		fs.copyFileSync(path.join(pinned, file), path.join(target, file));
	}
	const packages = packagesOfThisPlatform(path.join(pinned, 'package-lock.json'));
	const installed = () =>
		packages.filter((name) => fs.existsSync(path.join(target, name, 'package.json'))).length;
	const total = packages.length.toLocaleString('en');
	await withProgress(
		`installing n8n ${version} (about 2 GB, once)`,
		() =>
			npm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
				cwd: target,
				node,
				settings: { legacy_peer_deps: LEGACY_PEER_DEPS[line] },
			}),
		() => `${installed().toLocaleString('en')} of about ${total} packages`,
	);
	await withProgress(`building sqlite3 for n8n ${version}`, () =>
		npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: target,
			node,
			settings: { nodedir: path.dirname(path.dirname(node)) },
		}),
	);
}

/**
 * Unless `dir` exists, runs `install` in a temporary folder next to it and renames that folder when the installation is
 * complete.
 */
async function installOnce(dir, what, install) {
	if (fs.existsSync(dir)) return;
	const log = (message) => process.stderr.write(`${what}: ${message}\n`);
	await withDirectoryLock(
		`${dir}.lock`,
		async () => {
			if (fs.existsSync(dir)) return;
			removeAbandoned(dir);
			const target = `${dir}.installing-${process.pid}`;
			fs.rmSync(target, { recursive: true, force: true });
			fs.mkdirSync(target);
			await install(target);
			fs.renameSync(target, dir);
		},
		log,
	);
}

function removeAbandoned(dir) {
	for (const name of fs.readdirSync(path.dirname(dir))) {
		const [base, pid] = name.split('.installing-');
		if (base !== path.basename(dir) || !pid || isAlive(Number(pid))) continue;
		fs.rmSync(path.join(path.dirname(dir), name), { recursive: true, force: true });
	}
}

function pinnedFolder(line) {
	return path.join(projectRoot, 'test', 'e2e', `n8n-${line}`);
}

function packagesOfThisPlatform(lockFile) {
	const fits = (allowed, value) =>
		!allowed || allowed.includes(value) || allowed.every((name) => name.startsWith('!'));
	return Object.entries(readJson(lockFile).packages)
		.filter(([name, { os, cpu }]) => name && fits(os, process.platform) && fits(cpu, process.arch))
		.map(([name]) => name);
}

function hashOf(pinned) {
	const hash = createHash('sha256').update(`${NODE_MAJOR} ${process.platform} ${process.arch}`);
	for (const file of ['package.json', 'package-lock.json'])
		hash.update(fs.readFileSync(path.join(pinned, file)));
	return hash.digest('hex').slice(0, 12);
}

function readJson(file) {
	return JSON.parse(fs.readFileSync(file, 'utf8'));
}
