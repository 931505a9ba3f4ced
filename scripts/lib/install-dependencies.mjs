import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { projectRoot } from './paths.mjs';
import { withProgress } from './progress.mjs';

const STAMP = path.join(projectRoot, 'node_modules', '.installed-from');

/**
 * Installs this project's dependencies, unless they are already installed as package.json and package-lock.json say.
 * Like the other files imported by it, this one imports only modules of Node, so that it works in a fresh clone.
 *
 * @throws {Error} with the last lines of npm's output
 */
export async function ensureDependencies() {
	if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === fingerprint()) return;
	await withProgress('installing the dependencies of this project', () =>
		npm(['install', '--no-audit', '--no-fund'], { cwd: projectRoot }),
	);
	// After the installation, because npm may have updated the lock file.
	fs.writeFileSync(STAMP, fingerprint());
}

function fingerprint() {
	const read = (file) => fs.readFileSync(path.join(projectRoot, file), 'utf8');
	// The rest of package.json installs nothing.
	const { dependencies, devDependencies, peerDependencies, overrides } = JSON.parse(read('package.json'));
	const wanted = JSON.stringify({ dependencies, devDependencies, peerDependencies, overrides });
	return createHash('sha256')
		.update(wanted + read('package-lock.json') + read('.npmrc'))
		.digest('hex');
}
