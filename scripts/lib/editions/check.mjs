/** What an edition has to be for n8n to verify it, as far as that can be shown before it is published. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { projectRoot } from '../paths.mjs';
import { folderOf, manifestOf } from './folders.mjs';
import { lintByNodeCli, lintStrictly } from './lint.mjs';
import { loadPackage } from './load.mjs';
import { textFindings } from './texts.mjs';

/** Fields of `package.json` that are the same in all packages of one version. */
const SHARED = ['version', 'license', 'author', 'bugs', 'engines', 'files', 'peerDependencies'];

/**
 * @param {import('./table.js').Edition} edition
 * @param {import('./build.mjs').Packed} packed
 * @param {string} [nodeCli] folder with an installation of `@n8n/node-cli`
 * @returns {Promise<string[]>} what is wrong
 */
export async function findingsIn(edition, packed, nodeCli) {
	const { folder } = packed;
	return [
		...manifestFindings(edition),
		...sizeFindings(edition, packed),
		...(await lintStrictly(folder)),
		...(nodeCli === undefined ? [] : await lintByNodeCli(folder, nodeCli)),
		...(await scanFindings('its committed folder', folderOf(edition), SOURCE_FILE_PATTERNS)),
		...(await scanFindings('its sources', folder, SOURCE_FILE_PATTERNS)),
		...(await unpacked(packed.tarball, async (at) => [
			...(await scanFindings('the packed package', at)),
			...(await loadFindings(edition, at)),
		])),
	];
}

function manifestFindings(edition) {
	const manifest = manifestOf(edition);
	const root = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
	const different = SHARED.filter((key) => JSON.stringify(manifest[key]) !== JSON.stringify(root[key]));
	const { directory, ...repository } = manifest.repository;
	if (JSON.stringify(repository) !== JSON.stringify(root.repository)) different.push('repository');
	const findings = different.map((key) => `package.json: ${key} is not that of the full package`);
	if (manifest.name !== edition.name) findings.push(`package.json: name is ${manifest.name}`);
	if (directory !== `editions/${edition.name}`)
		findings.push(`package.json: repository.directory is ${directory}`);
	return findings;
}

function sizeFindings({ maxPackedBytes }, { size }) {
	return size > maxPackedBytes ? [`${size} bytes packed, more than ${maxPackedBytes}`] : [];
}

async function scanFindings(what, folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	return passed ? [] : [`scan of ${what}: ${message}\n${details ?? ''}`];
}

async function loadFindings(edition, folder) {
	const { nodes, credentials, actions, texts } = await loadPackage(folder);
	const wanted = manifestOf(edition).n8n.credentials;
	const findings = Object.keys(edition.nodes)
		.filter((node) => !nodes.includes(node))
		.map((node) => `n8n's loader does not find the node ${node}`);
	if (credentials.length !== wanted.length)
		findings.push(`n8n's loader finds ${credentials.length} credentials`);
	if (edition.platform !== null && actions.length === 0) findings.push('the node panel lists no actions');
	return [...findings, ...textFindings(edition, folder, texts)];
}

async function unpacked(tarball, work) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-test-runs-edition-'));
	try {
		await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder]);
		const at = path.join(folder, 'package');
		// The package is loaded as it is, and finds n8n-workflow where n8n has it.
		fs.symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
		return await work(at);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}
