// `npm run build`: compiles TypeScript, puts together what n8n loads at its start, and adds icons, output schemas and the
// XML parser to dist/.
import { copyFileSync, rmSync } from 'node:fs';

import { bundleParser } from './lib/bundle-parser.mjs';
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { mergeStart } from './lib/merge-start.mjs';
import { projectRoot } from './lib/paths.mjs';
import { writeSchemas } from './lib/schemas.mjs';
import { runTool } from './lib/tools.mjs';

await ensureDependencies();
rmSync('dist', { recursive: true, force: true });
await runTool('tsc', ['-p', 'tsconfig.json']);
await mergeStart(projectRoot);
await runTool('gulp', ['--silent', 'icons']);
await writeSchemas('dist/nodes');
await bundleParser('dist/core/readers/saxes.js');
copyFileSync('NOTICES.md', 'dist/NOTICES.md');
// Published code is read by people and by n8n's scanner; tabs also make it a tenth smaller.
await runTool('prettier', [
	'--write',
	'--log-level',
	'warn',
	'--ignore-path',
	'no-such-file',
	'dist/**/*.js',
]);
