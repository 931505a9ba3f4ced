/** The borders between the layers, as `layers.js` draws them, and that only `platforms/` knows platforms. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

import { MAY_IMPORT, mayImport, placeOf, SHIPPED } from '../../layers';
import { platforms } from '../../platforms';
import tsconfig from '../../tsconfig.json';
import { circleIn, filesIn, importGraph, importsOf, root, textOf } from './importGraph';

/** The layers that know no platform. */
const NEUTRAL = ['core', 'n8n', 'nodes'];

/** Where a platform may be named all the same, by file and by the property or type that does so. */
const NAMED_FOR_A_REASON = [
	// What the list of nodes and its search find the nodes by: words for people, not code.
	'nodes/TestRun/TestRun.node.json: alias',
	'nodes/TestRun/TestRun.node.ts: description',
	'nodes/TestRunPollingTrigger/TestRunPollingTrigger.node.json: alias',
	'nodes/TestRunPollingTrigger/TestRunPollingTrigger.node.ts: description',
	'nodes/TestRunTrigger/TestRunTrigger.node.json: alias',
	'nodes/TestRunTrigger/TestRunTrigger.node.ts: description',
];

const sources = [...SHIPPED, 'workshop/sandbox'].flatMap(filesIn).filter((file) => file.endsWith('.ts'));
const shippedSources = sources.filter((file) => SHIPPED.some((folder) => file.startsWith(`${folder}/`)));
const platformNames = [...new Set(sources.map((file) => /^platforms\/(\w+)\//.exec(file)?.[1] ?? ''))]
	.filter((name) => !['', 'any', 'shared'].includes(name))
	.sort();

test('there are platforms and files to look at', () => {
	expect(platformNames).toEqual(platforms.map(({ id }) => id).sort());
	expect(platformNames.length).toBeGreaterThan(4);
	for (const folder of SHIPPED) expect(filesIn(folder).length).toBeGreaterThan(5);
	expect(sources.flatMap(importsOf).length).toBeGreaterThan(1_000);
});

describe('the layers', () => {
	test('every file is in one of their places, and none lies beside the folders that stand for many', () => {
		expect(sources.filter((file) => placeOf(file) === null)).toEqual([]);
		const places = [...new Set(sources.map((file) => placeOf(file) as string))];
		const loose = places.filter((place) => !(place in MAY_IMPORT) && !isFolder(place));
		expect(loose).toEqual([]);
	});

	test('every place exists, and may import only what stands above it in the table', () => {
		const places = Object.keys(MAY_IMPORT);
		const known = places.map((place) => path.posix.dirname(place)).concat(places);
		expect(places.filter((place) => !place.endsWith('*') && !isFolder(place) && !isSource(place))).toEqual(
			[],
		);
		for (const [at, allowed] of Object.values(MAY_IMPORT).entries()) {
			const above = places.slice(0, at);
			const isAbove = (target: string) =>
				above.some((place) => place === target || place.startsWith(`${target}/`));
			expect(allowed.filter((target) => !known.includes(target) || !isAbove(target))).toEqual([]);
		}
	});

	test('are what the package is compiled from', () => {
		const folders = new Set(tsconfig.include.map((pattern) => pattern.split('/')[0]));
		expect([...folders].sort()).toEqual(SHIPPED);
	});

	test('no file imports what the table does not allow', () => {
		const forbidden = sources.flatMap((file) =>
			importsOf(file)
				.filter((specifier) => !mayImport(file, specifier))
				.map((specifier) => `${file} imports ${specifier}`),
		);
		expect(forbidden).toEqual([]);
	});

	test.each([
		['core/gate/gate.ts', '../model/TestRun', true],
		['core/gate/gate.ts', './gateChecks', true],
		['core/gate/gate.ts', '../reports/report', false],
		['core/gate/gate.ts', '../../n8n/transport/errors', false],
		['core/gate/gate.ts', 'n8n-workflow', false],
		['core/readers/xml.ts', 'saxes', false],
		['core/readers/saxes.ts', 'saxes', true],
		['n8n/webhooks/receive.ts', '../../platforms/platform', false],
		['n8n/webhooks/receive.ts', '../waiting/poll', false],
		['n8n/webhooks/receive.ts', '../polling/poll', false],
		['n8n/polling/poll.ts', '../webhooks/filters', true],
		['n8n/items/startOnce.ts', 'axios', false],
		['platforms/qase/index.ts', '../platform', true],
		['platforms/qase/operations/getRun.ts', '../api', true],
		['platforms/qase/operations/getRun.ts', '../../qodex/api', false],
		['platforms/qase/index.ts', '../qodex', false],
		['platforms/qase/index.ts', '..', false],
		['platforms/shared/comparison.ts', '../qase/api', false],
		['platforms/index.ts', './qase', true],
		['nodes/TestRun/TestRun.node.ts', '../../platforms', true],
		['nodes/TestRun/TestRun.node.ts', '../../platforms/qase', false],
		['nodes/TestRun/TestRun.node.ts', '../TestRunGate/properties', false],
		['credentials/TestRunQaseApi.credentials.ts', '../core/text/json', false],
		['workshop/sandbox/index.ts', '../../core/text/json', false],
		['workshop/sandbox/index.ts', 'fastify', true],
		['core/elsewhere/new.ts', './other', false],
		['test/unit/boundaries.test.ts', '../../nodes/TestRun/execute', true],
	])('%s importing %s: %j', (file, specifier, isAllowed) => {
		expect(mayImport(file, specifier)).toBe(isAllowed);
	});
});

describe('circles of imports, of types too', () => {
	test('there are none', () => {
		expect(circleIn(importGraph(shippedSources))).toBeNull();
	});

	test.each([
		['a file that imports itself', { a: ['a'] }, ['a', 'a']],
		['two that import each other', { a: ['b'], b: ['a'] }, ['a', 'b', 'a']],
		['a long way round', { a: ['b'], b: ['c', 'd'], c: [], d: ['e'], e: ['b'] }, ['b', 'd', 'e', 'b']],
		['two ways to one file', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, null],
	])('%s', (_, graph, circle) => {
		expect(circleIn(new Map(Object.entries(graph as Record<string, string[]>)))).toEqual(circle);
	});
});

test('no file outside platforms/ names a platform in an identifier or a string', () => {
	const places = NEUTRAL.flatMap(filesIn).flatMap((file) =>
		namingPlaces(file).map((place) => `${file}: ${place}`),
	);
	expect([...new Set(places)].sort()).toEqual(NAMED_FOR_A_REASON);
});

test('the registry imports every platform', () => {
	const imported = importsOf('platforms/index.ts').map((specifier) => specifier.slice('./'.length));
	expect(imported).toEqual(expect.arrayContaining(['any', ...platformNames]));
});

function isFolder(place: string): boolean {
	const folder = path.join(root, place);
	return existsSync(folder) && statSync(folder).isDirectory();
}

function isSource(place: string): boolean {
	return existsSync(path.join(root, `${place}.ts`));
}

/** The properties and types that name a platform in code; the line number elsewhere. Comments do not count. */
function namingPlaces(file: string): string[] {
	const source = parsed(file);
	if (source === null) return namesPlatform(textOf(file)) ? ['text'] : [];
	return nodesOf(source).flatMap((node) => {
		const isText = ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isTemplateLiteralToken(node);
		return isText && namesPlatform(node.text) ? [declarationOf(node, source)] : [];
	});
}

/** `qaseRun`, `RunOfQase` and `qase:1` name a platform; `currentState` does not. */
function namesPlatform(text: string): boolean {
	const matches = text.matchAll(new RegExp(platformNames.join('|'), 'gi'));
	return [...matches].some((match) => !/^[a-z]/.test(text.slice(match.index + match[0].length)));
}

function declarationOf(node: ts.Node, source: ts.SourceFile): string {
	for (let at = node; at !== undefined; at = at.parent) {
		if (at !== node && (ts.isPropertyAssignment(at) || ts.isTypeAliasDeclaration(at))) {
			return at.name.getText(source).replaceAll('"', '');
		}
	}
	return `line ${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
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
