/**
 * Nodes of the Atlassian Document Format, as far as Jira takes them
 * (developer.atlassian.com/cloud/jira/platform/apis/document/structure). Text in them is never read as markup.
 */

/** A node or a mark of a document. */
export interface AdfNode {
	type: string;
	attrs?: Record<string, string | number | boolean>;
	content?: AdfNode[];
	text?: string;
	marks?: AdfNode[];
}

/** A whole document. */
export interface AdfDocument {
	version: 1;
	type: 'doc';
	content: AdfNode[];
}

/** The colours of a panel: `info` blue, `note` purple, `success` green, `warning` yellow, `error` red. */
export type PanelType = 'info' | 'note' | 'success' | 'warning' | 'error';

export function adfDocument(content: AdfNode[]): AdfDocument {
	return { version: 1, type: 'doc', content };
}

export function heading(level: number, words: string): AdfNode {
	return { type: 'heading', attrs: { level }, content: inline(text(words)) };
}

export function paragraph(...content: AdfNode[]): AdfNode {
	return { type: 'paragraph', content: inline(...content) };
}

export function panel(panelType: PanelType, ...content: AdfNode[]): AdfNode {
	return { type: 'panel', attrs: { panelType }, content };
}

export function bulletList(items: AdfNode[][]): AdfNode {
	return {
		type: 'bulletList',
		content: items.map((item) => ({ type: 'listItem', content: [paragraph(...item)] })),
	};
}

export function codeBlock(words: string): AdfNode {
	return { type: 'codeBlock', attrs: { language: 'text' }, content: inline(text(words)) };
}

/** A table with a heading row. */
export function table(head: string[], rows: string[][]): AdfNode {
	const row = (cell: string, cells: string[]): AdfNode => ({
		type: 'tableRow',
		content: cells.map((words) => ({ type: cell, attrs: {}, content: [paragraph(text(words))] })),
	});
	return {
		type: 'table',
		content: [row('tableHeader', head), ...rows.map((cells) => row('tableCell', cells))],
	};
}

export function text(words: string): AdfNode {
	return { type: 'text', text: words };
}

export function strong(words: string): AdfNode {
	return { ...text(words), marks: [{ type: 'strong' }] };
}

/** `url` must come from `safeUrl`. */
export function link(words: string, url: string): AdfNode {
	return { ...text(words), marks: [{ type: 'link', attrs: { href: url } }] };
}

/** Jira refuses empty text. */
function inline(...content: AdfNode[]): AdfNode[] {
	return content.filter((node) => node.text !== '');
}
