/** Gives access to the real n8n of the end-to-end tests, and to the modules in scripts/lib. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { projectRoot } from './built';

/** A completed installation of n8n. */
export interface N8nInstall {
	version: string;
	/** The folder that contains node_modules. */
	dir: string;
	/** The Node binary to run it with. */
	node: string;
}

/** The n8n 2 that the end-to-end tests pin; installed if necessary. */
export async function n8nInstall(): Promise<N8nInstall> {
	const { ensureN8n } = (await script('n8n-install')) as { ensureN8n(line: '2'): Promise<N8nInstall> };
	return await ensureN8n('2');
}

/** Loads a module of scripts/lib. */
export async function script(name: string): Promise<unknown> {
	const file = path.join(projectRoot, 'scripts', 'lib', `${name}.mjs`);
	return (await import(pathToFileURL(file).href)) as unknown;
}
