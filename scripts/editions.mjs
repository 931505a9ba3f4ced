// `npm run editions`: makes the packages of `editions/` in `dist-editions/`, or with `--edition NAME` (repeatable) some of
// them. `--check` also holds them to n8n's rules for verified packages and fails on a finding; `--node-cli FOLDER` runs
// `n8n-node lint` as well, which is installed in that folder.
//
// `--examples` writes the example workflow of each.
//
// `npm version` calls it with `--set-version`, which gives all of them the version of the full package.
//
// `npm run editions -- --move FILE --to PACKAGE` moves the nodes of an exported workflow, or of each of a list of them, into
// a package and prints it; `--output NEW` writes it to a file.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/install-dependencies.mjs';
import { EXAMPLE, exampleOf } from './lib/editions/examples.js';
import { folderOf } from './lib/editions/folders.mjs';
import { moveWorkflow } from './lib/editions/move.js';
import { editions, FULL } from './lib/editions/table.js';
import { projectRoot } from './lib/paths.mjs';
import { convertFile, plainly, PlainError } from './lib/workflow-file.mjs';

const { values: wanted } = parseArgs({
	options: {
		check: { type: 'boolean', default: false },
		edition: { type: 'string', multiple: true },
		'node-cli': { type: 'string' },
		examples: { type: 'boolean', default: false },
		'set-version': { type: 'boolean', default: false },
		move: { type: 'string' },
		to: { type: 'string' },
		output: { type: 'string' },
	},
});

if (wanted['set-version']) setVersion();
else if (wanted.examples) await writeExamples();
else if (wanted.move !== undefined) await plainly(() => move(wanted.move, wanted.to));
else await make();

function setVersion() {
	const { version } = readJson(path.join(projectRoot, 'package.json'));
	for (const { name } of editions) {
		const file = path.join(projectRoot, 'editions', name, 'package.json');
		fs.writeFileSync(file, `${JSON.stringify({ ...readJson(file), version }, null, 2)}\n`);
	}
}

async function writeExamples() {
	await ensureDependencies();
	const { format, resolveConfig } = await import('prettier');
	for (const edition of chosenEditions()) {
		const filepath = path.join(folderOf(edition), EXAMPLE);
		const text = JSON.stringify(exampleOf(edition, projectRoot));
		fs.mkdirSync(path.dirname(filepath), { recursive: true });
		fs.writeFileSync(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
	}
}

function readJson(file) {
	return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function move(file, to) {
	const packages = [FULL, ...editions.map(({ name }) => name)];
	if (!packages.includes(to)) throw new PlainError(`After --to name one of ${packages.join(', ')}.`);
	const results = convertFile(file, wanted.output, (workflow) => moveWorkflow(workflow, to));
	const moved = results.flatMap((result) => result.moved);
	const left = results.flatMap((result) => result.left);
	console.error(`Moved: ${moved.join(', ') || 'no node'}.`);
	if (left.length > 0) console.error(`Not in ${to}, left as they are: ${left.join(', ')}.`);
}

async function make() {
	await ensureDependencies();
	const rows = [];
	for (const edition of chosenEditions()) rows.push(await made(edition));
	printTable(rows);
	process.exitCode = rows.some(({ findings = [] }) => findings.length > 0) ? 1 : 0;
}

function chosenEditions() {
	const names = wanted.edition ?? editions.map(({ name }) => name);
	return names.map((name) => {
		const edition = editions.find((candidate) => candidate.name === name);
		if (edition === undefined) throw new Error(`There is no edition ${name}`);
		return edition;
	});
}

async function made(edition) {
	const { buildEdition } = await import('./lib/editions/build.mjs');
	const packed = await buildEdition(edition);
	if (!wanted.check) return { edition, packed };
	const { findingsIn } = await import('./lib/editions/check.mjs');
	return { edition, packed, findings: await findingsIn(edition, packed, wanted['node-cli']) };
}

function printTable(rows) {
	console.log('\npackage                   packed  allowed  files  findings');
	for (const { edition, packed, findings } of rows) {
		const cells = [
			edition.name.padEnd(23),
			kilobytes(packed.size).padStart(8),
			kilobytes(edition.maxPackedBytes).padStart(8),
			String(packed.files.length).padStart(6),
			(findings ? String(findings.length) : 'not checked').padStart(9),
		];
		console.log(cells.join(' '));
	}
	for (const { edition, findings = [] } of rows) {
		for (const finding of findings) console.log(`\n${edition.name}: ${finding}`);
	}
	if (!wanted.check) return;
	if (wanted['node-cli'] === undefined)
		console.log('\nNot run: `n8n-node lint` itself (`--node-cli FOLDER`); its rules have been applied.');
}

function kilobytes(bytes) {
	return `${(bytes / 1000).toFixed(0)} kB`;
}
