// `npm run build`: TypeScript, icons and the XML parser into dist/.
import { copyFileSync, rmSync } from 'node:fs';

import { ensureDependencies } from './lib/install-dependencies.mjs';
import { runTool } from './lib/tools.mjs';

await ensureDependencies();
rmSync('dist', { recursive: true, force: true });
await runTool('tsc', ['-p', 'tsconfig.json']);
await runTool('gulp', ['--silent', 'icons']);
// A package for n8n may need no other at run time: the parser takes the place of the file that imports it.
await runTool('esbuild', [
	'core/readers/saxes.ts',
	'--bundle',
	'--outfile=dist/core/readers/saxes.js',
	...['--format=cjs', '--platform=neutral', '--main-fields=main', '--target=es2021', '--log-level=warning'],
	'--banner:js=// saxes and xmlchars; their licenses are in NOTICES.md of this package.',
]);
copyFileSync('NOTICES.md', 'dist/NOTICES.md');
// What ships is read by people and by n8n's scanner, and tabs make it a tenth smaller.
await runTool('prettier', [
	'--write',
	'--log-level',
	'warn',
	'--ignore-path',
	'no-such-file',
	'dist/**/*.js',
]);
