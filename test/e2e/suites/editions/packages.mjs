/** The packages as the suite makes, installs and removes them. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { editions, FULL } from '../../../../scripts/lib/editions/table.js';
import { ensureDependencies } from '../../../../scripts/lib/install-dependencies.mjs';
import { packPackage } from '../../../../scripts/lib/pack.mjs';
import { projectRoot } from '../../../../scripts/lib/paths.mjs';
import { credentialsOf } from '../../../../scripts/lib/playground.mjs';
import { localNpm } from './local-npm.mjs';

const { version: VERSION } = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));

/** The version that Qase's edition is updated to. It holds the same. */
export const NEXT = `${VERSION}-next`;

/** The editions of one service. */
export const services = editions.filter(({ platform }) => platform !== null);

/** The edition without a service. */
export const reports = editions.find(({ platform }) => platform === null);

/** The edition that stands for all in what they have in common. */
export const ofQase = services.find(({ platform }) => platform === 'qase');

/**
 * Packs all packages, and sets n8n up to install them from there.
 *
 * @param {import('../../../../scripts/lib/playground.mjs').Playground} playground
 */
export async function prepare(playground) {
	// With dependencies of its own, so it can only be imported after these have been installed.
	await ensureDependencies();
	const { buildEdition } = await import('../../../../scripts/lib/editions/build.mjs');
	playground.isBare = true;
	const tarballs = path.join(playground.folder, 'tarballs');
	fs.mkdirSync(tarballs);
	playground.tarball = await packPackage(tarballs);
	for (const edition of editions) {
		const { tarball } = await buildEdition(edition, path.join(playground.folder, 'editions'));
		fs.copyFileSync(tarball, path.join(tarballs, path.basename(tarball)));
	}
	await packNext(tarballs, ofQase.name);
	Object.assign(playground.env, localNpm(path.join(playground.folder, 'npm'), tarballs));
}

/** The same package with another version. */
async function packNext(tarballs, name) {
	const run = promisify(execFile);
	const folder = fs.mkdtempSync(path.join(tarballs, 'next-'));
	await run('tar', ['-xzf', path.join(tarballs, `${name}-${VERSION}.tgz`), '-C', folder]);
	const manifest = path.join(folder, 'package', 'package.json');
	const next = { ...JSON.parse(fs.readFileSync(manifest, 'utf8')), version: NEXT };
	fs.writeFileSync(manifest, JSON.stringify(next));
	await run('tar', ['-czf', path.join(tarballs, `${name}-${NEXT}.tgz`), '-C', folder, 'package']);
}

/** @param {{ client: import('../../../../scripts/lib/n8n-client.mjs').N8nClient }} state @param {string} name of a package */
export async function install({ client }, name) {
	const { packageName, installedVersion } = await client.installPackage(`${name}@${VERSION}`);
	assert.deepEqual([packageName, installedVersion], [name, VERSION]);
}

/** Makes the credentials of which n8n has the types, as far as they are not there yet. */
export async function makeCredentials({ client, credentials, sandbox }) {
	const known = await whole(client.credentialTypes);
	for (const [type, { name, data }] of Object.entries(credentialsOf(sandbox))) {
		if (known.includes(type)) credentials[type] ??= await client.createCredential({ name, type, data });
	}
}

/** Types of the nodes of our packages, without those that n8n makes of them for agents. */
export async function ourTypes({ client }) {
	const names = [FULL, ...editions.map(({ name }) => name)];
	return (await whole(client.nodeTypes))
		.map(({ name }) => name)
		.filter((type) => names.includes(type.split('.')[0]) && !type.endsWith('Tool'))
		.sort();
}

/** The types of an edition's nodes. @param {import('../../../../scripts/lib/editions/table.js').Edition} edition */
export function typesOf({ name, nodes }) {
	return Object.keys(nodes)
		.map((type) => `${name}.${type}`)
		.sort();
}

/** Reads a list that n8n writes anew after an installation, until it is there as a whole. */
async function whole(read) {
	for (let left = 20; ; left--) {
		try {
			return await read();
		} catch (error) {
			if (!(error instanceof SyntaxError) || left === 0) throw error;
			await sleep(250);
		}
	}
}
