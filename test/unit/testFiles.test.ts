/** What keeps the tests easy to find one's way in: short files, and short groups of tests under names that say the rule. */
import ts from 'typescript';

import { filesIn, textOf } from './importGraph';

/** The longest `describe`, in lines, without those inside it. */
const LONGEST_GROUP = 100;

/** The longest file, in lines. */
const LONGEST_FILE = 350;

const files = ['test/unit', 'test/engine', 'test/fuzz']
	.flatMap(filesIn)
	.filter((file) => file.endsWith('.ts'));

/** A `describe`, and the lines that it takes up without those inside it. */
interface Group {
	name: string;
	lines: number;
}

/** All groups of a source. */
function groupsOf(source: ts.SourceFile): Group[] {
	const groups: Group[] = [];
	const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line;
	const linesIn = (node: ts.Node): number => {
		if (!isGroup(node)) return sum(childrenOf(node).map(linesIn));
		const all = lineAt(node.end) - lineAt(node.getStart(source)) + 1;
		const lines = all - sum(childrenOf(node).map(linesIn));
		groups.push({ name: node.arguments[0]!.getText(source), lines });
		return all;
	};
	linesIn(source);
	return groups;
}

function isGroup(node: ts.Node): node is ts.CallExpression {
	if (!ts.isCallExpression(node) || !/^describe\b/.test(node.expression.getText())) return false;
	const body = node.arguments.at(-1);
	return body !== undefined && ts.isFunctionLike(body);
}

function childrenOf(node: ts.Node): ts.Node[] {
	const children: ts.Node[] = [];
	ts.forEachChild(node, (child) => void children.push(child));
	return children;
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}

function parsed(file: string, text = textOf(file)): ts.SourceFile {
	return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

test('a group of tests has at most 100 lines, without the groups inside it', () => {
	const groups = files.flatMap((file) => groupsOf(parsed(file)).map((group) => ({ file, ...group })));

	expect(groups.length).toBeGreaterThan(200);
	expect(groups.filter(({ lines }) => lines > LONGEST_GROUP)).toEqual([]);
});

test('a file has at most 350 lines', () => {
	const long = files.filter((file) => textOf(file).split('\n').length - 1 > LONGEST_FILE);

	expect(files.length).toBeGreaterThan(200);
	expect(long).toEqual([]);
});

test('lines of groups are counted once', () => {
	const text =
		"describe('outer', () => {\n\tconst a = 1;\n\tdescribe.each([1])('inner', () => {\n\n\t});\n});\n";

	expect(groupsOf(parsed('toy.test.ts', text))).toEqual([
		{ name: "'inner'", lines: 3 },
		{ name: "'outer'", lines: 3 },
	]);
});
