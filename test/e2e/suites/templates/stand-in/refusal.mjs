/**
 * Thrown for a request that the real service would refuse, with the status and body of the response. The message says
 * why.
 */
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
 * Creates a function that throws a Refusal in the format of one service unless a condition is true.
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
