/**
 * Shortens long actual values, such as a whole page. They change from run to run and would push the rest of the message
 * out of the part that we read. Expected values are kept, however long they are.
 */

/** A value is long if it has more characters, or more lines, than this. */
const LONG_VALUE = 120;
const LONG_LINES = 3;

const LEFT_OUT = '<long>';

const ACTUAL_HEADING =
	/^(?:Expecting(?: actual)?|Actual(?: value)?|Received(?: string| value)?|Found|Got|But was|but was|But got|Expecting value|Haystack|Response|Output)\b:?(?: |$)/;
const NEXT_HEADING =
	/^(?:to |not to |should |does not |is not |and |expected\b|expects |want|but (?:was|got|found)\b|at position|Expected\b|Message:|Pattern:|Missing|Difference)/i;

/** The lines of a message. A long actual value becomes one line. */
export function withoutLongActual(lines: string[]): string[] {
	const start = lines.findIndex((line) => ACTUAL_HEADING.test(line));
	if (start < 0) return lines;
	const after = lines.findIndex((line, index) => index > start && NEXT_HEADING.test(line));
	const end = after < 0 ? lines.length : after;
	if (end - start - 1 <= LONG_LINES) return lines;
	const heading = /^[A-Za-z ]{3,20}:?/.exec(lines[start]!)?.[0].trim() ?? '';
	return [...lines.slice(0, start), heading, LEFT_OUT, ...lines.slice(end)];
}

const QUOTES = `"'\``;
const CLOSED = /[\s.,;:)\]>]/;

/** Words after an actual value, before the expected one. */
const SHOULD_BE =
	/^["'`>)\],]{0,3} ?(?:to (?!be found)|does |do |is |are |was |were |should |contains?\b|matches|equals?\b|in |not |includes?\b|has |have |starts|ends|!=|==|with )/;

/** Words before an actual value. */
const FOUND =
	/(?:\b(?:but (?:was|got|found|received|is)|got|received|actual|found|instead of|in|was|were|response|body|output|value|from)\b(?: string| value)?|right|left|=)["']?[:=]? ?[<(]?$/i;

/** The line without long quoted actual values; other long values stay. */
export function withoutLongValues(line: string): string {
	let result = '';
	let from = 0;
	for (let at = nextQuote(line, 0); at >= 0; at = nextQuote(line, at)) {
		const end = closingQuote(line, at);
		if (end < 0) break;
		if (end - at > LONG_VALUE && wasFound(line, at, end)) {
			result += line.slice(from, at + 1) + LEFT_OUT;
			from = end;
		}
		at = end + 1;
	}
	return result + line.slice(from);
}

function wasFound(line: string, start: number, end: number): boolean {
	return (
		SHOULD_BE.test(line.slice(end + 1, end + 30)) || FOUND.test(line.slice(Math.max(0, start - 30), start))
	);
}

/** The next quote that can begin a value, i.e. not one within a word. */
function nextQuote(line: string, from: number): number {
	for (let at = from; at < line.length; at++) {
		if (QUOTES.includes(line[at]!) && (at === 0 || !/\w/.test(line[at - 1]!))) return at;
	}
	return -1;
}

/**
 * Where the value ends that begins with a quote. In markup and JSON, only the quote after the last bracket ends it;
 * others belong to the data.
 */
function closingQuote(line: string, start: number): number {
	const quote = line[start]!;
	const bracket = BRACKETS[line[start + 1] ?? ''];
	let end = line.indexOf(quote, start + 1);
	while (end >= 0 && !isClosing(line, end, bracket)) end = line.indexOf(quote, end + 1);
	return end;
}

const BRACKETS: Record<string, string> = { '<': '>', '{': '}', '[': ']' };

function isClosing(line: string, at: number, bracket: string | undefined): boolean {
	if (at + 1 < line.length && !CLOSED.test(line[at + 1]!)) return false;
	const before = line[at - 1]!;
	return before !== '\\' && (bracket === undefined || before === bracket || before === '.' || before === '…');
}
