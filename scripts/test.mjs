// `npm test`: installs what is missing, builds, lints, runs unit and engine tests. Arguments go to jest.
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { runScript, runTool } from './lib/tools.mjs';

await ensureDependencies();
await runScript('build.mjs');
await runScript('lint.mjs');
await runTool('jest', process.argv.slice(2));
