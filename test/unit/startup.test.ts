/**
 * What n8n loads at its start: it requires every node and credential then, whether a workflow uses it or not.
 *
 * What a file opens with `import()` is loaded late, and so is what that file exports again: none of it may be loaded at
 * the start. Each platform has one such file for its operations and pickers, `executing.ts`.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import ts from 'typescript';

import { SHIPPED } from '../../layers';
import packageJson from '../../package.json';
import { filesIn, resolved, root, sourcesHeldBy, textOf } from './importGraph';

const { nodes, credentials } = packageJson.n8n;

const sources = SHIPPED.flatMap(filesIn).filter((file) => file.endsWith('.ts'));
const openedLate = [...new Set(sources.flatMap((file) => targetsOf(file, isLateImport)))];
const late = new Set([...openedLate, ...openedLate.flatMap((file) => targetsOf(file, isExportAgain))]);

describe('nodes and credentials', () => {
	const loaded = loadedBy([...nodes, ...credentials]);

	test('load the registry and what the editor shows of each platform', () => {
		const shown = sources.filter((file) => /^platforms\/\w+\/(index|operations\/\w+)\.ts$/.test(file));
		expect(shown.length).toBeGreaterThan(60);
		expect(loaded).toEqual(expect.arrayContaining(['platforms/index.ts', ...shown]));
	});

	test('load nothing that is to be loaded late', () => {
		expect(late.size).toBeGreaterThan(60);
		expect(loaded.filter((file) => late.has(file))).toEqual([]);
	});

	test('load nothing that sends requests', () => {
		const sends = (file: string) => textOf(file).includes('.httpRequest');
		expect(sources.filter(sends)).not.toEqual([]);
		expect(loaded.filter(sends)).toEqual([]);
	});
});

test.each(
	sources
		.filter((file) => /^platforms\/\w+\/(pickers|operations\/\w+)\.ts$/.test(file))
		.map((file) => [file]),
)('%s opens nothing late but what its platform executes, in one place', (file) => {
	const opened = targetsOf(file, isLateImport);
	const border = `${file.split('/').slice(0, 2).join('/')}/executing.ts`;
	expect(opened).toEqual([border]);
});

/** Source files that a source file names in the nodes that `isWanted`. */
function targetsOf(file: string, isWanted: (node: ts.Node) => ts.Expression | undefined): string[] {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
	const targets: string[] = [];
	const visit = (node: ts.Node) => {
		const specifier = isWanted(node);
		if (specifier && ts.isStringLiteral(specifier)) targets.push(...resolved(file, specifier.text));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return targets;
}

/** What `import('…')` names. */
function isLateImport(node: ts.Node): ts.Expression | undefined {
	const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
	return isImport ? node.arguments[0] : undefined;
}

/** What `export … from '…'` names, types aside. */
function isExportAgain(node: ts.Node): ts.Expression | undefined {
	return ts.isExportDeclaration(node) && !node.isTypeOnly ? node.moduleSpecifier : undefined;
}

/** Source files of the package that a fresh process has loaded after requiring these; the latter are in `dist`. */
function loadedBy(files: string[]): string[] {
	const program = `
		for (const file of ${JSON.stringify(files)}) require(require('path').resolve(file));
		console.log(JSON.stringify(Object.keys(require.cache)));`;
	const output = execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' });
	return (JSON.parse(output) as string[])
		.map((file) => path.relative(root, file).replaceAll(path.sep, '/'))
		.filter((file) => file.startsWith('dist/'))
		.flatMap(sourcesHeldBy)
		.sort();
}
