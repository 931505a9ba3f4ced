/** What a rule on noise is: a row of a table, with texts that it makes alike and texts that it leaves apart. */

/** One kind of text that changes from run to run, and what stands in its place. */
export interface NoiseRule {
	/** What it is, in a few words. */
	what: string;
	/** Has the g flag. Takes no more than a few steps per character of a line, whatever the line is. */
	pattern: RegExp;
	by: string | ((...match: string[]) => string);
	/**
	 * Characters without which nothing can match, all of them; `0` stands for any digit and `é` for anything beyond ASCII.
	 * Most lines lack one of them, and which characters a line has is looked up once for all rules.
	 */
	needs: string;
	/** Two texts of one problem: with what the rule replaces they are equal. */
	same: [string, string];
	/** Two texts of two problems that look alike: the rule leaves them unequal. */
	different: [string, string];
}

/** The characters that rules ask for. At most 30, since each has a bit in a number. */
const ASKED_FOR = '/\\:-_.@$%,(#=<>[\'"|+{';
const DIGIT = 1;
const BEYOND_ASCII = 2;

const BITS = bitsOfCharacters();
const MARK = charactersOf('<>');

/** Which of the characters that rules ask for a text has, as bits. */
export function charactersOf(text: string): number {
	let found = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		found |= code < 128 ? BITS[code]! : BEYOND_ASCII;
	}
	return found;
}

/** The bits of a rule's `needs`. */
export function bitsOf(needs: string): number {
	const bits = charactersOf(needs);
	const unknown = [...needs].find((character) => charactersOf(character) === 0);
	if (unknown !== undefined) throw new Error(`No rule can ask for ${unknown}`);
	return bits;
}

function bitsOfCharacters(): Int32Array {
	const bits = new Int32Array(128);
	for (const digit of '0123456789') bits[digit.charCodeAt(0)] = DIGIT;
	[...ASKED_FOR].forEach((character, index) => {
		bits[character.charCodeAt(0)] = 1 << (index + 2);
	});
	return bits;
}

/** Rules that are made ready to be applied one after the other. */
export type RuleSet = Array<{ rule: NoiseRule; bits: number }>;

export function ruleSet(rules: NoiseRule[]): RuleSet {
	return rules.map((rule) => ({ rule, bits: bitsOf(rule.needs) }));
}

/** The text after each rule in turn that can match it, given the characters that it has. */
export function applyRules(rules: RuleSet, text: string, characters: number): string {
	let result = text;
	let has = characters;
	for (const { rule, bits } of rules) {
		if ((has & bits) !== bits) continue;
		const changed = applyRule(rule, result);
		// What a rule puts in its place is something that others look for.
		if (changed !== result) has |= MARK;
		result = changed;
	}
	return result;
}

/** The text after one rule. */
export function applyRule({ pattern, by }: NoiseRule, text: string): string {
	// Most rules do not match, which a search finds out sooner than a replacement does.
	if (text.search(pattern) < 0) return text;
	// The two branches call two overloads of `replace`.
	return typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
}
