/** Expressions in texts that users copy from: in an expression field, n8n keeps a leading `=` as text. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import packageJson from '../../package.json';

const root = path.join(__dirname, '../..');

const TEXTS = ['displayName', 'description', 'hint', 'placeholder', 'executionsHelp'];

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const filesIn = (folder: string, ending: string) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(ending))
		.map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')));

const pages = ['README.md', ...filesIn('docs', '.md')].map((file): [string, string[]] => [
	file,
	[read(file)],
]);

const notes = filesIn('templates', '.json').map((file): [string, string[]] => {
	const { nodes } = JSON.parse(read(file)) as {
		nodes: Array<{ type: string; parameters: { content?: string } }>;
	};
	return [
		file,
		nodes.flatMap(({ type, parameters }) => (type.endsWith('.stickyNote') ? (parameters.content ?? '') : [])),
	];
});

const { nodes, credentials } = packageJson.n8n;
const panels = [...nodes, ...credentials].map((file): [string, string[]] => {
	const source = file.replace(/^dist\//, '').replace(/\.js$/, '');
	const [type] = Object.values(
		jest.requireActual<Record<string, new () => INodeType | ICredentialType>>(path.join(root, source)),
	);
	const shown = new type();
	return [source, textsIn('description' in shown ? shown.description : shown.properties)];
});

/** The texts of a node or of fields, however deep they are. */
function textsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(textsIn);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		TEXTS.includes(key) && typeof inner === 'string' ? [inner] : textsIn(inner),
	);
}

test.each([...pages, ...notes, ...panels])('no expression in %s begins with an equals sign', (_, texts) => {
	expect(texts.filter((text) => /=\s*\{\{/.test(text))).toEqual([]);
});

test.each([
	['pages', pages],
	['notes', notes],
	['panels', panels],
])('there are texts to look at: %s', (_, groups) => {
	expect(groups.length).toBeGreaterThan(5);
	expect(groups.flatMap(([, texts]) => texts).join('').length).toBeGreaterThan(1000);
});
