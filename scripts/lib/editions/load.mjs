import 'reflect-metadata';
import { createRequire } from 'node:module';

const { PackageDirectoryLoader } = createRequire(import.meta.url)('n8n-core');

/**
 * Loads a package as n8n does at its start.
 *
 * @param {string} folder of the package
 * @returns {Promise<{ nodes: string[], credentials: string[], actions: string[], texts: string[] }>} names of its types;
 *   `actions` are those that the node panel lists, `texts` all that nodes and credentials display
 * @throws {Error} for a node, codex or icon that n8n cannot load
 */
export async function loadPackage(folder) {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	const nodes = loader.types.nodes;
	return {
		nodes: nodes.map(({ name }) => name.split('.').at(-1)),
		credentials: loader.types.credentials.map(({ name }) => name),
		actions: nodes
			.flatMap(({ properties }) =>
				properties.flatMap(({ options = [] }) => options.map(({ action }) => action)),
			)
			.filter((action) => action !== undefined),
		texts: [...nodes, ...loader.types.credentials].flatMap(textsIn),
	};
}

/** All texts of a description, those included that it does not display: the values of its parameters. */
function textsIn(part) {
	if (typeof part === 'string') return [part];
	return part !== null && typeof part === 'object' ? Object.values(part).flatMap(textsIn) : [];
}
