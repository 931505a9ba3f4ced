import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this project. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Where installs that are too large for the project folder are kept between runs.
 * Deleting it is always safe.
 */
export const cacheRoot = path.join(
	process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
	'n8n-nodes-test-runs',
);
