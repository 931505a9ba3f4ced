/** What n8n loads at its start: it requires every node and credential then, whether a workflow uses it or not. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import packageJson from '../../package.json';

const root = path.join(__dirname, '../..');
const { nodes, credentials } = packageJson.n8n;

/** Modules that only executions and deliveries need. */
const EXECUTING =
	/^core\/|^n8n\/(webhooks|waiting)\/|^n8n\/transport\/request|^platforms\/\w+\/(\w*[aA]pi|normalize|deliveries|runs|samples|start)\.js$/;

/** Settings and names that the panel shows, of the folders that execute otherwise. */
const SHOWN = [
	'core/readers/formatNames.js',
	'n8n/webhooks/contract.js',
	'core/text/json.js',
	'core/reports/index.js',
	'n8n/waiting/fields.js',
	'n8n/webhooks/fields.js',
];

test('nodes and credentials load what the editor shows, and nothing that only executes', () => {
	const loaded = loadedBy([...nodes, ...credentials]);

	expect(loaded).toEqual(expect.arrayContaining(['platforms/index.js', ...SHOWN]));
	expect(loaded.filter((file) => EXECUTING.test(file) && !SHOWN.includes(file))).toEqual([]);
});

/** Modules of the package that a fresh process has after requiring these; paths in `dist`. */
function loadedBy(files: string[]): string[] {
	const program = `
		for (const file of ${JSON.stringify(files)}) require(require('path').resolve(file));
		console.log(JSON.stringify(Object.keys(require.cache)));`;
	const output = execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' });
	const dist = `${path.join(root, 'dist')}${path.sep}`;
	return (JSON.parse(output) as string[])
		.filter((file) => file.startsWith(dist))
		.map((file) => file.slice(dist.length).replaceAll(path.sep, '/'))
		.sort();
}
