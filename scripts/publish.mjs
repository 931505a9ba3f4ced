// `node scripts/publish.mjs --tag v1.2.3`: checks the full package and all editions, then publishes them with provenance.
// Nothing is uploaded before all of them are found right. What is on npm already is passed over, so a publication that
// broke off can be repeated. `--dry-run` does everything but the upload, and needs no tag.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { editions } from './lib/editions/table.js';
import { npm } from './lib/npm.mjs';
import { packPackage } from './lib/pack.mjs';
import { projectRoot } from './lib/paths.mjs';

const { values: wanted } = parseArgs({
	options: { tag: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
});
const isDryRun = wanted['dry-run'];
const root = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));

if (!isDryRun && wanted.tag !== `v${root.version}`)
	throw new Error(`The tag is ${wanted.tag ?? 'missing'}, and package.json has version ${root.version}`);
await ensureDependencies();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-test-runs-publish-'));
try {
	const packages = [...(await checkedEditions()), { name: root.name, tarball: await packPackage(folder) }];
	for (const { name, tarball } of packages) await publish(name, tarball);
} finally {
	fs.rmSync(folder, { recursive: true, force: true });
}

async function checkedEditions() {
	const { buildEdition } = await import('./lib/editions/build.mjs');
	const { findingsIn } = await import('./lib/editions/check.mjs');
	const packages = [];
	for (const edition of editions) {
		const packed = await buildEdition(edition, folder);
		const findings = await findingsIn(edition, packed);
		if (findings.length > 0) throw new Error(`${edition.name} is not right:\n${findings.join('\n')}`);
		console.log(`${edition.name}: checked, ${packed.size} bytes`);
		packages.push({ name: edition.name, tarball: packed.tarball });
	}
	return packages;
}

async function publish(name, tarball) {
	if (!isDryRun && (await isPublished(name))) {
		console.log(`${name}@${root.version}: on npm already`);
		return;
	}
	// With the tag written out, a dry run asks the registry nothing.
	const options = ['--access', 'public', '--tag', 'latest', isDryRun ? '--dry-run' : '--provenance'];
	await npm(['publish', tarball, ...options], { cwd: folder });
	console.log(`${name}@${root.version}: ${isDryRun ? 'would be published' : 'published'}`);
}

async function isPublished(name) {
	try {
		return (
			(await npm(['view', `${name}@${root.version}`, 'version'], { cwd: folder })).trim() === root.version
		);
	} catch (error) {
		if (error.message.includes('E404')) return false;
		throw error;
	}
}
