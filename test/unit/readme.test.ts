/** What the README counts and lists. Its Five minutes are walked by the suite `editor` of `test/e2e`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { formatNames } from '../../core/readers/formatNames';
import packageJson from '../../package.json';

const readme = readFileSync(path.join(__dirname, '../../README.md'), 'utf8');

test('it counts the report formats that it does not name', () => {
	const [, named, more] = /\(([^()]+) and \[(\d+) more formats\]/.exec(readme) ?? [];
	const names: string[] = Object.values(formatNames);

	expect(names).toEqual(expect.arrayContaining(named.split(', ')));
	expect(named.split(', ').length + Number(more)).toBe(names.length);
});

test('it lists each node', () => {
	const listed = [...readme.matchAll(/^\| \*\*([^*]+)\*\*/gm)].map(([, name]) => name.replaceAll(' ', ''));
	const nodes = packageJson.n8n.nodes.map((file) => path.basename(file, '.node.js'));

	expect(listed.sort()).toEqual([...nodes].sort());
});
