/** What HTML amounts to for a browser. */
import { type DefaultTreeAdapterMap, parse, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** One element, with the names of those around it. */
export interface Seen {
	name: string;
	attributes: Record<string, string>;
	text: string;
}

/** Attributes whose values come from a platform or depend on them. */
const TEXTUAL = ['aria-label', 'content'];

/** All elements of a page in order. */
export function elementsOf(html: string, kind: 'page' | 'fragment'): Seen[] {
	return nodesOf(html, kind)
		.filter((node): node is Element => 'tagName' in node)
		.map((element) => ({
			name: element.tagName,
			attributes: Object.fromEntries(element.attrs.map(({ name, value }) => [name, value])),
			text: textOf(element),
		}));
}

/** Elements and attributes without the texts: what markup in a text would change. */
export function skeletonOf(html: string, kind: 'page' | 'fragment'): string[] {
	return elementsOf(html, kind).map(({ name, attributes }) => {
		const shown = Object.entries(attributes).map(([key, value]) =>
			TEXTUAL.includes(key) ? key : `${key}=${value}`,
		);
		return [name, ...shown].join(' ');
	});
}

/** The comments of a piece of HTML. */
export function commentsOf(html: string): string[] {
	return nodesOf(html, 'fragment').flatMap((node) => ('data' in node ? [node.data] : []));
}

/** The text outside of code, where words may become mentions and links. */
export function looseText(html: string): string {
	const loose = (node: Node): string => {
		if ('tagName' in node && ['code', 'pre', 'a'].includes(node.tagName)) return ' ';
		if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value;
		return 'childNodes' in node ? node.childNodes.map(loose).join('') : '';
	};
	return loose(parseFragment(html));
}

function nodesOf(html: string, kind: 'page' | 'fragment'): Node[] {
	const all: Node[] = [];
	const visit = (node: Node) => {
		all.push(node);
		if ('childNodes' in node) node.childNodes.forEach(visit);
	};
	visit(kind === 'page' ? parse(html) : parseFragment(html));
	return all;
}

function textOf(node: Node): string {
	if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value;
	return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
