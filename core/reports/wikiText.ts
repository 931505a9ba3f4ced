/**
 * Jira's wiki markup, which its REST API takes as a description in version 2, the one that n8n's Jira node calls.
 * It is drawn from the document for version 3 (`adf.ts`), so that both say the same.
 * Markup: jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 */

import type { AdfDocument, AdfNode } from './adf';
import { JOINER } from './clean';

/** Jira knows the kind of a panel by its colour alone. */
const PANEL_COLOURS: Record<string, string> = {
	info: '#deebff',
	note: '#eae6ff',
	success: '#e3fcef',
	warning: '#fffae6',
	error: '#ffebe6',
};

/** Looks like the character that ends a cell of a table, which no escape keeps from doing so. */
const BAR = '\u2223';

/** The document as wiki markup. Texts in it are shown letter by letter, apart from `|` in a table. */
export function wikiText({ content }: AdfDocument): string {
	return content.map(block).join('\n\n');
}

function block(node: AdfNode): string {
	const { type, attrs = {}, content = [] } = node;
	switch (type) {
		case 'heading':
			return `h${String(attrs.level)}. ${inline(content)}`;
		case 'panel':
			return `{panel:bgColor=${PANEL_COLOURS[String(attrs.panelType)]}}\n${blocks(content)}\n{panel}`;
		case 'bulletList':
			return content.map(({ content: item = [] }) => `* ${blocks(item)}`).join('\n');
		case 'codeBlock':
			return `{noformat}\n${plain(content)}\n{noformat}`;
		case 'table':
			return content.map(tableRow).join('\n');
		default:
			return inline(content);
	}
}

function blocks(nodes: AdfNode[]): string {
	return nodes.map(block).join('\n\n');
}

function tableRow({ content = [] }: AdfNode): string {
	const border = content[0]?.type === 'tableHeader' ? '||' : '|';
	const cells = content.map((cell) => blocks(cell.content ?? []).replaceAll('\\|', BAR) || ' ');
	return `${border}${cells.join(border)}${border}`;
}

/** Nothing in such a block is markup but its end. */
function plain(nodes: AdfNode[]): string {
	const words = nodes.map(({ text = '' }) => text).join('');
	return words.replace(/\{(?=noformat)/gi, `{${JOINER}`);
}

function inline(nodes: AdfNode[]): string {
	return nodes.map(words).join('');
}

function words({ text = '', marks = [] }: AdfNode): string {
	const shown = escaped(text);
	if (marks.length === 0) return shown;
	// Jira reads what is inside of a mark twice, and the second time without the escapes. So such a text stays without one.
	const isSafe = shown === text;
	const href = marks.find(({ type }) => type === 'link')?.attrs?.href;
	if (href === undefined) return isSafe ? strong(shown) : shown;
	const url = encoded(String(href));
	return isSafe ? `[${shown}|${url}]` : `${shown} [Open|${url}]`;
}

/** Space inside of the marks would keep them from being marks. */
function strong(shown: string): string {
	return shown.replace(/\S(?:.*\S)?/, '*$&*');
}

function encoded(url: string): string {
	return url.replace(/[[\]{}^!*|]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The text without anything that Jira would read as markup, an address or a smiley. */
function escaped(text: string): string {
	return text
		.replace(/\s+/g, ' ')
		.replace(/\\(?![\dA-Za-z])/g, `\\${JOINER}`)
		.replace(/[!#*+\-?@[\]^_{|}~]/g, '\\$&')
		.replace(/^(?:h[1-6]|bq)(?=\.)/i, `$&${JOINER}`)
		.replace(
			/\{(?=\w)|[:;](?=[()DPp])|:(?=\/\/)|\((?=(?:[ynix/]|on|off|flag|flagoff)\))|mailto:/gi,
			`$&${JOINER}`,
		);
}
