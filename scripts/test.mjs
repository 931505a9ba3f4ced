// `npm test`: installs missing dependencies, builds, lints, and runs the unit and engine tests. Arguments are passed on
// to jest.
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { runScript, runTool } from './lib/tools.mjs';

await ensureDependencies();
await runScript('build.mjs');
await runScript('lint.mjs');
await runTool('jest', process.argv.slice(2));
