/** Small helpers for the sentences that the run model, gates and reports write. */

/** `1 test`, `3 tests`: a number with its noun; `plural` for nouns that do not just take an s. */
export function quantity(count: number, noun: string, plural = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}

/** What a number of 0..1 can be off by in single precision. */
const SINGLE_PRECISION = 2 ** -23;

/**
 * A rate of 0..1 as a percentage with at most two decimals, e.g. `97.5%`.
 * `round` decides which way the last decimal goes, so that a value just off a limit is not shown as the limit.
 */
export function percent(rate: number, round: (value: number) => number = Math.floor): string {
	// Platforms send rates with single precision, of which 0.9 is a little less.
	const nudge = round === Math.ceil ? -SINGLE_PRECISION : SINGLE_PRECISION;
	const shown = round((rate + nudge) * 10_000) / 100;
	// Neither "all" nor "none" is said of anything else.
	if (shown === 100 && rate < 1 && round === Math.floor) return '99.99%';
	return `${shown <= 0 ? (rate > 0 && round === Math.ceil ? 0.01 : 0) : shown}%`;
}

/** Space and control characters, but for a single space, which stays as it is. */
const GAPS = /[\s\p{Cc}]{2,}|[^\S ]|\p{Cc}/gu;

/** Text on one line, without control characters, at most `max` characters; a cut one ends in `…`. */
export function oneLine(text: string, max = 100): string {
	const flat = text
		.slice(0, max * 20)
		.replace(GAPS, ' ')
		.trim();
	if (flat.length <= max) return flat;
	const characters = Array.from(flat);
	return characters.length <= max ? flat : `${characters.slice(0, max - 1).join('')}…`;
}

/** What a person calls a test: `suite > title`, or the title alone. */
export function testName(test: { suite: string | null; title: string }): string {
	return test.suite ? `${test.suite} > ${test.title}` : test.title;
}

/** The longest group that stands behind a name. */
const MAX_GROUP = 60;

/** The name with the group, e.g. the browser, by which two results of one test are told apart: `suite > title [Firefox]`. */
export function nameInGroup(test: { suite: string | null; title: string; group: string | null }): string {
	const group = test.group === null ? '' : oneLine(test.group, MAX_GROUP);
	return group === '' ? testName(test) : `${testName(test)} [${group}]`;
}

/** The first `max` names joined by commas, followed by `…` when there are more. */
export function someNames(names: string[], max = 3): string {
	const shown = names.slice(0, max).map((name) => oneLine(name, 80));
	return (names.length > max ? [...shown, '…'] : shown).join(', ');
}
