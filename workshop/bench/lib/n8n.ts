/** The real n8n that the end-to-end tests run on, and what else the scripts of this project know. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { projectRoot } from './built';

/** A finished install of n8n. */
export interface N8nInstall {
	version: string;
	/** The folder with its node_modules. */
	dir: string;
	/** The Node binary it runs on. */
	node: string;
}

/** n8n 2 as the end-to-end tests pin it; installed when it is not there. */
export async function n8nInstall(): Promise<N8nInstall> {
	const { ensureN8n } = (await script('n8n-install')) as { ensureN8n(line: '2'): Promise<N8nInstall> };
	return await ensureN8n('2');
}

/** A module of scripts/lib. */
export async function script(name: string): Promise<unknown> {
	const file = path.join(projectRoot, 'scripts', 'lib', `${name}.mjs`);
	return (await import(pathToFileURL(file).href)) as unknown;
}
