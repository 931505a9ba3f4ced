import assert from 'node:assert/strict';

/**
 * One operation with parameters that it can work with.
 *
 * @typedef {object} Case
 * @property {string | ((sandbox: any) => object)} [credential] type, or what to enter, where it is not the usual one
 * @property {(sandbox: any) => Promise<object> | object} [given] the parameters; what they speak of is made first
 * @property {(items: any[], given: any) => void} expect asserts what comes out
 *
 * @typedef {Record<string, Case>} Cases by operation
 */

/** Options with which a wait looks as often as it can. */
export const QUICKLY = { timeoutMinutes: 2, options: { minPollSeconds: 0.1, maxPollSeconds: 0.1 } };

/** A resource locator's value, typed in. */
export function byId(value, mode = 'id') {
	return { __rl: true, mode, value: String(value) };
}

/** Expects one run in the common shape, with these values among others. */
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

/** Expects at least one run in the common shape. */
export function runs(items) {
	assert.ok(items.length > 0, 'there are no runs');
	for (const item of items)
		assert.ok(item.key && item.verdict && item.counts, 'a run is not in the common shape');
}

/** Expects so many failures, each with an identity of its own. */
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

/** Expects a run that was compared with the given one, in which the same two tests failed. */
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
