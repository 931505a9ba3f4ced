/** Reports of which one part has grown out of all proportion: a list, an element or a text. */

/** How often a part is repeated. */
const TIMES = 4_000;
/** Characters of a long text. */
const LENGTH = 70_000;

/** What long texts are made of, beside their own characters. */
const FILLINGS = [' ', '\n', '/', '<', ' > ', '#', 'at a\n', '0', '.', '\u001b[0m', '\\', '😀', '[', ', '];

/** The report with the part `at` grown; the number wraps around, and the same one always gives the same report. */
export function grown(text: string, at: number): string {
	if (text.startsWith('<')) return grownXml(text, at);
	if (!/^[[{]/.test(text)) return grownLine(text, at);
	const lines = text.trimEnd().split('\n');
	if (lines.length === 1) return grownJson(text, at);
	const index = at % lines.length;
	const line = lines[index] as string;
	const rest = Math.floor(at / lines.length);
	lines[index] = rest % 3 === 0 ? `${line}\n`.repeat(TIMES).trimEnd() : grownJson(line, rest);
	return lines.join('\n');
}

/** An element but for the outermost one, or the value of an attribute. */
function grownXml(text: string, at: number): string {
	const parts = [...elementsIn(text).slice(1), ...text.matchAll(/(?<=")[^"<>]+(?=")/g)];
	const { index, 0: own } = parts[at % parts.length]!;
	const instead = own.startsWith('<') ? own.repeat(TIMES) : longText(own, at);
	return text.slice(0, index) + instead + text.slice(index + own.length);
}

/** All elements, with those that are in others. */
function elementsIn(text: string): Array<{ index: number; 0: string }> {
	const elements: Array<{ index: number; 0: string }> = [];
	const open: Array<{ index: number; 0: string }> = [];
	for (const { index, 0: tag } of text.matchAll(/<\/?[\w:-]+[^<>]*>/g)) {
		const element = tag.startsWith('</') ? open.pop()! : { index, 0: '' };
		element[0] = text.slice(element.index, index + tag.length);
		if (!tag.startsWith('</')) elements.push(element);
		if (!tag.startsWith('</') && !tag.endsWith('/>')) open.push(element);
	}
	return elements;
}

function grownLine(text: string, at: number): string {
	const lines = text.split('\n');
	const index = at % lines.length;
	const line = lines[index] as string;
	lines[index] = at % 2 ? `${line}\n`.repeat(TIMES).trimEnd() : longText(line, at);
	return lines.join('\n');
}

/** XML has its own meaning for a few characters. */
function longText(own: string, at: number): string {
	const filling = FILLINGS[at % FILLINGS.length] as string;
	const piece = /[<\u001b]/.test(filling) ? own : filling;
	return own + (piece || 'x').repeat(Math.ceil(LENGTH / (piece.length || 1))) + own;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function grownJson(text: string, at: number): string {
	let left = at;
	const value = JSON.parse(text) as Json;
	const count = countIn(value);
	left %= count;
	const walk = (given: Json): Json => {
		const isHere = left === 0;
		left -= 1;
		if (typeof given === 'string') return isHere ? longJson(given, at) : given;
		if (Array.isArray(given)) {
			const entries = given.map(walk);
			return isHere ? entries.flatMap((entry) => Array<Json>(TIMES).fill(entry)) : entries;
		}
		if (given === null || typeof given !== 'object') return given;
		const fields = Object.entries(given).map(([key, inner]) => [key, walk(inner)] as const);
		const more = isHere
			? Array.from({ length: TIMES }, (_, n) => [`x${n}`, fields[0]?.[1] ?? 0] as const)
			: [];
		return Object.fromEntries([...fields, ...more]);
	};
	return JSON.stringify(walk(value));
}

function longJson(own: string, at: number): string {
	const filling = FILLINGS[at % FILLINGS.length] as string;
	return own + filling.repeat(Math.ceil(LENGTH / filling.length)) + own;
}

function countIn(value: Json): number {
	if (typeof value !== 'object' || value === null) return 1;
	return Object.values(value).reduce<number>((sum, inner) => sum + countIn(inner), 1);
}
