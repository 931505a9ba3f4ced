/** What of an error text stays the same when the same problem shows up again. */

import { withoutJudgesWords, WORDS_OF_JUDGES } from './judge';
import { withoutLongValues } from './longValues';
import { remembering } from './remembering';
import { noiseTables } from './rules';
import { saysNothing } from './rules/generic';
import { holdsOneOf, Look, needOf, type Need } from './rules/look';
import { LIMIT_WORDS, SPEAKS_OF_CODE, SPEAKS_OF_LIMIT } from './rules/measured';
import { applyRules, ruleSet } from './rules/rule';
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
	const told = text.length > MAX_KEPT_TEXT ? normalizedText(text) : knownOrNormalizedText(text);
	const withCause = withCauseOf(text === stack ? null : stack, told.text);
	if (!told.saysNothing || withCause !== told.text) return withCause;
	const more = furtherLines(stack ?? text, told.text);
	return more === '' ? told.text : `${told.text}\n${more}`;
}

/** What became of a text. */
interface Normalized {
	text: string;
	/** Whether many problems have that text. */
	saysNothing: boolean;
}

/** What breaks many tests at once gives their errors most lines in common, if not the whole text. */
const knownOrNormalizedText = remembering(normalizedText);
const knownOrNormalizedLine = remembering(normalizedLine, 64);

/** A line keeps the text in memory that it was cut from, so longer texts are not remembered. */
const MAX_KEPT_TEXT = 8 * 1024;

/** What stands before the message of most errors of JavaScript. */
const OF_ERRORS = 'Error: ';

/** The one look that all texts are given in turn. */
const look = new Look();
const LIMIT = needOf('0', LIMIT_WORDS);
const SIGNS_OF_LIMIT = [
	needOf('0', ['<0', '< 0', '< -', '< (', '<=', 'be <', '>0', '> 0', '> -', '> (', '>=', 'be >']),
	needOf('0é'),
	needOf('0+/'),
];
const JUDGE = needOf('', WORDS_OF_JUDGES);

function normalizedText(text: string): Normalized {
	const lines = tellingLines(text);
	// A line that is all of a text is remembered with the text.
	const isKept = lines.length > 1 && text.length <= MAX_KEPT_TEXT;
	const whole = lines.map(isKept ? knownOrNormalizedLine : normalizedLine).join('\n');
	const normalized = whole.startsWith(OF_ERRORS) ? whole.slice(OF_ERRORS.length) : whole;
	look.at(normalized);
	const unjudged = holdsOneOf(look, JUDGE) ? withoutJudgesWords(normalized) : normalized;
	const sorted = sortedSets(unjudged);
	if (sorted !== normalized) look.at(sorted);
	const made = speaksOfLimit(sorted) ? applyRules(MEASURED_VALUES, sorted, look) : sorted;
	return { text: made, saysNothing: saysNothing(made, look) };
}

function speaksOfLimit(text: string): boolean {
	return maySpeakOfLimit() && SPEAKS_OF_LIMIT.test(text) && !SPEAKS_OF_CODE.test(text);
}

function maySpeakOfLimit(): boolean {
	return holds(LIMIT) || SIGNS_OF_LIMIT.some(holds);
}

function holds(need: Need): boolean {
	return (look.characters & need.characters) === need.characters && holdsOneOf(look, need);
}

function normalizedLine(line: string): string {
	const short = line.length > MAX_NORMALIZED_LINE / 2 ? withoutLongValues(line) : line;
	const normalized = withoutNoise(short.normalize('NFC')).replace(SPACE, ' ');
	return normalized.length > MAX_NORMALIZED_LINE ? normalized.slice(0, lengthToKeep(normalized)) : normalized;
}

const EXPECTS =
	/\b(?:to (?:be|equal|contain|include|match|have|eq)|expected|contains?|should|matches|toBe|toEqual|but was)\b/gi;

const BEGINS_VALUE = /^[^"'`]{0,30}["'`]/;

/** Long enough for the last thing that the line says it expects: all of it where that is a value in quotes. */
function lengthToKeep(line: string): number {
	let last = -1;
	for (const { index } of line.matchAll(EXPECTS)) last = index;
	if (last < 0) return MAX_NORMALIZED_LINE;
	return BEGINS_VALUE.test(line.slice(last))
		? line.length
		: Math.max(MAX_NORMALIZED_LINE, last + MAX_NORMALIZED_LINE);
}

function withCauseOf(stack: string | null, told: string): string {
	const cause = stack === null ? null : rootCause(stack);
	if (cause === null) return told;
	const line = normalizedLine(cause);
	return told.includes(line) ? told : `${told}\nCaused by: ${line}`;
}

/** What the stack tells beyond the message: its own words, else the place. */
function furtherLines(stack: string, told: string): string {
	const { text: words, saysNothing: isNoMore } = normalizedText(stack);
	if (words !== '' && !isNoMore && !told.includes(words) && !words.includes(told)) return words;
	if (words.length > told.length && words.includes(told)) return words.replace(told, '').trim();
	const detail = stackDetail(stack);
	return detail === null ? '' : normalizedLine(detail);
}
