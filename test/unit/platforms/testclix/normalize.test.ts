/** The tests in error, whatever their entries look like: their shape is not published. */
import fc from 'fast-check';

import {
	errorCount,
	errorFailures,
	errorItems,
	runFacts,
	withFailure,
} from '../../../../platforms/testclix/normalize';
import { buildRun } from '../../../../core/model/buildRun';

const details = (items: unknown, count?: unknown) => ({
	status: 'error',
	tests: { error: { count, items } },
});

test.each([
	['an id', 'T&1', { title: 'T&1', error: { message: null, stack: null } }],
	['an object with test_id', { test_id: 'T&1' }, { title: 'T&1' }],
	['an object with id', { id: 'T&1', status: 'error' }, { title: 'T&1' }],
	['a name', { test_id: 'T&1', name: 'Pay by card' }, { title: 'Pay by card' }],
	['a message', { test_id: 'T&1', message: 'No button' }, { error: { message: 'No button', stack: null } }],
	['nothing known', { a: 1 }, { title: 'unnamed test' }],
	['no object at all', null, { title: 'unnamed test' }],
])('an entry that is %s', (_, item, expected) => {
	expect(errorFailures(details([item]))).toMatchObject([{ status: 'error', ...expected }]);
});

test('the same test has one identity, told by id or by name, read here or from a delivery', () => {
	const [byId, byName] = errorFailures(details(['T&1', { test_id: 'T&1', name: 'Pay by card' }]));
	const [delivered] = buildRun(withFailure(runFacts('T&1', 'Error'))).failures ?? [];

	expect(byName?.testKey).toBe(byId?.testKey);
	expect(delivered?.testKey).toBe(byId?.testKey);
	expect(delivered?.fingerprint).toBe(byId?.fingerprint);
});

test.each([
	[{}, null],
	[details([], 0), 0],
	[details([], 2), 2],
	[details([], '2'), null],
	[{ tests: null }, null],
])('counts the tests in error of %j: %p', (json, count) => {
	expect(errorCount(json)).toBe(count);
});

test('hostile details give failures that keep the model', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.anything(),
				fc.array(fc.anything()).map((items) => details(items)),
			),
			(json) => {
				const failures = errorFailures(json);
				expect(failures).toHaveLength(errorItems(json).length);
				for (const { title, fingerprint, testKey } of failures) {
					expect(title).toMatch(/\S/);
					expect(`${fingerprint}${testKey}`).toMatch(/^[0-9a-f]{32}$/);
				}
				const count = errorCount(json);
				expect(count === null || count >= 0).toBe(true);
			},
		),
	);
});
