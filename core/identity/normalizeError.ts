/** What of an error text stays the same when the same problem shows up again. */

import { withoutJudgesWords } from './judge';
import { withoutLongValues } from './longValues';
import { noiseTables } from './rules';
import { GENERIC } from './rules/generic';
import { SPEAKS_OF_CODE, SPEAKS_OF_LIMIT } from './rules/measured';
import { applyRules, charactersOf, ruleSet } from './rules/rule';
import { sortedSets } from './sets';
import { stackDetail } from './stackDetail';
import { rootCause, tellingLines } from './tellingLines';
import { withoutNoise } from './withoutNoise';

/** No normalised line is longer than this, but for what it expects; the rest of a long line is data more often than message. */
const MAX_NORMALIZED_LINE = 300;

/** Space that is not a single space character already, which most of it is. */
const SPACE = /\s{2,}|[^\S ]/g;

const MEASURED_VALUES = ruleSet(noiseTables.besideLimit);

/**
 * The part of an error text that stays the same when the same problem shows up again: its first telling lines
 * without what changes from run to run. Empty when there is no text. `stack` has a say where the message has none,
 * where it could be that of many problems, and where it tells the cause. Fingerprints depend on every character of it,
 * and tickets are found by them: a change here makes known problems look new.
 */
export function normalizeError(message: string | null, stack: string | null = null): string {
	const text = message?.trim() ? message : stack;
	if (!text) return '';
	const normalized = normalizedText(tellingLines(text), text.length);
	const told = withCauseOf(text === stack ? null : stack, normalized);
	if (!isGeneric(told)) return told;
	const more = furtherLines(stack ?? text, told);
	return more === '' ? told : `${told}\n${more}`;
}

function normalizedText(lines: string[], length: number): string {
	const normalized = lines
		.map((line) => (length > MAX_KEPT_TEXT ? normalizedLine(line) : knownOrNormalizedLine(line)))
		.join('\n')
		.replace(/^Error: /, '');
	const sorted = sortedSets(withoutJudgesWords(normalized));
	if (!SPEAKS_OF_LIMIT.test(sorted) || SPEAKS_OF_CODE.test(sorted)) return sorted;
	return applyRules(MEASURED_VALUES, sorted, charactersOf(sorted));
}

/** The last lines, and what became of them. A line keeps the text in memory that it was cut from, so both are limited. */
const knownLines = new Map<string, string>();
const MAX_KNOWN_LINES = 256;
const MAX_KEPT_TEXT = 8 * 1024;

/** What breaks many tests at once gives their errors most lines in common. */
function knownOrNormalizedLine(line: string): string {
	const known = knownLines.get(line);
	if (known !== undefined) return known;
	const normalized = normalizedLine(line);
	if (knownLines.size >= MAX_KNOWN_LINES) knownLines.clear();
	knownLines.set(line, normalized);
	return normalized;
}

function normalizedLine(line: string): string {
	const short = line.length > MAX_NORMALIZED_LINE / 2 ? withoutLongValues(line) : line;
	const normalized = withoutNoise(short.normalize('NFC')).replace(SPACE, ' ');
	return normalized.length > MAX_NORMALIZED_LINE ? normalized.slice(0, lengthToKeep(normalized)) : normalized;
}

const EXPECTS =
	/\b(?:to (?:be|equal|contain|include|match|have|eq)|expected|contains?|should|matches|toBe|toEqual|but was)\b/gi;

/** Long enough for the last thing that the line says it expects. */
function lengthToKeep(line: string): number {
	let last = 0;
	for (const { index } of line.matchAll(EXPECTS)) last = index;
	return Math.max(MAX_NORMALIZED_LINE, last === 0 ? 0 : last + MAX_NORMALIZED_LINE);
}

function withCauseOf(stack: string | null, told: string): string {
	const cause = stack === null ? null : rootCause(stack);
	if (cause === null) return told;
	const line = normalizedLine(cause);
	return told.includes(line) ? told : `${told}\nCaused by: ${line}`;
}

function isGeneric(text: string): boolean {
	return GENERIC.some(({ pattern }) => pattern.test(text)) && !text.includes('\nCaused by: ');
}

/** What the stack tells beyond the message: its own words, else the place. */
function furtherLines(stack: string, told: string): string {
	const words = normalizedText(tellingLines(stack), stack.length);
	const isMore = words !== '' && !told.includes(words) && !words.includes(told) && !isGeneric(words);
	if (isMore) return words;
	if (words.length > told.length && words.includes(told)) return words.replace(told, '').trim();
	const detail = stackDetail(stack);
	return detail === null ? '' : normalizedLine(detail);
}
