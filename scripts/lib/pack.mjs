import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withDirectoryLock } from './directory-lock.mjs';
import { npm } from './npm.mjs';
import { projectRoot } from './paths.mjs';
import { run } from './processes.mjs';

// Two builds at the same time would delete each other's files.
const LOCK = path.join(projectRoot, 'node_modules', '.pack.lock');

/** @type {Promise<{ filename: string, content: Buffer }> | undefined} */
let packed;

/**
 * Builds the package and packs it like `npm publish`, so that tests notice a file that is missing from it. A process
 * does so once: further calls write the same tarball.
 *
 * @param {string} folder folder for the tarball
 * @returns {Promise<string>} path of the tarball
 */
export async function packPackage(folder) {
	packed ??= buildAndPack();
	const { filename, content } = await packed;
	const tarball = path.join(folder, filename);
	fs.writeFileSync(tarball, content);
	return tarball;
}

function buildAndPack() {
	const log = (message) => process.stderr.write(`building the package: ${message}\n`);
	return withDirectoryLock(
		LOCK,
		async () => {
			const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-test-runs-pack-'));
			try {
				await run(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot, label: 'npm run build' });
				const output = await npm(['pack', '--json', '--pack-destination', folder], { cwd: projectRoot });
				const [{ filename }] = JSON.parse(output);
				return { filename, content: fs.readFileSync(path.join(folder, filename)) };
			} finally {
				fs.rmSync(folder, { recursive: true, force: true });
			}
		},
		log,
	);
}
