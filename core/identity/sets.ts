/** Sets: their elements are printed in another order in each process. */

const SET = /\{(?:'[^'{}\n]*'(?:, '[^'{}\n]*')+|"[^"{}\n]*"(?:, "[^"{}\n]*")+)\}/g;

/** Announces that the following lines are the elements of a set: of Python, or of a collection class of Java. */
const HEADING =
	/^(?:[\w.]{1,80}: )?(?:(?:Extra items|Items) in the (?:left|right|first|second) set(?: but not the (?:first|second))?|Expecting [\w.$]{0,80}Set[N12]?):$/;
/** Sets whose elements are printed in no fixed order. */
const IN_ORDER = /(?:Linked|Tree|Sorted|SkipList|Enum|Bit)\w{0,40}Set:$/;

const MAY_BE_HEADING = /Set[N12]?:\n|set(?: but not the \w+)?:\n/;

/** The text with the elements of each set of texts sorted. */
export function sortedSets(text: string): string {
	const sorted = text.includes(`{'`) || text.includes('{"') ? text.replace(SET, sortedList) : text;
	return MAY_BE_HEADING.test(sorted) ? sortedItems(sorted.split('\n')).join('\n') : sorted;
}

/** A list in brackets with its elements sorted. */
function sortedList(list: string): string {
	return list[0]! + list.slice(1, -1).split(', ').sort().join(', ') + list.at(-1)!;
}

/** The lines with the elements of a set sorted: one element per line, or all in brackets. */
function sortedItems(lines: string[]): string[] {
	const result: string[] = [];
	for (let at = 0; at < lines.length; at++) {
		result.push(lines[at]!);
		if (!HEADING.test(lines[at]!) || IN_ORDER.test(lines[at]!)) continue;
		const end = lines[at + 1]?.startsWith('[') ? endOfList(lines, at + 1) : endOfItems(lines, at + 1);
		const items = lines.slice(at + 1, end);
		result.push(...(items[0]?.startsWith('[') ? [sortedList(items.join(' '))] : items.sort()));
		at = end - 1;
	}
	return result;
}

function endOfItems(lines: string[], start: number): number {
	let end = start;
	while (end < lines.length && /^['"\d]/.test(lines[end]!)) end++;
	return end;
}

/** Index after the line that closes the list. A list without an end stays unchanged. */
function endOfList(lines: string[], start: number): number {
	const end = lines.findIndex((line, index) => index >= start && line.endsWith(']'));
	return end < 0 ? start : end + 1;
}
