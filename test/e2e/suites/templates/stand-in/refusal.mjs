/** A call that the real service would refuse: with which status and answer, and in its message why. */
export class Refusal extends Error {
	/**
	 * @param {number} status
	 * @param {unknown} answer
	 * @param {string} message
	 */
	constructor(status, answer, message) {
		super(message);
		this.status = status;
		this.answer = answer;
	}
}

/**
 * A function that refuses a call, in one service's way, unless a condition holds.
 *
 * @param {(message: string) => { status: number, answer: unknown }} asAnswer
 * @returns {(condition: unknown, message: string) => void}
 */
export function demands(asAnswer) {
	return (condition, message) => {
		if (condition) return;
		const { status, answer } = asAnswer(message);
		throw new Refusal(status, answer, message);
	};
}

/**
 * Refuses fields that are not among the known ones.
 *
 * @param {(condition: unknown, message: string) => void} demand
 * @param {object} given
 * @param {string[]} known
 */
export function onlyKnown(demand, given, known) {
	const unknown = Object.keys(given ?? {}).filter((name) => !known.includes(name));
	demand(unknown.length === 0, `unknown: ${unknown.join(', ')}`);
}
