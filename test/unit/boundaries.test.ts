/** What must not know of each other: the nodes and all they are made of of any platform, and platforms of each other. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '../..');
const NEUTRAL = ['core', 'n8n', 'nodes'];

/** Where a platform may be named all the same, by file and by the property or type that does so. */
const NAMED_FOR_A_REASON = [
	// What the list of nodes and its search find the nodes by: words for people, not code.
	'nodes/TestRun/TestRun.node.json: alias',
	'nodes/TestRun/TestRun.node.ts: description',
	'nodes/TestRunTrigger/TestRunTrigger.node.json: alias',
	'nodes/TestRunTrigger/TestRunTrigger.node.ts: description',
];

const folders = readdirSync(path.join(root, 'platforms'), { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name)
	.filter((name) => name !== 'shared');
const platformNames = folders.filter((name) => name !== 'any');

test('there are platforms and files to look at', () => {
	expect(platformNames).toEqual(['currents', 'preclinical', 'qase', 'qodex', 'testclix']);
	for (const folder of [...NEUTRAL, 'platforms']) expect(filesIn(folder).length).toBeGreaterThan(3);
});

test('no file outside platforms/ names a platform in an identifier or a string', () => {
	const places = NEUTRAL.flatMap(filesIn).flatMap((file) =>
		namingPlaces(file).map((place) => `${file}: ${place}`),
	);
	expect([...new Set(places)].sort()).toEqual(NAMED_FOR_A_REASON);
});

test.each(folders)('platforms/%s imports nothing from another platform', (folder) => {
	const others = folders.filter((other) => other !== folder);
	expect(filesIn(`platforms/${folder}`).flatMap((file) => importsInto(file, others))).toEqual([]);
});

test('what platforms share imports no platform; the registry imports them all', () => {
	const shared = filesIn('platforms').filter((file) => path.dirname(file) === 'platforms');
	const others = shared.filter((file) => file !== 'platforms/index.ts');
	expect(others.flatMap((file) => importsInto(file, folders))).toEqual([]);
	expect(importsInto('platforms/index.ts', folders)).toHaveLength(folders.length);
});

/** Files below a folder, by their paths from the root with forward slashes. */
function filesIn(folder: string): string[] {
	return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** The properties and types that name a platform in code; the line number elsewhere. Comments do not count. */
function namingPlaces(file: string): string[] {
	const source = parsed(file);
	if (source === null) return namesPlatform(textOf(file)) ? ['text'] : [];
	return nodesOf(source).flatMap((node) => {
		const isText = ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isTemplateLiteralToken(node);
		return isText && namesPlatform(node.text) ? [placeOf(node, source)] : [];
	});
}

/** `qaseRun`, `RunOfQase` and `qase:1` name a platform; `currentState` does not. */
function namesPlatform(text: string): boolean {
	const matches = text.matchAll(new RegExp(platformNames.join('|'), 'gi'));
	return [...matches].some((match) => !/^[a-z]/.test(text.slice(match.index + match[0].length)));
}

function placeOf(node: ts.Node, source: ts.SourceFile): string {
	for (let at = node; at !== undefined; at = at.parent) {
		if (at !== node && (ts.isPropertyAssignment(at) || ts.isTypeAliasDeclaration(at))) {
			return at.name.getText(source).replaceAll('"', '');
		}
	}
	return `line ${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
}

/** Imports and re-exports of a file, types among them, that lead into one of the platforms or to the registry. */
function importsInto(file: string, platforms: string[]): string[] {
	const forbidden = [...platforms.map((name) => `platforms/${name}`), 'platforms/index'];
	const { importedFiles } = ts.preProcessFile(textOf(file), true, true);
	return importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName))
		.filter((target) => target === 'platforms' || isAmong(target, forbidden))
		.map((target) => `${file} imports ${target}`);
}

function isAmong(target: string, places: string[]): boolean {
	return places.some((place) => target === place || target.startsWith(`${place}/`));
}

function nodesOf(source: ts.SourceFile): ts.Node[] {
	const nodes: ts.Node[] = [];
	const visit = (node: ts.Node) => {
		nodes.push(node);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return nodes;
}

function parsed(file: string): ts.SourceFile | null {
	return /\.(ts|json)$/.test(file)
		? ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true)
		: null;
}

function textOf(file: string): string {
	return readFileSync(path.join(root, file), 'utf8');
}
