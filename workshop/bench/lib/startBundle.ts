/** Puts what is loaded at the start of n8n into one file, to see what finding and reading many files takes. */
import path from 'node:path';

import { build } from 'esbuild';

/**
 * Writes the bundle. Whatever else these files refer to stays where it is, since it is opened late.
 *
 * @param files what n8n loads, as absolute paths
 */
export async function writeStartBundle(files: string[], outfile: string): Promise<void> {
	for (const file of files) require(file);
	const loaded = new Set(Object.keys(require.cache));
	await build({
		stdin: {
			contents: files.map((file) => `Object.assign(exports, require(${JSON.stringify(file)}));`).join('\n'),
			resolveDir: path.dirname(outfile),
		},
		bundle: true,
		platform: 'node',
		outfile,
		external: ['n8n-workflow'],
		logLevel: 'error',
		plugins: [
			{
				name: 'late files stay outside',
				setup({ onResolve }) {
					onResolve({ filter: /^\./ }, ({ path: wanted, resolveDir }) => {
						const file = require.resolve(path.resolve(resolveDir, wanted));
						return loaded.has(file) ? null : { path: file, external: true };
					});
				},
			},
		],
	});
}
