/** Sets of Python, whose elements come in another order in each process. */

const SET = /\{(?:'[^'{}\n]*'(?:, '[^'{}\n]*')+|"[^"{}\n]*"(?:, "[^"{}\n]*")+)\}/g;
const HEADING = /^Extra items in the (?:left|right) set:$/;

/** The text with the elements of each set of texts in order. */
export function sortedSets(text: string): string {
	if (!text.includes(`{'`) && !text.includes('{"') && !text.includes('Extra items in the')) return text;
	const sorted = text.replace(SET, (set) => `{${set.slice(1, -1).split(', ').sort().join(', ')}}`);
	return sorted.includes('Extra items in the') ? sortedItems(sorted.split('\n')).join('\n') : sorted;
}

/** pytest lists what one set has and the other lacks, an element a line. */
function sortedItems(lines: string[]): string[] {
	const result: string[] = [];
	for (let at = 0; at < lines.length; at++) {
		result.push(lines[at]!);
		if (!HEADING.test(lines[at]!)) continue;
		let end = at + 1;
		while (end < lines.length && /^['"\d]/.test(lines[end]!)) end++;
		result.push(...lines.slice(at + 1, end).sort());
		at = end - 1;
	}
	return result;
}
