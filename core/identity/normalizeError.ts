/** Reduces an error text to what stays the same each time the same problem occurs. */

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

/**
 * Maximum length of a normalized line, except for the expected value in it: the rest of a long line is more often data
 * than message.
 */
const MAX_NORMALIZED_LINE = 300;

/** White space other than a single space character, which needs no replacement. */
const SPACE = /\s{2,}|[^\S ]/g;

const MEASURED_VALUES = ruleSet(noiseTables.besideLimit);

/**
 * Reduces an error text to what stays the same each time the same problem occurs: its first relevant lines without
 * values that change from run to run. Empty if there is no text. `stack` is used if there is no message, if the message
 * could be that of many problems, and for the cause. Fingerprints depend on every character of the result, and tickets
 * are found by fingerprints: a change here makes known problems look new.
 */
export function normalizeError(message: string | null, stack: string | null = null): string {
	const text = message?.trim() ? message : stack;
	if (!text) return '';
	const normalized = text.length > MAX_KEPT_TEXT ? normalizedText(text) : knownOrNormalizedText(text);
	const withCause = withCauseOf(text === stack ? null : stack, normalized.text);
	if (!normalized.saysNothing || withCause !== normalized.text) return withCause;
	const more = furtherLines(stack ?? text, normalized.text);
	return more === '' ? normalized.text : `${normalized.text}\n${more}`;
}

/** The result for a text. */
interface Normalized {
	text: string;
	/** Whether many problems have this text. */
	saysNothing: boolean;
}

/**
 * Results are cached, because a problem that breaks many tests at once gives most of their error texts the same lines.
 */
const knownOrNormalizedText = remembering(normalizedText);
const knownOrNormalizedLine = remembering(normalizedLine, 64);

/** Longer texts are not cached: a line keeps the whole text in memory that it was cut from. */
const MAX_KEPT_TEXT = 8 * 1024;

/** The part before the message in most JavaScript errors. */
const OF_ERRORS = 'Error: ';

/** One object that all texts use in turn. */
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
	// If a line is the whole text, it is cached with the text.
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

/** Cuts a line, but not within the last expected value in quotes. */
function lengthToKeep(line: string): number {
	let last = -1;
	for (const { index } of line.matchAll(EXPECTS)) last = index;
	if (last < 0) return MAX_NORMALIZED_LINE;
	return BEGINS_VALUE.test(line.slice(last))
		? line.length
		: Math.max(MAX_NORMALIZED_LINE, last + MAX_NORMALIZED_LINE);
}

function withCauseOf(stack: string | null, message: string): string {
	const cause = stack === null ? null : rootCause(stack);
	if (cause === null) return message;
	const line = normalizedLine(cause);
	return message.includes(line) ? message : `${message}\nCaused by: ${line}`;
}

/** What the stack adds to the message: its own words, or else the place of the error. */
function furtherLines(stack: string, message: string): string {
	const { text: words, saysNothing: isNoMore } = normalizedText(stack);
	if (words !== '' && !isNoMore && !message.includes(words) && !words.includes(message)) return words;
	if (words.length > message.length && words.includes(message)) return words.replace(message, '').trim();
	const detail = stackDetail(stack);
	return detail === null ? '' : normalizedLine(detail);
}
