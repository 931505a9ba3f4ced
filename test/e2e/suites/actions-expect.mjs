import assert from 'node:assert/strict';

/**
 * One operation with valid parameters.
 *
 * @typedef {object} Case
 * @property {string | ((sandbox: any) => object)} [credential] its type, or its data, if not the usual one of the
 *   platform
 * @property {(sandbox: any) => Promise<object> | object} [given] creates what the operation needs and returns its
 *   parameters
 * @property {(items: any[], given: any) => void} expect checks the output items
 *
 * @typedef {Record<string, Case>} Cases by operation
 */

/** Options with which a wait reads the run as often as possible. */
export const QUICKLY = { timeoutMinutes: 2, options: { minPollSeconds: 0.1, maxPollSeconds: 0.1 } };

/** A resource locator whose value was typed in. */
export function byId(value, mode = 'id') {
	return { __rl: true, mode, value: String(value) };
}

/** Expects one run in the run model, with these values among others. */
export function run(wanted) {
	return (items, given) => {
		assert.equal(items.length, 1);
		const [item] = items;
		for (const name of ['key', 'verdict', 'verdictReason', 'counts', 'passRate', 'failures'])
			assert.ok(name in item, `the run has no ${name}`);
		const expected = { ...(given.runId && { id: textOf(given.runId) }), ...wanted };
		assert.deepEqual(pick(item, expected), expected);
	};
}

/** Expects at least one run in the run model. */
export function runs(items) {
	assert.ok(items.length > 0, 'there are no runs');
	for (const item of items)
		assert.ok(item.key && item.verdict && item.counts, 'a run is not in the common shape');
}

/** Expects `count` failures with different fingerprints. */
export function failures(count) {
	return (items) => {
		assert.equal(items.length, count);
		for (const { title, status } of items) assert.ok(title && status, 'a failure says nothing');
		assert.equal(new Set(items.map(({ fingerprint }) => fingerprint)).size, count);
		for (const { fingerprint } of items) assert.match(fingerprint, /^[0-9a-f]{16}$/);
	};
}

/** Expects one item with these values among others. */
export function item(wanted) {
	return (items) => {
		assert.equal(items.length, 1);
		assert.deepEqual(pick(items[0], wanted), wanted);
	};
}

/** Expects items that have all of these properties. */
export function itemsWith(...names) {
	return (items) => {
		assert.ok(items.length > 0, 'there are no items');
		for (const json of items)
			for (const name of names) assert.ok(json[name] !== undefined, `an item has no ${name}`);
	};
}

/** Expects a run that was compared with the given one, and in which the same two tests failed. */
export function comparison(items, given) {
	run({ verdict: 'failed' })(items, given);
	const { previousRun, newFailures, stillFailing, recovered } = items[0].comparison;
	assert.deepEqual(
		{ id: previousRun.id, newFailures, stillFailing, recovered },
		{ id: textOf(given.previousRunId), newFailures: 0, stillFailing: 2, recovered: 0 },
	);
}

function pick(object, names) {
	return Object.fromEntries(Object.keys(names).map((name) => [name, object[name]]));
}

function textOf(locator) {
	return String(locator.value ?? locator);
}
