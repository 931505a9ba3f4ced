/** Instances of Currents in each of their shapes, and in shapes that nobody knows. */
import * as fc from 'fast-check';

import { instanceFailures, instanceTests, unreadOf } from '../../../../platforms/currents/instances';
import type { CurrentsInstance } from '../../../../platforms/currents/wire';
import { oldInstance, PLACE, ENDED, failed, version2, attempt, HEAD } from './instanceShapes';

describe('an instance of the old shape', () => {
	test.each([
		['a text', 'SyntaxError: bad', 'SyntaxError: bad'],
		['an error', { message: 'SyntaxError: bad', stack: 's' }, 'SyntaxError: bad'],
		['anything else', [1], null],
	])('with a crash told as %s is one failure of the file', async (_, exception, message) => {
		const crashed = oldInstance([], { results: { exception } });

		expect(await instanceFailures(crashed, PLACE)).toMatchObject([
			{
				title: 'tests/a.spec.ts',
				status: 'error',
				error: { message },
				url: 'https://app.currents.dev/instance/i1',
			},
		]);
		expect(unreadOf(crashed, 1, { ...ENDED, results: { stats: { failures: 1 } } })).toEqual([]);
	});

	test('with a crash after a failed test is that failure alone', async () => {
		const crashed = oldInstance([failed]);
		crashed.results!.exception = 'Error: x';

		expect(await instanceFailures(crashed, PLACE)).toMatchObject([{ status: 'failed' }]);
	});

	test('has the tags of its file where tests have none of their own', async () => {
		expect(await instanceTests(oldInstance([failed, { ...failed, tags: [] }]), PLACE)).toMatchObject([
			{ tags: ['web'] },
			{ tags: [] },
		]);
	});
});

describe('an instance of version 2', () => {
	test('adds the owners of a test to its tags, and no other annotation', async () => {
		const testAnnotations = {
			t0: [
				{ type: 'owner', description: 'basket-team' },
				{ type: 'note', description: 'Needs a price list' },
				{ type: 'owner', description: ' ' },
				{ type: 'owner' },
				'odd',
			],
		};

		expect(await instanceTests(version2([{ tags: ['slow'] }], { testAnnotations }), PLACE)).toMatchObject([
			{ tags: ['slow', 'owner:basket-team'] },
		]);
	});

	test('is flaky by its own mark or by that of its details', async () => {
		const marked = version2([{ state: 'passed', isFlaky: true }], { testResults: {} });
		const detailed = version2([{ state: 'passed' }], { testResults: { t0: { isFlaky: true } } });

		for (const given of [marked, detailed])
			expect(await instanceTests(given, PLACE)).toMatchObject([{ flaky: true }]);
	});

	test('takes the whole duration of a test, its retries included', async () => {
		const attempts = [attempt('x'), attempt('x')];

		expect(await instanceTests(version2([{ ...failed, attempts }]), PLACE)).toMatchObject([
			{ durationMs: 40 },
		]);
	});

	test('without details still has the failure', async () => {
		const bare = version2([failed], { testResults: undefined, testTags: undefined });

		expect(await instanceFailures(bare, PLACE)).toMatchObject([
			{ title: 'pays', error: { message: null, stack: null }, durationMs: 40, tags: ['web'] },
		]);
		expect(unreadOf(bare, 1, ENDED)).toEqual([]);
	});

	test('without a list of tests still has the failures, by the details and the titles beside them', async () => {
		const unlisted = version2([{ ...failed, attempts: [attempt('Error: x')] }], {
			results: null,
			testList: { t0: { testId: 't0', title: ['cart', 'empties'] } },
		});

		expect(await instanceFailures(unlisted, PLACE)).toMatchObject([
			{ title: 'empties', suite: 'cart', error: { message: 'Error: x' } },
		]);
	});

	test('has tests that have not reported yet, of which nothing is missing', async () => {
		const going = version2([{}, { state: 'passed' }]);

		expect((await instanceTests(going, PLACE)).map(({ status }) => status)).toEqual(['pending', 'passed']);
		expect(unreadOf(going, 0, {})).toEqual([]);
	});
});

describe('an instance of another shape never looks like one without failures', () => {
	test.each<[string, object, string[]]>([
		['no results', {}, ['its tests could not be read']],
		[
			'results of another kind',
			{ results: { cases: [{ outcome: 'failed' }] } },
			['its tests could not be read'],
		],
		[
			'a test without a state',
			{ results: { tests: [{ title: ['a'] }] } },
			['the state of 1 test is not known (no state)'],
		],
		[
			'a test that is done without a state',
			{ results: { tests: [{ _d: true, _s: null }] } },
			['the state of 1 test is not known (no state)'],
		],
		[
			'entries that are no tests',
			{ results: { tests: ['t1', null] } },
			['the state of 2 tests is not known (no state)'],
		],
		[
			'counts of its own alone',
			{ results: { stats: { failures: 2 } } },
			['2 failed tests are counted, but none of them could be read'],
		],
	])('%s', (_, instance, notes) => {
		expect(unreadOf({ ...HEAD, ...instance } as CurrentsInstance, 0, ENDED)).toEqual(notes);
	});

	test.each([{}, { completedAt: null }])('but one that has not ended has nothing to tell yet: %j', (spec) => {
		expect(unreadOf({ ...HEAD, results: null }, 0, spec)).toEqual([]);
	});

	test('whatever the fields hold, it stays readable, and no test is lost', async () => {
		const json = fc.jsonValue();
		const state = fc.oneof(fc.constant('failed'), json);
		const told = fc.record(
			{
				testId: fc.oneof(fc.constant('t0'), json),
				title: json,
				state,
				_s: state,
				_d: json,
				_f: json,
				tags: json,
			},
			{ requiredKeys: [] },
		);
		const outcome = fc.record(
			{ state, displayError: json, attempts: fc.oneof(json, fc.array(json)), startTime: json },
			{ requiredKeys: [] },
		);
		const instance = fc.record(
			{
				instanceId: json,
				spec: json,
				groupId: json,
				tags: json,
				results: fc.oneof(
					json,
					fc.record({ tests: fc.array(fc.oneof(told, json)), exception: json, stats: json }),
				),
				testResults: fc.oneof(
					json,
					fc.dictionary(fc.constantFrom('t0', 't1', '__proto__'), fc.oneof(outcome, json)),
				),
				testTags: json,
				testAnnotations: fc.oneof(
					json,
					fc.record({
						t0: fc.array(fc.oneof(json, fc.record({ type: fc.constant('owner'), description: json }))),
					}),
				),
				testList: json,
			},
			{ requiredKeys: [] },
		);
		await fc.assert(
			fc.asyncProperty(instance, async (given) => {
				const odd = given as CurrentsInstance;
				const tests = await instanceTests(odd, PLACE);
				for (const failure of await instanceFailures(odd, PLACE))
					expect(failure.fingerprint).toMatch(/^[0-9a-f]{16}$/);
				for (const { tags, title } of tests)
					for (const text of [title, ...tags]) expect(typeof text).toBe('string');
				const listed = Array.isArray(odd.results?.tests) ? odd.results.tests.length : 0;
				expect(tests.length).toBeGreaterThanOrEqual(listed);
				const hasUnknown = tests.some(({ status }) => status === 'other');
				expect(unreadOf(odd, Infinity, ENDED).some((note) => note.startsWith('the state of'))).toBe(
					hasUnknown,
				);
			}),
		);
	});
});
