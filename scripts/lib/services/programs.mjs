import fs from 'node:fs';
import path from 'node:path';
import { run } from '../processes.mjs';
import { withProgress } from '../progress.mjs';

/**
 * Finds a program. If it is missing and this process is root on Debian, installs its Debian package.
 *
 * @param {string} program
 * @param {{ debianPackage: string, folders?: () => string[] }} options `folders` returns the folders to search before
 *   PATH
 * @returns {Promise<string>} its path
 * @throws {Error} that says what to install, if it is missing
 */
export async function ensureProgram(program, { debianPackage, folders = () => [] }) {
	const there = findProgram(program, folders());
	if (there) return there;
	if (canInstall()) await installDebianPackage(debianPackage);
	const installed = findProgram(program, folders());
	if (installed) return installed;
	throw new Error(
		`There is no ${program}. Install it (on Debian: the package ${debianPackage}), and try again.`,
	);
}

function findProgram(program, folders) {
	const everywhere = [...folders, ...(process.env.PATH ?? '').split(path.delimiter)];
	return everywhere
		.filter(Boolean)
		.map((folder) => path.join(folder, program))
		.find((file) => fs.existsSync(file));
}

function canInstall() {
	return process.getuid?.() === 0 && findProgram('apt-get', []) !== undefined;
}

async function installDebianPackage(name) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await withProgress(`installing ${name}`, async () => {
		await run('apt-get', ['update'], { cwd: '/', env });
		await run('apt-get', ['install', '--yes', '--no-install-recommends', name], { cwd: '/', env });
	});
}
