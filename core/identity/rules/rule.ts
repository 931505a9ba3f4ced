/** What a rule on noise is: a row of a table, with texts that it makes alike and texts that it leaves apart. */

import { holdsOneOf, needOf, type Look, type Need } from './look';

/** One kind of text that changes from run to run, and what stands in its place. */
export interface NoiseRule {
	/** What it is, in a few words. */
	what: string;
	/** Has the g flag. Takes no more than a few steps per character of a line, whatever the line is. */
	pattern: RegExp;
	by: string | ((...match: string[]) => string);
	/** Characters without which nothing can match, all of them, as `Look` knows them. Most lines lack one. */
	needs: string;
	/** Words one of which has to be there, in upper or lower case. */
	words?: string[];
	/** Two texts of one problem: with what the rule replaces they are equal. */
	same: [string, string];
	/** Two texts of two problems that look alike: the rule leaves them unequal. */
	different: [string, string];
}

/** Rules that are made ready to be applied one after the other. */
export type RuleSet = ReadyRule[];

interface ReadyRule {
	rule: NoiseRule;
	need: Need;
	/** The pattern without its g flag, which finds out sooner than a replacement that nothing matches. */
	probe: RegExp;
}

export function ruleSet(rules: NoiseRule[]): RuleSet {
	return rules.map((rule) => ({
		rule,
		need: needOf(rule.needs, rule.words),
		probe: new RegExp(rule.pattern.source, rule.pattern.flags.replace('g', '')),
	}));
}

/** The text after each rule in turn that can match by the look of the text; in the end, the look is that of what is left. */
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

/** The text after one rule. */
export function applyRule({ pattern, by }: NoiseRule, text: string): string {
	// The two branches call two overloads of `replace`.
	return typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
}
