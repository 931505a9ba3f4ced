/** Replacing what changes from run to run in a line of an error text. */

import { type NoiseRule, RULES_AFTER_TOKENS, RULES_BEFORE_TOKENS } from './noiseRules';

/**
 * One line of an error text with everything that looks made for this run replaced by a placeholder: ids, hashes,
 * tokens, addresses, dates, durations, sizes, ports, temporary and machine paths, positions in files, long and
 * measured numbers. Small numbers, status codes, error codes, locators and words stay: they tell problems apart.
 */
export function withoutNoise(line: string): string {
	const tokens = applyAll(RULES_BEFORE_TOKENS, line)
		.replace(/[0-9A-Za-z]+/g, (token, at: number, text: string) =>
			looksGenerated(token, text.charAt(at - 1) + text.charAt(at + token.length)) ? '<id>' : token,
		)
		.replace(ID_SUFFIXES, '<id>');
	return applyAll(RULES_AFTER_TOKENS, tokens).replace(LONG_NUMBER, (digits, at: number, text: string) =>
		namesProblem(digits, text.slice(Math.max(0, at - 16), at)) ? digits : '<id>',
	);
}

const LONG_NUMBER = /\d{5,}(?:\.\d+)?/g;

/** What follows an id as a part of it: a number, another id, the last part of a Kubernetes pod name. */
const ID_SUFFIXES = /<id>(?:[-_](?:<id>|\d+|[bcdfghjklmnpqrstvwxz2456789]{5})(?!\w))+/g;

function applyAll(rules: NoiseRule[], line: string): string {
	// The two branches call two overloads of `replace`.
	return rules.reduce(
		(text, [pattern, by]) => (typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by)),
		line,
	);
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
