#!/usr/bin/env node
// `npm run read -- FILE...`: reads report files in the same way as the node, and prints the run as JSON. See
// scripts/lib/read.ts.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { ensureDependencies } from './lib/install-dependencies.mjs';
import { projectRoot } from './lib/paths.mjs';

await ensureDependencies();
const program = path.join(projectRoot, 'scripts', 'lib', 'read.ts');
// Run it in the folder from which npm was called, so that relative paths work.
const cwd = process.env.INIT_CWD ?? process.cwd();
const tsx = import.meta.resolve('tsx');
const { status } = spawnSync(process.execPath, ['--import', tsx, program, ...process.argv.slice(2)], {
	cwd,
	stdio: 'inherit',
});
process.exitCode = status ?? 1;
