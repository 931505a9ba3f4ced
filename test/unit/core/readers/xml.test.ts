import * as fc from 'fast-check';

import { MAX_ATTRIBUTES, MAX_LEVELS } from '../../../../core/readers/limits';
import { readXml, xmlRoot, type XmlElement } from '../../../../core/readers/xml';
import { errorFor, errorsOf, linesOf, runOf } from './reading';

/** The elements that a listener is told of, as text. */
function told(pieces: string[], containers: string[]): string[] {
	const lines: string[] = [];
	const shown = ({ name, attributes, children, text }: XmlElement): string =>
		`${name}${JSON.stringify(attributes)}${JSON.stringify(text)}(${children.map(shown).join()})`;
	const listener = {
		containers: new Set(containers),
		opened: (element: XmlElement) => void lines.push(`open ${element.name}`),
		child: (element: XmlElement, parent: XmlElement) =>
			void lines.push(`${parent.name} has ${shown(element)}`),
		closed: (element: XmlElement) => void lines.push(`close ${element.name}`),
	};
	Array.from(readXml('a.xml', pieces, listener, []));
	return lines;
}

it('hands over what lies in containers, complete, and keeps the containers themselves apart', () => {
	expect(told(['<a x="1">no<b>t&lt;<c/>u</b><d><![CDATA[<v>]]></d><a><b/></a></a>'], ['a'])).toEqual([
		'open a',
		'a has b{}"t<u"(c{}""())',
		'a has d{}"<v>"()',
		'open a',
		'a has b{}""()',
		'close a',
		'close a',
	]);
	// A container within something else is a part of it.
	expect(told(['<a><b>\r\n\r\r</b></a>'], ['a'])[1]).toBe('a has b{}"\\n\\n\\n"()');
	expect(told(['<a><b><a/></b></a>'], ['a'])).toEqual(['open a', 'a has b{}""(a{}""())', 'close a']);
});

it('comes to the same however the text is cut', () => {
	const text =
		'<?xml version="1.0"?><!-- c --><a é="&#x1F680;ü&amp;">\r\n\u001b[31mred\u001b[0m<b x="y">🚀]]&gt;<![CDATA[]]]]></b>\u0007<c>longer than an escape code\r\n\r\r</c></a>\n';
	const whole = told([text], ['a']);
	fc.assert(
		fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
			const places = [...new Set(cuts)]
				.sort((a, b) => a - b)
				.filter((at) => !/[\uDC00-\uDFFF]/.test(text[at] ?? ''));
			const pieces = [0, ...places].map((at, index) => text.slice(at, places[index] ?? text.length));
			expect(told(pieces, ['a'])).toEqual(whole);
		}),
		{ numRuns: 300 },
	);
});

const DAMAGED: Array<[what: string, text: string, error: string]> = [
	[
		'cut off in an element',
		'<testsuite name="a">\n<testcase name="b"><failure>',
		'report, line 2, column 29, ends inside <failure>. It was cut off or damaged',
	],
	[
		'wrongly nested after line ends of Windows',
		'<testsuite>\r\n<testcase\r\n/>\r\n  </testcase>',
		'report, line 4, column 14, is no valid XML: unexpected close tag.',
	],
	['cut off in a tag', '<testsuite><testcase na', 'report, line 1, column 24, ends inside <testsuite>.'],
	['cut off in CDATA', '<testsuite><![CDATA[ x', 'ends inside <testsuite>'],
	['cut off in a comment', '<testsuite><!-- x', 'ends inside <testsuite>'],
	['cut off in its declaration', '<?xml version="1.0"', 'is no valid XML'],
	[
		'closed in the wrong order',
		'<testsuite><testcase></testsuite></testcase>',
		'report, line 1, column 34, is no valid XML: unexpected close tag.',
	],
	[
		'with two outermost elements',
		'<testsuite/><testsuite/>',
		'is no valid XML: documents may contain only one root.',
	],
	['with text behind its end', '<testsuite/>text', 'is no valid XML: text data outside of root node.'],
	[
		'with an attribute twice',
		'<testsuite name="a" name="b"/>',
		'is no valid XML: duplicate attribute: name.',
	],
	['with a < in an attribute', '<testsuite name="a<b"/>', 'is no valid XML: disallowed character.'],
	[
		'without an element',
		'<?xml version="1.0"?><!-- -->',
		'is no valid XML: document must contain a root element.',
	],
	[
		'with an & that is none',
		'<testsuite><testcase name="a & b"/></testsuite>',
		'An "&" that is not escaped has the same effect.',
	],
];

it.each(DAMAGED)('refuses a file %s', (_, text, error) => {
	expect(errorFor(text)).toContain(error);
});

it('reads what real reports hold and strict XML forbids', () => {
	const escapes = '\u001b[31mred\u001b[0m \u0000\u0008\ufffe&nbsp;&#x1b;[32mgreen&#0; \ud800';
	const run = runOf(
		`  \n<?xml version="1.0"?><testsuite><testcase name="a"><failure message="${escapes}"/></testcase></testsuite>`,
	);
	expect(errorsOf(run)).toEqual(['failed a: red &nbsp;green&#0; \ufffd']);
});

describe('what a document cannot do', () => {
	const doctype = (content: string) =>
		`<?xml version="1.0"?><!DOCTYPE testsuite [${content}]><testsuite><testcase name="&x;"/></testsuite>`;

	it.each([
		['an entity of a file', '<!ENTITY x SYSTEM "file:///etc/passwd">'],
		['an entity of an address', '<!ENTITY x SYSTEM "http://127.0.0.1:1/">'],
		['an entity of its own', '<!ENTITY x "expanded">'],
		['a parameter entity', '<!ENTITY % p SYSTEM "http://127.0.0.1:1/"> %p; <!ENTITY x "expanded">'],
	])('bring in %s', (_, content) => {
		expect(linesOf(runOf(doctype(content)))).toEqual(['passed &x;']);
	});

	it('grow without end', () => {
		const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
			'',
		);
		const run = runOf(doctype(`<!ENTITY l0 "lol">${levels}`).replace('&x;', '&l9;'));
		expect(linesOf(run)).toEqual(['passed &l9;']);
	});

	it('be nested without end', () => {
		const nested = (levels: number) =>
			`${'<testsuite>'.repeat(levels)}<testcase name="a"/>${'</testsuite>'.repeat(levels)}`;
		expect(runOf(nested(MAX_LEVELS - 1)).counts.total).toBe(1);
		expect(errorFor(nested(MAX_LEVELS))).toContain(`is nested more than ${MAX_LEVELS} levels deep`);
	});

	it('have attributes without end', () => {
		const attributes = (count: number) => Array.from({ length: count }, (_, n) => ` a${n}="x"`).join('');
		expect(runOf(`<testsuite${attributes(MAX_ATTRIBUTES)}/>`).counts.total).toBe(0);
		expect(errorFor(`<testsuite${attributes(MAX_ATTRIBUTES + 1)}/>`)).toContain(
			`has an element with more than ${MAX_ATTRIBUTES} attributes`,
		);
		expect(errorFor(`<testsuite${attributes(1_000_000)}/>`)).toContain(
			`more than ${MAX_ATTRIBUTES} attributes`,
		);
	});

	it('reach what objects inherit', () => {
		const run = runOf(
			'<testsuite><testcase name="a" constructor="x" __proto__="y" status="toString"/></testsuite>',
		);
		expect(linesOf(run)).toEqual(['other a']);
		expect(({} as Record<string, unknown>).y).toBeUndefined();
	});
});

it('finds the outermost element in any piece, without its prefix', () => {
	expect(xmlRoot('a', ['<?xml version="1.0"?><!-- ', 'x --><n:ro', 'ot a="1"><broken'])).toEqual({
		name: 'root',
		attributes: { a: '1' },
	});
});
