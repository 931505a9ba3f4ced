/** Whether two failures of one test are the same problem, even if their messages vary in parts that no noise rule knows. */
import { normalizeError } from '../identity/normalizeError';
import type { TestFailure } from '../model/TestRun';

/** Two messages of one test are the same if more than this share of their words is. */
const ENOUGH_IN_COMMON = 0.8;

/** Words, numbers and mixtures of both. */
const TOKEN = /[\p{L}\p{N}_]+/gu;

/**
 * Parts that must not differ: quoted names and values say what an error is about, and a short number, such as an HTTP
 * status, is often the essential part.
 */
const QUOTED = /'[^'\n]{1,200}'|"[^"\n]{1,200}"|`[^`\n]{1,200}`/g;
const SHORT_NUMBER = /^\d{1,4}$/;

/**
 * Whether two failures of the same test are the same problem, even if their messages contain variable parts that the
 * noise rules do not know. They are if they have the same fingerprint, or their messages differ only in a few words
 * that are neither quoted nor short numbers.
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
