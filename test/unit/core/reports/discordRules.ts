/**
 * The limits of Discord's embeds (docs.discord.com/developers/resources/message), and its Markdown as far as it could act
 * in them. Anything else is a violation.
 */
import type { DiscordEmbed } from '../../../../core/reports/discord';

/** What is wrong with a message; empty when Discord would take it. */
export function messageViolations(message: object): string[] {
	const {
		embeds,
		allowed_mentions: mentions,
		...rest
	} = message as {
		embeds: DiscordEmbed[];
		allowed_mentions: object;
	};
	const total = embeds.reduce((sum, embed) => sum + charactersOf(embed), 0);
	const urls = embeds.flatMap(({ url }) => url ?? []);
	return [
		...(embeds.length >= 1 && embeds.length <= 10 ? [] : [`${embeds.length} embeds`]),
		...(total <= 6000 ? [] : [`${total} characters`]),
		...(new Set(urls).size === urls.length ? [] : ['two embeds of one address']),
		...(JSON.stringify(mentions) === '{"parse":[]}' ? [] : ['mentions']),
		...Object.keys(rest),
		...embeds.flatMap(embedRules),
	];
}

function embedRules({ title, url, color, description, fields, footer, ...rest }: DiscordEmbed): string[] {
	return [
		...length('title', title, 256),
		...length('description', description, 4096),
		...(footer ? length('footer', footer.text, 2048) : []),
		...(fields === undefined || (fields.length >= 1 && fields.length <= 25) ? [] : ['fields']),
		...(fields ?? []).flatMap(({ name, value, ...more }) => [
			...length('name', name, 256),
			...length('value', value, 1024),
			...Object.keys(more),
		]),
		...(url === undefined || /^https?:\/\/\S+$/.test(url) ? [] : [`url ${url}`]),
		...(Number.isInteger(color) && color >= 0 && color <= 0xffffff ? [] : ['color']),
		...Object.keys(rest),
	];
}

function length(what: string, text: string, max: number): string[] {
	const isOne = typeof text === 'string' && text.trim().length >= 1 && text.length <= max;
	return isOne ? [] : [`${what} of ${text.length} characters`];
}

function charactersOf({ title, description, fields = [], footer }: DiscordEmbed): number {
	const inFields = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
	return title.length + description.length + inFields + (footer?.text.length ?? 0);
}

/** All texts of an embed in which Discord reads Markdown, without the code blocks in them. */
export function readTexts({ title, description, fields = [] }: DiscordEmbed): string[] {
	return [title, description, ...fields.flatMap(({ name, value }) => [name, withoutCode(value)])];
}

/** A value has at most one code block, which ends at the first three backticks after its start. */
function withoutCode(value: string): string {
	const start = value.indexOf('```\n');
	const end = value.indexOf('```', start + 3);
	return start < 0 ? value : value.slice(0, start) + value.slice(end + 3);
}

/** Everything in a text that would act, line by line; the report's own bold labels and links are none. */
export function actingMarks(text: string): string[] {
	const rest = text
		.replace(/\\[^A-Za-z0-9\s]/g, 'x')
		.replace(/^\*\*[A-Z][a-z ]+:\*\*/gm, '')
		.replace(/: \*\*([^*\n]+)\*\* · /g, ': $1 · ')
		.replace(/^\[Open the test\]\(https?:\/\/[^\s()<>]+\)$/gm, '');
	return [
		...(rest.match(/[*_~`|[\]<>]/g) ?? []),
		...(rest.match(/^\s*(?:[-+#]|\d+\.)/gm) ?? []),
		...(rest.match(/[@#:](?=[^\s\u2060])/g) ?? []),
	];
}

/** A text as it is read. */
export function unescaped(text: string): string {
	return text.replace(/\\([^A-Za-z0-9\s])/g, '$1').replaceAll('\u2060', '');
}
