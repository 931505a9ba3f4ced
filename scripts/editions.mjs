// `npm run editions`: makes the packages of `editions/` in `dist-editions/`. `--check` also holds them to n8n's rules for
// verified packages and fails on a finding. `--edition NAME` (repeatable) for some of them.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/install-dependencies.mjs';

const { values: wanted } = parseArgs({
	options: {
		check: { type: 'boolean', default: false },
		edition: { type: 'string', multiple: true },
	},
});

await ensureDependencies();
const { editions } = await import('./lib/editions/editions.mjs');
const { buildEdition } = await import('./lib/editions/build.mjs');

const chosen = editions.filter(({ name }) => wanted.edition?.includes(name) ?? true);
const rows = [];
for (const edition of chosen) rows.push(await made(edition));
printTable();
process.exitCode = rows.some(({ findings }) => findings?.length > 0) ? 1 : 0;

async function made(edition) {
	const packed = await buildEdition(edition);
	if (!wanted.check) return { edition, packed };
	const { findingsIn } = await import('./lib/editions/check.mjs');
	return { edition, packed, findings: await findingsIn(edition, packed) };
}

function printTable() {
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
}

function kilobytes(bytes) {
	return `${(bytes / 1000).toFixed(0)} kB`;
}
