import path from 'node:path';
import { projectRoot } from './paths.mjs';

/** The source file whose place the parser takes. */
export const PARSER = 'core/readers/saxes.ts';

/**
 * Writes the XML parser as one file: n8n allows no runtime dependencies, so it is bundled into the file that imports it.
 *
 * @param {string} outfile
 */
export async function bundleParser(outfile) {
	// A dependency, so it can only be imported after the dependencies have been installed.
	const { build } = await import('esbuild');
	await build({
		absWorkingDir: projectRoot,
		entryPoints: [path.join(projectRoot, PARSER)],
		bundle: true,
		outfile,
		allowOverwrite: true,
		format: 'cjs',
		platform: 'neutral',
		mainFields: ['main'],
		target: 'es2021',
		logLevel: 'warning',
		banner: { js: '// saxes and xmlchars; their licenses are in NOTICES.md of this package.' },
	});
}
