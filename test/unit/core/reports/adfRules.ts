/**
 * The rules of the Atlassian Document Format for the nodes that the report uses, from its reference
 * (developer.atlassian.com/cloud/jira/platform/apis/document/structure) and its JSON schema: anything else is a
 * violation.
 */
import type { AdfNode } from '../../../../core/reports/adf';

interface Rule {
	content?: string[];
	attrs?: Record<string, (value: unknown) => boolean>;
}

const isText = (value: unknown) => typeof value === 'string';

const RULES: Record<string, Rule> = {
	doc: { content: ['heading', 'paragraph', 'panel', 'bulletList', 'codeBlock', 'table'] },
	heading: { content: ['text'], attrs: { level: (value) => [1, 2, 3, 4, 5, 6].includes(value as number) } },
	paragraph: { content: ['text'] },
	panel: {
		content: ['paragraph', 'heading', 'bulletList'],
		attrs: {
			panelType: (value) => ['info', 'note', 'tip', 'warning', 'error', 'success'].includes(value as string),
		},
	},
	bulletList: { content: ['listItem'] },
	listItem: { content: ['paragraph', 'bulletList', 'codeBlock'] },
	codeBlock: { content: ['text'], attrs: { language: isText } },
	table: { content: ['tableRow'] },
	tableRow: { content: ['tableHeader', 'tableCell'] },
	tableHeader: { content: ['paragraph'], attrs: {} },
	tableCell: { content: ['paragraph'], attrs: {} },
};

/** These may be empty. */
const MAY_BE_EMPTY = ['heading', 'paragraph', 'codeBlock'];

/** What is wrong with a document; empty when Jira would take it. */
export function adfViolations(document: AdfNode & { version?: number }): string[] {
	const { version, ...node } = document;
	const length = JSON.stringify(document).length;
	return [
		...(version === 1 && node.type === 'doc' ? [] : ['not a document of version 1']),
		...(length <= 32_767 ? [] : [`${length} characters`]),
		...nodeViolations(node, 'doc'),
	];
}

function nodeViolations(node: AdfNode, at: string): string[] {
	if (node.type === 'text') return textViolations(node, at);
	const rule = RULES[node.type];
	if (rule === undefined) return [`${at}: no such node`];
	const { content = [], attrs = {} } = node;
	const wrongKeys = Object.keys(node).filter((key) => !['type', 'content', 'attrs'].includes(key));
	const allowedAttrs = rule.attrs ?? {};
	return [
		...wrongKeys.map((key) => `${at}: ${key}`),
		...Object.entries(attrs).flatMap(([key, value]) =>
			allowedAttrs[key]?.(value) ? [] : [`${at}: attribute ${key}`],
		),
		...Object.keys(allowedAttrs).flatMap((key) => (key in attrs ? [] : [`${at}: no ${key}`])),
		...(content.length > 0 || MAY_BE_EMPTY.includes(node.type) ? [] : [`${at}: empty`]),
		...content.flatMap((inner, index) => {
			const place = `${at} > ${inner.type}[${index}]`;
			return [
				...(rule.content?.includes(inner.type) ? [] : [`${place}: not allowed here`]),
				...(node.type === 'codeBlock' && inner.marks ? [`${place}: marks in code`] : []),
				...nodeViolations(inner, place),
			];
		}),
	];
}

function textViolations({ type: _type, text, marks = [], ...rest }: AdfNode, at: string): string[] {
	return [
		...Object.keys(rest).map((key) => `${at}: ${key}`),
		...(text ? [] : [`${at}: empty text`]),
		...marks.flatMap(({ type, attrs, ...more }) => {
			const isLink =
				type === 'link' &&
				/^https?:\/\/[^\s<>"]+$/.test(String(attrs?.href)) &&
				Object.keys(attrs ?? {}).length === 1;
			const known = isLink || (type === 'strong' && attrs === undefined);
			return known && Object.keys(more).length === 0 ? [] : [`${at}: mark ${type}`];
		}),
	];
}
