/**
 * The shape of a noise rule: a row of a table, with examples of texts that become equal and of texts that stay
 * different.
 */

import { holdsOneOf, needOf, type Look, type Need } from './look';

/** One kind of text that changes from run to run, and its placeholder. */
export interface NoiseRule {
	/** Describes it in a few words. */
	what: string;
	/** Has the g flag. Takes no more than a few steps per character of any line. */
	pattern: RegExp;
	by: string | ((...match: string[]) => string);
	/** All of these characters must occur for a match, in the notation of `Look`. Most lines lack one. */
	needs: string;
	/** One of these words must occur, in upper or lower case. */
	words?: string[];
	/** Two texts of the same problem: the rule makes them equal. */
	same: [string, string];
	/** Two texts of different problems that look similar: the rule leaves them different. */
	different: [string, string];
}

/** Rules that are prepared for being applied one after the other. */
export type RuleSet = ReadyRule[];

interface ReadyRule {
	rule: NoiseRule;
	need: Need;
	/** The pattern without its g flag, since a test is faster than a replacement if nothing matches. */
	probe: RegExp;
}

export function ruleSet(rules: NoiseRule[]): RuleSet {
	return rules.map((rule) => ({
		rule,
		need: needOf(rule.needs, rule.words),
		probe: new RegExp(rule.pattern.source, rule.pattern.flags.replace('g', '')),
	}));
}

/** The text after each rule that can match according to the look. In the end, the look is that of the result. */
export function applyRules(rules: RuleSet, text: string, look: Look): string {
	let result = text;
	for (const { rule, need, probe } of rules) {
		if ((look.characters & need.characters) !== need.characters || !holdsOneOf(look, need)) continue;
		if (!probe.test(result)) continue;
		const changed = applyRule(rule, result);
		if (changed === result) continue;
		look.at(changed);
		result = changed;
	}
	return result;
}

/** The result of one rule. */
export function applyRule({ pattern, by }: NoiseRule, text: string): string {
	// The two branches call two overloads of `replace`.
	return typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
}
