import * as fc from 'fast-check';

import {
	adfDocument,
	type AdfNode,
	bulletList,
	codeBlock,
	heading,
	link,
	panel,
	paragraph,
	strong,
	table,
	text,
} from '../../../../core/reports/adf';
import { JOINER } from '../../../../core/reports/clean';
import { jiraIssue } from '../../../../core/reports/jira';
import { wikiText } from '../../../../core/reports/wikiText';
import { hostileRun, NAMED_ATTACKS, reportOn, RUNS } from './hostile';
import { readWiki } from './wikiReader';

/** What a reader of the issue sees: its blocks in order, and the words in each without the space between them. */
function seen(nodes: AdfNode[]): string[] {
	return nodes.flatMap(({ type, content = [] }) =>
		['panel', 'bulletList', 'table', 'tableRow'].includes(type)
			? [type, ...seen(content)]
			: [`${type}: ${wordsOf(content)}`],
	);
}

/** Everything that is no text, such as a smiley, counts as a mark of its own. */
function wordsOf(nodes: AdfNode[]): string {
	const all = nodes.map(({ type, text: words, content, marks = [] }) => {
		if (type === 'text') return words === 'Open' && marks.length > 0 ? '' : words;
		return content || type === 'paragraph' ? wordsOf(content ?? []) : `<${type}>`;
	});
	return all.join('').replaceAll(JOINER, '').replaceAll('\u2223', '|').replace(/\s/g, '');
}

function marksOf(nodes: AdfNode[]): string[] {
	return nodes.flatMap(({ marks = [], content = [] }) => [
		...marks.map(({ type, attrs }) => (type === 'link' ? String(attrs?.href) : type)),
		...marksOf(content),
	]);
}

function expectSame(content: AdfNode[], markup: string): void {
	const read = readWiki(markup).content;
	expect(seen(read)).toEqual(seen(content));
	const links = marksOf(content).filter((mark) => mark !== 'strong');
	expect(
		marksOf(read)
			.filter((mark) => mark !== 'strong')
			.map(decodeURI),
	).toEqual(links.map(decodeURI));
}

const everything = (words: string): AdfNode[] => [
	panel('error', paragraph(strong(words), text(` ${words}`)), paragraph(text(words))),
	heading(3, words),
	table([words, 'Test'], [[words, 'a']]),
	bulletList([[strong('Test: '), text(words)], [text(words)]]),
	paragraph(strong(words), text(` (${words}) ${words}`)),
	codeBlock(words),
];

test('a whole document', () => {
	const content = [
		panel('error', paragraph(strong('Failed. '), text('1 of 2 tests failed.'))),
		table(['Passed', 'Failed'], [['1', '1']]),
		bulletList([
			[strong('Branch: '), text('fix/a_b')],
			[strong('Pass rate: '), text('50%')],
		]),
		paragraph(link('Open the run', 'https://example.com/runs/1')),
		heading(3, 'Failed tests'),
		paragraph(link('pays [Firefox]', 'https://example.com/tests/1?a=[2]'), text(' (2 attempts)')),
		codeBlock('expected *1*\n  at {a}'),
	];

	expect(wikiText(adfDocument(content))).toBe(
		[
			'{panel:bgColor=#ffebe6}\n*Failed.* 1 of 2 tests failed.\n{panel}',
			'||Passed||Failed||\n|1|1|',
			'* *Branch:* fix/a\\_b\n* *Pass rate:* 50%',
			'[Open the run|https://example.com/runs/1]',
			'h3. Failed tests',
			'pays \\[Firefox\\] [Open|https://example.com/tests/1?a=%5B2%5D] (2 attempts)',
			'{noformat}\nexpected *1*\n  at {a}\n{noformat}',
		].join('\n\n'),
	);
});

test.each(['info', 'note', 'success', 'warning', 'error'] as const)('Jira knows a panel of %s', (kind) => {
	expect(readWiki(wikiText(adfDocument([panel(kind, paragraph(text('a')))]))).content).toEqual([
		{ type: 'panel', attrs: { panelType: kind }, content: [paragraph(text('a'))] },
	]);
});

describe('Jira reads the texts letter by letter', () => {
	test.each(
		[
			['h1. title', 'bq. quote', '- item', '* item', '# item', '----', '|a|b|', '||a||'],
			['*b* _i_ -s- +u+ ^a^ ~b~ ??c??', 'a -- b --- c', '!a.png!', '[^a.txt] [~user] [#anchor] {anchor:a}'],
			[
				'C:\\',
				'C:\\*\\new\\\\server',
				'\\',
				'a\\',
				'{color:red}a{color}',
				'{{a}}',
				'{noformat}',
				'{code}a{code}',
			],
			[
				'f(x) (y) (n) (i) (/) (!) (on) (off) (*) :) ;) :D :P :p',
				'mailto:me@example.com',
				'https://evil.example',
			],
		].flat(),
	)('%s', (words) => {
		expectSame(everything(words), wikiText(adfDocument(everything(words))));
	});

	test.each(NAMED_ATTACKS)('%s', (_, attack) => {
		const content = everything(attack.replace(/[^ -~]/g, ' '));
		expectSame(content, wikiText(adfDocument(content)));
	});

	test('whatever a platform sends', async () => {
		await fc.assert(
			fc.asyncProperty(hostileRun, async (run) => {
				const { adf, description } = await jiraIssue(await reportOn(run), true);
				expectSame(adf.content, description);
			}),
			RUNS,
		);
	});
});
