// `npm run lint`: checks the types of all code, runs eslint with both n8n plugins, and prettier.
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { runTool } from './lib/tools.mjs';

await ensureDependencies();
// Side by side, since each takes a single core for half a minute.
await Promise.all([
	runTool('tsc', ['-p', 'tsconfig.dev.json']),
	runTool('eslint', ['.', '--max-warnings', '0']),
	runTool('prettier', ['--check', '--log-level', 'warn', '.']),
]);
