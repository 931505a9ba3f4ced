/** Replaces the parts of an error line that change from run to run. */

import { noiseTables } from './rules';
import { Look } from './rules/look';
import { applyRules, ruleSet } from './rules/rule';

const IDS_AND_PLACES = ruleSet(noiseTables.idsAndPlaces);
const TIMES = ruleSet(noiseTables.times);
const COUNTS = ruleSet(noiseTables.counts);

/** One object that all lines use in turn. */
const look = new Look();

/**
 * One line of an error text in which everything that looks generated for this run is replaced by a placeholder: ids,
 * hashes, tokens, addresses, dates, durations, sizes, ports, temporary and machine paths, positions in files, long and
 * measured numbers. Small numbers, status codes, error codes, locators and words stay: they distinguish problems.
 */
export function withoutNoise(line: string): string {
	look.at(line);
	const text = applyRules(IDS_AND_PLACES, line, look);
	if (!MAY_HOLD_NUMBERS.test(text)) return withoutTokens(text);
	const timeless = applyRules(TIMES, text, look);
	const tokens = withoutTokens(timeless);
	if (tokens !== timeless) look.at(tokens);
	return applyRules(COUNTS, tokens, look).replace(LONG_NUMBER, (digits, at: number, all: string) =>
		namesProblem(digits, all.slice(Math.max(0, at - 24), at)) ? digits : '<id>',
	);
}

/** Without any of these, a line skips the rules for times and numbers, which take most of the time. */
const MAY_HOLD_NUMBERS = /\d|<time>/;

/** Tokens of letters and digits, and of hexadecimal digits only: no other token can look generated. */
const TOKEN = /(?<![0-9A-Za-z])(?:(?:\d+[A-Za-z]|[A-Za-z]+\d)[0-9A-Za-z]*|[0-9A-Fa-f]{8,}(?![0-9A-Za-z]))/g;

/** The line with generated tokens replaced. */
export function withoutTokens(line: string): string {
	return line
		.replace(TOKEN, (token, at: number, text: string) =>
			looksGenerated(token, text.charAt(at - 1) + text.charAt(at + token.length)) ? '<id>' : token,
		)
		.replace(ID_SUFFIXES, '<id>');
}

const LONG_NUMBER = /\d{5,}(?:\.\d+)?/g;

/** What belongs to an id before it: a number, another id, the last part of a Kubernetes pod name. */
const ID_SUFFIXES = /<id>(?:[-_](?:<id>|\d+|[bcdfghjklmnpqrstvwxz2456789]{5})(?!\w))+/g;

/**
 * Hashes, and tokens that change between letters and digits more often than any word does. Numbers are not handled
 * here.
 */
function looksGenerated(token: string, around: string): boolean {
	if (!/\d/.test(token)) return /^[0-9a-f]{8,}$/i.test(token);
	if (!/[a-z]/i.test(token) || /^0x/i.test(token)) return false;
	if (/^[0-9a-f]{7,}$/i.test(token)) return true;
	if (/^[0-9a-f]{4,6}$/.test(token) && /[_-]/.test(around)) return true;
	const changes = token.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
	return changes >= 3 && (token.length >= 6 || /^[a-z0-9]+$/.test(token));
}

/** Error codes and round numbers stay: `ORA-00942`, `code 23505`, `exit code 3221225477`, `0xC0000005`, `10000`. */
function namesProblem(digits: string, before: string): boolean {
	if (/^\d{2,3}000$/.test(digits) || /0x[0-9a-f]*$/i.test(before)) return true;
	if (CODE_OF_SYSTEM.test(before)) return true;
	if (digits.length > 5) return false;
	return /(?<![A-Za-z])[A-Z]{1,4}-?$/.test(before) || ERROR_CODE_WORD.test(before);
}

const ERROR_CODE_WORD = /(?:code|SQLSTATE|errno|error|status|exit)\W{0,3}$/i;

/** Numbers that a system assigns to errors are codes, even long ones. */
const CODE_OF_SYSTEM =
	/(?:\b(?:exit|return|error|err|status|result) ?[_-]?(?:code|status|value)|\b(?:exit|exited with|hresult|win32|winerror|oserror|errcode|errno)(?: code)?|["']code)["']?\W{0,3}-?$/i;
