// `npm run lint`: checks the types of all code, then runs eslint with both n8n plugins, and prettier.
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { runTool } from './lib/tools.mjs';

await ensureDependencies();
await runTool('tsc', ['-p', 'tsconfig.dev.json']);
await runTool('eslint', ['.', '--max-warnings', '0']);
await runTool('prettier', ['--check', '--log-level', 'warn', '.']);
