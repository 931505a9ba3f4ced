// `npm run build`: TypeScript and icons into dist/.
import { rmSync } from 'node:fs';

import { ensureDependencies } from './lib/install-dependencies.mjs';
import { runTool } from './lib/tools.mjs';

await ensureDependencies();
rmSync('dist', { recursive: true, force: true });
await runTool('tsc', ['-p', 'tsconfig.json']);
await runTool('gulp', ['--silent', 'icons']);
