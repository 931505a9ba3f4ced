/** Each rule does what its row says, by itself, on the texts that the row gives for it. */
import { noiseTables } from '../../../../core/identity/rules';
import { GENERIC } from '../../../../core/identity/rules/generic';
import { BESIDE_THE_POINT, ENDS, RULE } from '../../../../core/identity/rules/lines';
import { SPEAKS_OF_LIMIT } from '../../../../core/identity/rules/measured';
import { holdsOneOf, Look, needOf } from '../../../../core/identity/rules/look';
import { applyRule, applyRules, ruleSet } from '../../../../core/identity/rules/rule';

const noise = Object.entries(noiseTables).flatMap(([table, rules]) =>
	rules.map((rule, index) => ({
		name: `${table}: ${rule.what}`,
		rule,
		before: rules.slice(0, index),
		rules,
	})),
);

/** A text after the rules that come first, which is what a rule gets to see. */
const after = (rules: typeof noiseTables.times, text: string) =>
	applyRules(ruleSet(rules), text, lookAt(text));

function lookAt(text: string): Look {
	const look = new Look();
	look.at(text);
	return look;
}

describe('noise', () => {
	it('is in tables without two rows for the same', () => {
		for (const rules of Object.values(noiseTables)) {
			expect(new Set(rules.map(({ what }) => what)).size).toBe(rules.length);
		}
	});

	it.each(noise)('$name: makes its example the same', ({ rule, before }) => {
		const [a, b] = rule.same.map((text) => after(before, text));
		if (rule.same[0] !== rule.same[1]) expect(b).not.toBe(a);
		expect(after([rule], b!)).not.toBe(b);
		expect(after([rule], a!)).toBe(after([rule], b!));
	});

	it.each(noise)('$name: leaves its counter-example apart', ({ rule, rules }) => {
		const [a, b] = rule.different;
		expect(applyRule(rule, a)).not.toBe(applyRule(rule, b));
		expect(after(rules, a)).not.toBe(after(rules, b));
	});

	it.each(noise)('$name: needs what it matches', ({ rule, before }) => {
		const need = needOf(rule.needs, rule.words);
		for (const text of [...rule.same, ...rule.different].map((one) => after(before, one))) {
			const { characters } = lookAt(text);
			const isSeen = (characters & need.characters) === need.characters && holdsOneOf(lookAt(text), need);
			expect(isSeen || applyRule(rule, text) === text).toBe(true);
		}
	});

	it('is beside a limit only in texts that speak of one', () => {
		for (const { same, different } of noiseTables.besideLimit) {
			for (const text of same) expect(text).toMatch(SPEAKS_OF_LIMIT);
			for (const text of different) expect(text).toMatch(SPEAKS_OF_LIMIT);
		}
	});

	it('cannot be asked for by a character that nobody looks for', () => {
		expect(() => needOf('~')).toThrow('No rule can ask for ~');
	});
});

describe.each([
	['ends of a message', [...ENDS, RULE]],
	['lines beside the point', BESIDE_THE_POINT],
	['messages that say nothing', GENERIC],
])('%s', (_, rules) => {
	it.each(rules)('$what', ({ pattern, example, counterExample }) => {
		expect(example).toMatch(pattern);
		expect(counterExample).not.toMatch(pattern);
		// One row is not there for what another one finds.
		expect(rules.filter((other) => other.pattern.test(example)).map((other) => other.pattern)).toContain(
			pattern,
		);
	});

	it('none is for the counter-example of another', () => {
		for (const { counterExample } of rules) {
			expect(rules.filter(({ pattern }) => pattern.test(counterExample)).map(({ what }) => what)).toEqual([]);
		}
	});
});
