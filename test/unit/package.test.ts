/** What `npm publish` would send: the built nodes and nothing beside them. Runs on `dist`, which `npm run build` makes. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { SHIPPED } from '../../layers';
import packageJson from '../../package.json';
import { sourcesHeldBy, textOf } from './importGraph';

const root = path.join(__dirname, '../..');
const STANDARD = ['LICENSE', 'README.md', 'index.js', 'package.json'];
/** The licenses of what the build puts into the package. */
const NOTICES = 'dist/NOTICES.md';
// 50,000 of these are output schemas: as much as their number takes, and small when packed.
const MAX_UNPACKED_BYTES = 1_600_000;

interface Packed {
	files: Array<{ path: string; size: number }>;
	unpackedSize: number;
}

let packed: Packed;
let files: string[];

beforeAll(() => {
	if (!existsSync(path.join(root, 'dist')))
		throw new Error('There is no dist folder: run `npm run build` first');
	const npm = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
	});
	[packed] = JSON.parse(npm.stdout) as [Packed];
	files = packed.files.map((file) => file.path);
}, 60_000);

test('holds dist and the standard files, and nothing else', () => {
	// Some versions of npm add the change log by themselves, others do not.
	const beside = files.filter((file) => !file.startsWith('dist/') && file !== 'CHANGELOG.md');
	expect(beside.sort()).toEqual(STANDARD);
	const odd = files.filter(
		(file) => file.startsWith('dist/') && !/\.(js|svg|node\.json)$|\/__schema__\/.*\.json$/.test(file),
	);
	expect(odd).toEqual([NOTICES]);
	const inFolders = files.filter((file) => file.startsWith('dist/') && file !== NOTICES);
	const folders = new Set(inFolders.map((file) => file.split('/')[1]));
	expect([...folders].sort()).toEqual(SHIPPED);
});

test('is small', () => {
	expect(packed.unpackedSize).toBeGreaterThan(0);
	expect(packed.unpackedSize).toBeLessThan(MAX_UNPACKED_BYTES);
});

test('has the code of each source file, once, and of none that is gone', () => {
	const sources = SHIPPED.flatMap((folder) => sourcesIn(folder));
	const compiled = files.filter((file) => file.endsWith('.js') && file.startsWith('dist/'));
	const held = compiled.flatMap(sourcesHeldBy);
	expect(held.sort()).toEqual(sources.sort());
});

test('has each file that another one opens', () => {
	const opened = files
		.filter((file) => file.startsWith('dist/') && file.endsWith('.js'))
		.flatMap((file) =>
			requiredBy(file)
				.filter((name) => name.startsWith('.'))
				.map((name) => path.posix.join(path.posix.dirname(file), name)),
		);
	expect(opened.length).toBeGreaterThan(500);
	const isThere = (target: string) => files.includes(`${target}.js`) || files.includes(`${target}/index.js`);
	expect(opened.filter((target) => !isThere(target))).toEqual([]);
});

test.each(packageJson.n8n.nodes)('brings %s with codex and icons', (file) => {
	const folder = path.dirname(file);
	const [light, ...more] = iconsOf(file);

	expect(files).toEqual(expect.arrayContaining([file, file.replace(/\.js$/, '.json')]));
	expect(more).toHaveLength(1);
	for (const icon of [light, ...more]) expect(files).toContain(path.posix.join(folder, icon as string));
});

test.each(packageJson.n8n.credentials)('brings %s with its icons', (file) => {
	const icons = iconsOf(file);

	expect(files).toContain(file);
	expect(icons).toHaveLength(2);
	for (const icon of icons) expect(files).toContain(path.posix.join(path.dirname(file), icon));
});

test('names every node and credential that there is', () => {
	const built = (kind: string) => files.filter((file) => file.endsWith(`.${kind}.js`)).sort();

	expect([...packageJson.n8n.nodes].sort()).toEqual(built('node'));
	expect([...packageJson.n8n.credentials].sort()).toEqual(built('credentials'));
});

test('says what n8n asks of a community package', () => {
	const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
		string,
		unknown
	>;

	expect(manifest.name).toMatch(/^n8n-nodes-/);
	expect(manifest.license).toBe('MIT');
	expect(manifest.keywords).toContain('n8n-community-node-package');
	expect(manifest.files).toEqual(['dist']);
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	for (const section of [
		'dependencies',
		'optionalDependencies',
		'bundledDependencies',
		'bundleDependencies',
	]) {
		expect(manifest).not.toHaveProperty(section);
	}
	// n8n installs with scripts switched off, and whoever reviews the package wants none.
	for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
		expect(manifest.scripts).not.toHaveProperty(script);
	}
	expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
});

test('switches no lint rule off from within', () => {
	const silencing = SHIPPED.flatMap(sourcesIn).filter((file) =>
		/eslint-disable|@ts-ignore|@ts-nocheck|\bas any\b/.test(readFileSync(path.join(root, file), 'utf8')),
	);
	expect(silencing).toEqual([]);
});

test('requires n8n-workflow, node itself and its own files at run time', () => {
	const required = files
		.filter((file) => file.endsWith('.js'))
		.flatMap(requiredBy)
		.filter((name) => !name.startsWith('.'));
	expect([...new Set(required)].sort()).toEqual(['crypto', 'n8n-workflow']);
});

test('holds the XML parser itself, and the licenses of all that it is made of', () => {
	const parser = readFileSync(path.join(root, 'dist/core/readers/saxes.js'), 'utf8');
	expect(parser).toMatch(/exports\.SaxesParser = /);
	const notices = readFileSync(path.join(root, NOTICES), 'utf8');
	for (const name of ['saxes', 'xmlchars']) {
		const { version } = JSON.parse(
			readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'),
		) as { version: string };
		expect(notices).toContain(`## ${name} ${version}\n`);
	}
	expect(notices).toMatch(/The ISC License[^]*Permission is hereby granted, free of charge/);
});

/** What a file requires, at once or late, as it writes it. */
function requiredBy(file: string): string[] {
	return [...textOf(file).matchAll(/\brequire\(\s*['"]([^'"]+)['"]/g)].map(([, name]) => name);
}

function sourcesIn(folder: string): string[] {
	return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => `${folder}/${file.split(path.sep).join('/')}`);
}

/** Paths of a file's icons, relative to it, light and dark. */
function iconsOf(file: string): string[] {
	const source = readFileSync(path.join(root, file), 'utf8');
	const [, icons = ''] = /icon[:=]\s*\{([^}]*)\}/.exec(source.replace(/icon = /g, 'icon=')) ?? [];
	return [...icons.matchAll(/file:([^'"]+)/g)].map(([, icon]) => icon as string);
}
