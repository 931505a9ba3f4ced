import path from 'node:path';
import { npm } from './npm.mjs';
import { projectRoot } from './paths.mjs';
import { run } from './processes.mjs';

/**
 * Builds the package and packs it like `npm publish`, so that tests notice a file that is missing from it.
 *
 * @param {string} folder folder for the tarball
 * @returns {Promise<string>} path of the tarball
 */
export async function packPackage(folder) {
	await run(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot, label: 'npm run build' });
	const output = await npm(['pack', '--json', '--pack-destination', folder], { cwd: projectRoot });
	const [{ filename }] = JSON.parse(output);
	return path.join(folder, filename);
}
