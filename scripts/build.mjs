// `npm run build`: TypeScript and icons into dist/.
import { rmSync } from 'node:fs';

import { ensureDependencies } from './lib/install-dependencies.mjs';
import { runTool } from './lib/tools.mjs';

await ensureDependencies();
rmSync('dist', { recursive: true, force: true });
await runTool('tsc', ['-p', 'tsconfig.json']);
await runTool('gulp', ['--silent', 'icons']);
// What ships is read by people and by n8n's scanner, and tabs make it a tenth smaller.
await runTool('prettier', [
	'--write',
	'--log-level',
	'warn',
	'--ignore-path',
	'no-such-file',
	'dist/**/*.js',
]);
