/**
 * The rules of Adaptive Cards 1.4, as far as the report uses them (adaptivecards.io/schemas/adaptive-card.json), and the
 * size of a message for a webhook of Teams. Anything else is a violation.
 */
type Json = Record<string, unknown>;

const ELEMENTS: Record<string, string[]> = {
	Container: ['style', 'bleed', 'items'],
	RichTextBlock: ['spacing', 'separator', 'inlines'],
	ActionSet: ['actions'],
	TextRun: ['text', 'size', 'weight', 'isSubtle', 'fontType', 'selectAction'],
	'Action.OpenUrl': ['title', 'url'],
};

const VALUES: Record<string, unknown[]> = {
	style: ['good', 'attention', 'warning', 'accent'],
	bleed: [true],
	spacing: ['None'],
	separator: [true],
	size: ['Large'],
	weight: ['Bolder'],
	isSubtle: [true],
	fontType: ['Monospace'],
};

/** What is wrong with a message; empty when Teams would take it. */
export function messageViolations(message: object): string[] {
	const { type, attachments, ...rest } = message as { type: string; attachments: Json[] };
	const [{ contentType, contentUrl, content }] = attachments;
	const bytes = Math.max(Buffer.byteLength(JSON.stringify(message)), JSON.stringify(message).length * 2);
	return [
		...(bytes > 28_000 ? [`${bytes} bytes`] : []),
		...(type === 'message' && attachments.length === 1 && contentUrl === null ? [] : ['message']),
		...(contentType === 'application/vnd.microsoft.card.adaptive' ? [] : [`type ${String(contentType)}`]),
		...Object.keys(rest),
		...cardRules(content as Json),
	];
}

function cardRules({ $schema, type, version, msteams, body, ...rest }: Json): string[] {
	const isCard = type === 'AdaptiveCard' && version === '1.4' && String($schema).startsWith('http');
	return [
		...(isCard ? [] : ['card']),
		// No entities: without them nothing is a mention.
		...(JSON.stringify(msteams) === '{"width":"Full"}' ? [] : ['msteams']),
		...Object.keys(rest),
		...elements(body, ['Container', 'RichTextBlock', 'ActionSet']),
	];
}

function elements(list: unknown, types: string[]): string[] {
	const isList = Array.isArray(list) && list.length > 0;
	return isList ? list.flatMap((one) => element(one as Json, types)) : ['no elements'];
}

function element({ type, ...properties }: Json, types: string[]): string[] {
	const name = String(type);
	const allowed = ELEMENTS[name] ?? [];
	return [
		...(types.includes(name) ? [] : [`type ${name}`]),
		...Object.entries(properties).flatMap(([property, value]) =>
			allowed.includes(property) ? rule(property, value) : [`property ${property} of ${name}`],
		),
	];
}

function rule(property: string, value: unknown): string[] {
	switch (property) {
		case 'items':
			return elements(value, ['RichTextBlock']);
		case 'inlines':
			return elements(value, ['TextRun']);
		case 'actions':
			return elements(value, ['Action.OpenUrl']);
		case 'selectAction':
			return element(value as Json, ['Action.OpenUrl']);
		case 'url':
			return /^https?:\/\/\S+$/.test(String(value)) ? [] : [`url ${String(value)}`];
		case 'text':
		case 'title':
			return textRules(value);
		default:
			return VALUES[property].includes(value) ? [] : [`${property} ${String(value)}`];
	}
}

function textRules(value: unknown): string[] {
	const isText = typeof value === 'string' && value !== '' && !value.includes('\n');
	// The functions that Teams evaluates in texts begin so.
	return isText && !value.includes('{{') ? [] : [`text ${JSON.stringify(value)}`];
}
