/** Helpers for the sentences that the run model, gates and reports contain. */

/** A number with its noun: `1 test`, `3 tests`. `plural` is for nouns that do not simply add an s. */
export function quantity(count: number, noun: string, plural = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}

/** What a number of 0..1 can be off by in single precision. */
const SINGLE_PRECISION = 2 ** -23;

/**
 * A rate of 0..1 as a percentage with at most two decimals, e.g. `97.5%`. `round` sets the direction of rounding, so
 * that a value just below or above a limit is not displayed as the limit itself.
 */
export function percent(rate: number, round: (value: number) => number = Math.floor): string {
	// Platforms send rates with single precision, of which 0.9 is a little less.
	const nudge = round === Math.ceil ? -SINGLE_PRECISION : SINGLE_PRECISION;
	const shown = round((rate + nudge) * 10_000) / 100;
	// Neither "all" nor "none" is said of anything else.
	if (shown === 100 && rate < 1 && round === Math.floor) return '99.99%';
	return `${shown <= 0 ? (rate > 0 && round === Math.ceil ? 0.01 : 0) : shown}%`;
}

/** White space and control characters, except a single space, which needs no replacement. */
const GAPS = /[\s\p{Cc}]{2,}|[^\S ]|\p{Cc}/gu;

/** The text on one line, without control characters and with at most `max` characters; a shortened text ends in `…`. */
export function oneLine(text: string, max = 100): string {
	const flat = text
		.slice(0, max * 20)
		.replace(GAPS, ' ')
		.trim();
	if (flat.length <= max) return flat;
	const characters = Array.from(flat);
	return characters.length <= max ? flat : `${characters.slice(0, max - 1).join('')}…`;
}

/** The name of a test for people: `suite > title`, or only the title. */
export function testName(test: { suite: string | null; title: string }): string {
	return test.suite ? `${test.suite} > ${test.title}` : test.title;
}

/** The longest group that is written behind a name. */
const MAX_GROUP = 60;

/** The name with the group, e.g. the browser, which distinguishes two results of one test: `suite > title [Firefox]`. */
export function nameInGroup(test: { suite: string | null; title: string; group: string | null }): string {
	const group = test.group === null ? '' : oneLine(test.group, MAX_GROUP);
	return group === '' ? testName(test) : `${testName(test)} [${group}]`;
}

/** The first `max` names, joined by commas; `…` follows if there are more. */
export function someNames(names: string[], max = 3): string {
	const shown = names.slice(0, max).map((name) => oneLine(name, 80));
	return (names.length > max ? [...shown, '…'] : shown).join(', ');
}
