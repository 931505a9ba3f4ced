#!/usr/bin/env node
// `npm run read -- FILE...`: reads report files as the reader does, and prints the run as JSON. See scripts/lib/read.ts.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { ensureDependencies } from './lib/install-dependencies.mjs';
import { projectRoot } from './lib/paths.mjs';

await ensureDependencies();
const program = path.join(projectRoot, 'scripts', 'lib', 'read.ts');
// From the folder it was called in, so that paths of files mean what they say there.
const cwd = process.env.INIT_CWD ?? process.cwd();
const tsx = import.meta.resolve('tsx');
const { status } = spawnSync(process.execPath, ['--import', tsx, program, ...process.argv.slice(2)], {
	cwd,
	stdio: 'inherit',
});
process.exitCode = status ?? 1;
