import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this project. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Folder for installations that are too large for the project folder; kept between runs. It can be deleted at any time.
 */
export const cacheRoot = path.join(
	process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
	'n8n-nodes-test-runs',
);
