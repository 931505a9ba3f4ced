/**
 * The rules of Slack's Block Kit, as far as the report uses it, with the numbers of its reference
 * (docs.slack.dev/reference/block-kit): anything else is a violation.
 */
type Json = Record<string, unknown>;

const TOTAL = 11_000;

/** What is wrong with the blocks of a message; empty when Slack would take them. */
export function blockViolations(blocks: unknown[]): string[] {
	const violations: string[] = [];
	if (blocks.length < 1 || blocks.length > 50) violations.push(`${blocks.length} blocks`);
	if (textLength(blocks) > TOTAL) violations.push(`${textLength(blocks)} characters in all`);
	blocks.forEach((block, index) => {
		for (const violation of blockRules(block as Json)) violations.push(`block ${index}: ${violation}`);
	});
	return violations;
}

function blockRules(block: Json): string[] {
	switch (block.type) {
		case 'header':
			return [...keys(block, ['type', 'text']), ...plainText(block.text, 150)];
		case 'context': {
			const elements = block.elements as unknown[];
			const count = elements.length < 1 || elements.length > 10 ? ['1 to 10 elements'] : [];
			return [
				...keys(block, ['type', 'elements']),
				...count,
				...elements.flatMap((one) => plainText(one, 3000)),
			];
		}
		case 'section': {
			const fields = block.fields as unknown[];
			const count = fields.length < 1 || fields.length > 10 ? ['1 to 10 fields'] : [];
			return [...keys(block, ['type', 'fields']), ...count, ...fields.flatMap((one) => plainText(one, 2000))];
		}
		case 'rich_text':
			return [...keys(block, ['type', 'elements']), ...(block.elements as Json[]).flatMap(richTextRules)];
		default:
			return [`type ${String(block.type)}`];
	}
}

function richTextRules(element: Json): string[] {
	const inner = element.elements as Json[];
	const known = ['rich_text_section', 'rich_text_preformatted'].includes(String(element.type));
	return [
		...keys(element, ['type', 'elements']),
		...(known ? [] : [`type ${String(element.type)}`]),
		...(inner.length > 0 ? [] : ['no elements']),
		...inner.flatMap(inlineRules),
	];
}

function inlineRules(element: Json): string[] {
	const { type, text, url } = element;
	const shared =
		typeof text !== 'string' || text === '' || text.length > 3000 ? [`text of ${String(type)}`] : [];
	if (type === 'text') return [...keys(element, ['type', 'text', 'style']), ...shared];
	const isUrl = typeof url === 'string' && /^https?:\/\/[^\s|<>]+$/.test(url) && url.length <= 3000;
	const named = type === 'link' ? [] : [`type ${String(type)}`];
	return [...keys(element, ['type', 'text', 'url', 'style']), ...shared, ...named, ...(isUrl ? [] : ['url'])];
}

/** Only plain text, in which `emoji: false` keeps `:words:` as they are. */
function plainText(value: unknown, max: number): string[] {
	const { type, text, emoji } = value as Json;
	const fits = typeof text === 'string' && text.length >= 1 && text.length <= max;
	return [
		...keys(value as Json, ['type', 'text', 'emoji']),
		...(type === 'plain_text' ? [] : ['not plain_text']),
		...(fits ? [] : [`text of ${String(text).length} characters, at most ${max}`]),
		...(emoji === false ? [] : ['emoji']),
	];
}

function keys(value: Json, allowed: string[]): string[] {
	return Object.keys(value)
		.filter((key) => !allowed.includes(key))
		.map((key) => `property ${key}`);
}

function textLength(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return 0;
	return Object.values(value).reduce<number>((sum, inner) => sum + textLength(inner), 0);
}
