// `npm run scan`: runs n8n's own scanner on the sources and on the packed package. The check of the provenance
// statement is omitted, since only a published package has one.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { packPackage } from './lib/pack.mjs';
import { projectRoot } from './lib/paths.mjs';

await ensureDependencies();
// A dependency, so it can only be imported after the dependencies have been installed.
const { analyzePackage, SOURCE_FILE_PATTERNS } =
	await import('@n8n/scan-community-package/scanner/scanner.mjs');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-test-runs-scan-'));
try {
	const tarball = await packPackage(folder);
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder]);
	const results = [
		{ what: 'the sources', ...(await analyzePackage(projectRoot, SOURCE_FILE_PATTERNS)) },
		{ what: 'the packed package', ...(await analyzePackage(path.join(folder, 'package'))) },
	];
	for (const { what, passed, message, details } of results) {
		console.log(passed ? `✓ ${what}: clean` : `✗ ${what}: ${message}\n${details ?? ''}`);
	}
	process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
} finally {
	fs.rmSync(folder, { recursive: true, force: true });
}
