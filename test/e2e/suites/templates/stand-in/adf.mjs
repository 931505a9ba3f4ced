const MAX_LENGTH = 32_767;
const INLINE = ['text', 'hardBreak'];
const BLOCK = [
	'paragraph',
	'heading',
	'bulletList',
	'orderedList',
	'codeBlock',
	'panel',
	'table',
	'rule',
	'blockquote',
	'expand',
];

/** The allowed children of each node type; types that are not listed have none. */
const CHILDREN = {
	doc: BLOCK,
	paragraph: INLINE,
	heading: INLINE,
	bulletList: ['listItem'],
	orderedList: ['listItem'],
	listItem: ['paragraph', 'bulletList', 'orderedList', 'codeBlock'],
	codeBlock: ['text'],
	panel: ['paragraph', 'heading', 'bulletList', 'orderedList'],
	table: ['tableRow'],
	tableRow: ['tableCell', 'tableHeader'],
	tableCell: BLOCK,
	tableHeader: BLOCK,
	blockquote: ['paragraph'],
	expand: BLOCK,
};
const MARKS = ['link', 'strong', 'em', 'code', 'strike', 'underline'];

/**
 * Refuses a document that Jira would refuse. Supports all nodes of texts without media and mentions. Source:
 * developer.atlassian.com, cloud/jira/platform/apis/document/structure
 *
 * @param {(condition: unknown, message: string) => void} demand
 * @param {any} doc
 */
export function checkAdf(demand, doc) {
	demand(doc?.type === 'doc' && doc.version === 1, 'INVALID_INPUT: not an ADF document');
	demand(JSON.stringify(doc).length <= MAX_LENGTH, 'CONTENT_LIMIT_EXCEEDED');
	checkNode(demand, doc);
}

function checkNode(demand, { type, text, marks = [], content = [] }) {
	if (type === 'text') {
		demand(typeof text === 'string' && text !== '', 'INVALID_INPUT: an empty text');
		for (const mark of marks) checkMark(demand, mark);
		return;
	}
	for (const child of content) {
		demand(CHILDREN[type]?.includes(child.type), `INVALID_INPUT: ${child.type} in ${type}`);
		checkNode(demand, child);
	}
}

function checkMark(demand, { type, attrs }) {
	demand(MARKS.includes(type), `INVALID_INPUT: a mark of type ${type}`);
	if (type === 'link') demand(/^https?:\/\//.test(attrs?.href), `INVALID_INPUT: a link to ${attrs?.href}`);
}

/**
 * The text of a document, for assertions.
 *
 * @param {any} node
 * @returns {string}
 */
export function textOf({ text = '', content = [] }) {
	return text + content.map(textOf).join(' ');
}
