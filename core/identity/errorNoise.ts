/** Replacing what changes from run to run in a line of an error text. */

import { MEASURED, NUMBERED, RULES_FOR_ANY_LINE, TIMES, type NoiseRule } from './noiseRules';

/**
 * One line of an error text with everything that looks made for this run replaced by a placeholder: ids, hashes,
 * tokens, addresses, dates, durations, sizes, ports, temporary and machine paths, positions in files, long and
 * measured numbers. Small numbers, status codes, error codes, locators and words stay: they tell problems apart.
 */
export function withoutNoise(line: string): string {
	const text = applyAll(RULES_FOR_ANY_LINE, line);
	if (!MAY_HOLD_NUMBERS.test(text)) return withoutTokens(text);
	const tokens = withoutTokens(applyAll(TIMES, text));
	return applyAll(MEASURED, applyAll(NUMBERED, tokens)).replace(
		LONG_NUMBER,
		(digits, at: number, all: string) =>
			namesProblem(digits, all.slice(Math.max(0, at - 16), at)) ? digits : '<id>',
	);
}

/** A line without any of this is left as it is by the rules on times and numbers, which are most of the work. */
const MAY_HOLD_NUMBERS = /\d|<time>/;

/** Tokens of letters and digits, and of hexadecimal digits alone: the only ones that can look generated. */
const TOKEN = /(?<![0-9A-Za-z])(?:(?:\d+[A-Za-z]|[A-Za-z]+\d)[0-9A-Za-z]*|[0-9A-Fa-f]{8,}(?![0-9A-Za-z]))/g;

function withoutTokens(line: string): string {
	return line
		.replace(TOKEN, (token, at: number, text: string) =>
			looksGenerated(token, text.charAt(at - 1) + text.charAt(at + token.length)) ? '<id>' : token,
		)
		.replace(ID_SUFFIXES, '<id>');
}

const LONG_NUMBER = /\d{5,}(?:\.\d+)?/g;

/** What follows an id as a part of it: a number, another id, the last part of a Kubernetes pod name. */
const ID_SUFFIXES = /<id>(?:[-_](?:<id>|\d+|[bcdfghjklmnpqrstvwxz2456789]{5})(?!\w))+/g;

function applyAll(rules: NoiseRule[], line: string): string {
	let text = line;
	for (const [pattern, by, needs] of rules) {
		// Most rules do not match, which a search finds out sooner than a replacement does.
		if ((needs !== undefined && !holds(text, needs)) || text.search(pattern) < 0) continue;
		// The two branches call two overloads of `replace`.
		text = typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
	}
	return text;
}

function holds(text: string, wanted: string | RegExp): boolean {
	return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

/** Hashes, and tokens in which letters and digits alternate more than in any word; plain digits are not judged here. */
function looksGenerated(token: string, around: string): boolean {
	if (!/\d/.test(token)) return /^[0-9a-f]{8,}$/i.test(token);
	if (!/[a-z]/i.test(token) || /^0x/i.test(token)) return false;
	if (/^[0-9a-f]{7,}$/i.test(token)) return true;
	if (/^[0-9a-f]{4,6}$/.test(token) && /[_-]/.test(around)) return true;
	const changes = token.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
	return changes >= 3 && (token.length >= 6 || /^[a-z0-9]+$/.test(token));
}

/** Error codes and round numbers stay: `ORA-00942`, `code 23505`, `0xC0000005`, `10000`. */
function namesProblem(digits: string, before: string): boolean {
	if (/^\d{2,3}000$/.test(digits) || /0x[0-9a-f]*$/i.test(before)) return true;
	if (digits.length > 5) return false;
	return /(?<![A-Za-z])[A-Z]{1,4}-?$/.test(before) || ERROR_CODE_WORD.test(before);
}

const ERROR_CODE_WORD = /(?:code|SQLSTATE|errno|error|status|exit)\W{0,3}$/i;
