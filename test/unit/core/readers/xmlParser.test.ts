import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';

import { XmlParser } from '../../../../core/readers/xmlParser';

/** What a parser says of a text that comes in pieces: elements, texts, complaints and where each of them is. */
function told(parser: XmlParser, pieces: string[]): string[] {
	const lines: string[] = [];
	const take = (what: string) => (given: unknown) => {
		const told = given instanceof Error ? given.message : JSON.stringify(given);
		lines.push(`${what} ${told} at ${parser.line}:${parser.columnIndex}`);
	};
	parser.errorHandler = take('complaint');
	parser.openTagHandler = take('open');
	parser.closeTagHandler = () => take('close')(null);
	parser.textHandler = take('text');
	parser.cdataHandler = take('cdata');
	parser.commentHandler = take('comment');
	for (const piece of pieces) parser.write(piece);
	parser.close();
	return lines;
}

const PARTS = [
	'<a>',
	'</a>',
	'<b c="x\ny"/>',
	'<![CDATA[',
	']]>',
	']]',
	']',
	'>',
	'<!--',
	'-->',
	'&lt;',
	'&',
];
const TEXTS = ['plain\ntext', '\n', ' ', 'é🚀', 'x'];

it('finds the same at the same places as saxes does', () => {
	const pieces = fc.array(
		fc.array(fc.constantFrom(...PARTS, ...TEXTS), { maxLength: 8 }).map((parts) => parts.join('')),
		{ maxLength: 6 },
	);
	fc.assert(
		fc.property(pieces, (given) => {
			const document = ['<a>', ...given];
			const plain = new SaxesParser({ xmlns: false, position: false }) as unknown as XmlParser;
			expect(told(new XmlParser(), document)).toEqual(told(plain, document));
		}),
		{ numRuns: 2_000 },
	);
});
