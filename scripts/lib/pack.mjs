import path from 'node:path';
import { npm } from './npm.mjs';
import { projectRoot } from './paths.mjs';
import { run } from './processes.mjs';

/**
 * Builds the package and packs it as `npm publish` would, so that a file missing from it is noticed.
 *
 * @param {string} folder where to put the tarball
 * @returns {Promise<string>} path of the tarball
 */
export async function packPackage(folder) {
	await run(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot, label: 'npm run build' });
	const output = await npm(['pack', '--json', '--pack-destination', folder], { cwd: projectRoot });
	const [{ filename }] = JSON.parse(output);
	return path.join(folder, filename);
}
