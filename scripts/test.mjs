// `npm test`: installs missing dependencies, builds and lints, then runs the unit and engine tests. Arguments are passed on
// to jest.
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { runScript, runTool } from './lib/tools.mjs';

await ensureDependencies();
// Side by side: nothing that lint looks at is built.
await Promise.all([runScript('build.mjs'), runScript('lint.mjs')]);
await runTool('jest', process.argv.slice(2));
