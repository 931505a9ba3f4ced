/** Whether two failures of one test are the same problem, also where what the rules know as noise does not cover it. */
import { normalizeError } from '../identity/normalizeError';
import type { TestFailure } from '../model/TestRun';

/** Two texts of one test that have more than this part of their words in common say the same. */
const ENOUGH_IN_COMMON = 0.8;

/** Words, numbers and what is mixed of both. */
const TOKEN = /[\p{L}\p{N}_]+/gu;

/** Names and values in quotes say what an error is about, and short numbers are often its point, as an HTTP status. */
const QUOTED = /'[^'\n]{1,200}'|"[^"\n]{1,200}"|`[^`\n]{1,200}`/g;
const SHORT_NUMBER = /^\d{1,4}$/;

/**
 * Whether two failures of the same test are the same problem: those with one fingerprint are, and those whose texts
 * differ in a few words that are neither in quotes nor short numbers.
 */
export function isSameProblem(a: TestFailure, b: TestFailure): boolean {
	return a.fingerprint === b.fingerprint || areSimilar(textOf(a), textOf(b));
}

function textOf({ error: { message, stack } }: TestFailure): string {
	return normalizeError(message, stack);
}

function areSimilar(a: string, b: string): boolean {
	if (a === '' || b === '') return false;
	const [tokensA, tokensB] = [tokensOf(a), tokensOf(b)];
	if (!haveSame(tokensA, tokensB, SHORT_NUMBER) || !haveSameQuotes(a, b)) return false;
	return (2 * inCommon(tokensA, tokensB)) / (sum(tokensA) + sum(tokensB)) > ENOUGH_IN_COMMON;
}

type Tokens = Map<string, number>;

function tokensOf(text: string): Tokens {
	return counted(text.match(TOKEN) ?? []);
}

function counted(words: string[]): Tokens {
	const counts: Tokens = new Map();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

function haveSame(a: Tokens, b: Tokens, pattern: RegExp): boolean {
	const pick = (tokens: Tokens) => [...tokens.keys()].filter((token) => pattern.test(token)).sort();
	return pick(a).join() === pick(b).join();
}

function haveSameQuotes(a: string, b: string): boolean {
	const pick = (text: string) => [...new Set(text.match(QUOTED) ?? [])].sort();
	return pick(a).join('\n') === pick(b).join('\n');
}

function inCommon(a: Tokens, b: Tokens): number {
	let common = 0;
	for (const [token, count] of a) common += Math.min(count, b.get(token) ?? 0);
	return common;
}

function sum(tokens: Tokens): number {
	return [...tokens.values()].reduce((all, count) => all + count, 0);
}
