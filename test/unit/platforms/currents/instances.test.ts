/** Spec files of Currents, in both versions: their failures, their tests, and what could not be read. */
import * as fc from 'fast-check';

import { instanceFailures, instanceTests, unreadOf } from '../../../../platforms/currents/instances';
import type { CurrentsInstance } from '../../../../platforms/currents/wire';

const PLACE = { projectId: 'p1', dashboard: 'https://app.currents.dev', buildId: 'build-7' };

/** One test, as either version tells it. */
interface Told {
	state?: string;
	isFlaky?: boolean;
	displayError?: string | null;
	attempts?: object[];
	tags?: string[];
	title?: string[];
}

const HEAD = { instanceId: 'i1', spec: 'tests/a.spec.ts', groupId: 'firefox', tags: ['web'] };

function oldInstance(tests: Told[], changes: object = {}): CurrentsInstance {
	const listed = tests.map((told, index) => ({ testId: `t${index}`, title: ['cart', 'pays'], ...told }));
	return { ...HEAD, results: { tests: listed as never, exception: null }, ...changes };
}

function version2(tests: Told[], changes: object = {}): CurrentsInstance {
	const byTest = (tell: (told: Told) => unknown) =>
		Object.fromEntries(tests.map((told, index) => [`t${index}`, tell(told)])) as never;
	const listed = tests.map(({ state, isFlaky, title = ['cart', 'pays'] }, index) => ({
		...{ testId: `t${index}`, groupId: 'firefox', title, originalTitle: title },
		...{
			_s: state,
			_d: state !== undefined,
			_f: isFlaky === true,
			duration: 40,
			startTime: '2026-05-01T10:00:00Z',
		},
	}));
	return {
		...HEAD,
		schemaVersion: 2,
		results: { tests: listed },
		testResults: byTest(({ title: _title, tags: _tags, ...outcome }) => ({ ...outcome, duration: 40 })),
		testTags: byTest(({ tags = [] }) => tags),
		...changes,
	};
}

const VERSIONS = [
	['the old shape', oldInstance],
	['version 2', version2],
] as const;

const attempt = (message: string, more: object = {}) => ({
	state: 'failed',
	wallClockDuration: 7,
	error: { message, stack: `${message}\n    at x` },
	...more,
});
const failed = { state: 'failed' };
const ENDED = { completedAt: '2026-05-01T10:00:00Z' };

describe.each(VERSIONS)('the failures of a spec file in %s', (_, instance) => {
	describe('errors and attempts', () => {
		test('tell the error of the test, else that of the last attempt that has one', async () => {
			const attempts = [attempt('Error: first'), attempt('Error: last'), { state: 'failed', error: null }];
			const [own, other] = await instanceFailures(
				instance([
					{ ...failed, displayError: 'Error: shown', attempts, tags: ['slow'] },
					{ ...failed, displayError: null, attempts },
				]),
				PLACE,
			);

			expect(own).toMatchObject({
				title: 'pays',
				suite: 'cart',
				file: 'tests/a.spec.ts',
				group: 'firefox',
				status: 'failed',
				flaky: false,
				error: { message: 'Error: shown', stack: 'Error: last\n    at x' },
				attempts: 3,
				url: 'https://app.currents.dev/instance/i1/test/t0',
				tags: ['slow'],
			});
			expect(other).toMatchObject({
				error: { message: 'Error: last' },
				url: expect.stringMatching(/\/test\/t1$/),
			});
		});

		test('come without colours, with the code around the place that failed', async () => {
			const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
			const codeFrame = { frame: `${red('>')} 4 | pay();\n    | ^`, line: 4, column: 1, file: 'a.spec.ts' };
			const error = { message: red('Error: no'), stack: `${red('Error: no')}\n    at x`, codeFrame };
			const attempts = [attempt('', { error }), attempt('', { error: { value: 'thrown text', codeFrame } })];

			const failures = await instanceFailures(
				instance([
					{ ...failed, attempts: attempts.slice(0, 1) },
					{ ...failed, attempts: attempts.slice(1) },
				]),
				PLACE,
			);

			expect(failures.map(({ error: told }) => told)).toEqual([
				{ message: 'Error: no', stack: 'Error: no\n    at x\n\n> 4 | pay();\n    | ^' },
				{ message: 'thrown text', stack: '> 4 | pay();\n    | ^' },
			]);
		});

		test.each<[string, Told, string[]]>([
			['a test that passed', { state: 'passed' }, []],
			['a test that is not to run', { state: 'pending' }, []],
			['a skipped test', { state: 'skipped' }, []],
			['a test that failed, in upper case', { state: 'FAILED' }, ['failed']],
			['a test that passed in the end', { state: 'passed', isFlaky: true, attempts: [attempt('x')] }, []],
			[
				'a test that ran out of time',
				{ ...failed, attempts: [attempt('x', { rawStatus: 'timedOut' })] },
				['timedOut'],
			],
			[
				'a test that ran out of time at first',
				{ ...failed, attempts: [attempt('x', { rawStatus: 'timedOut' }), attempt('x')] },
				['failed'],
			],
			['a failure that is called flaky', { ...failed, isFlaky: true }, ['failed']],
			['a state that is not known', { state: 'broken' }, []],
		])('of %s', async (__, told, statuses) => {
			const failures = await instanceFailures(instance([told]), PLACE);

			expect(failures.map(({ status }) => status)).toEqual(statuses);
			expect(failures.every(({ flaky }) => !flaky)).toBe(true);
		});
	});

	describe('groups and what is missing', () => {
		test.each<[string, object, string | null]>([
			['a browser', {}, 'firefox'],
			['the name of the build, which a run without groups has', { groupId: 'build-7' }, null],
			['none', { groupId: '' }, null],
		])('stand in the group that is %s', async (__, changes, group) => {
			const given = instance([failed], changes);
			for (const test of given.results?.tests ?? []) delete test.groupId;

			expect(await instanceFailures(given, PLACE)).toMatchObject([{ group }]);
		});

		test.each<[string, Told[], number, object, string[]]>([
			['nothing, when all are read', [failed, failed], 2, { failures: 2 }, []],
			['nothing, when more are read than counted', [failed], 1, {}, []],
			[
				'the failed tests that the run counts',
				[failed],
				1,
				{ failures: 3 },
				['3 failed tests are counted, but only 1 could be read'],
			],
			[
				'the only failed test',
				[{ state: 'passed' }],
				0,
				{ failures: 1 },
				['1 failed test is counted, but none of them could be read'],
			],
			[
				'tests without a known state',
				[{ state: 'broken' }, { state: 'odd' }, { state: 'passed' }],
				0,
				{},
				['the state of 2 tests is not known ("broken", "odd")'],
			],
		])('say what is missing: %s', (__, tests, read, stats, notes) => {
			expect(unreadOf(instance(tests), read, { results: { stats } })).toEqual(notes);
		});
	});
});

describe.each(VERSIONS)('the tests of a spec file in %s', (_, instance) => {
	test('are all there, with how they ended', async () => {
		const passed = { state: 'passed', wallClockDuration: 9, wallClockStartedAt: '2026-05-01T10:00:00Z' };
		const tests = await instanceTests(
			instance([
				{ state: 'passed', attempts: [passed], tags: ['slow'] },
				{ state: 'passed', isFlaky: true, attempts: [attempt('x', passed), passed] },
				{ ...failed, isFlaky: true, attempts: [attempt('x')] },
				{ state: 'pending' },
				{ state: 'skipped' },
				{ state: 'broken' },
			]),
			PLACE,
		);

		expect(tests.map(({ status, flaky, attempts }) => [status, flaky, attempts])).toEqual([
			['passed', false, 1],
			['passed', true, 2],
			['failed', false, 1],
			['pending', false, null],
			['skipped', false, null],
			['other', false, null],
		]);
		expect(tests[0]).toMatchObject({
			title: 'pays',
			group: 'firefox',
			startedAt: '2026-05-01T10:00:00.000Z',
			url: 'https://app.currents.dev/instance/i1/test/t0',
			tags: ['slow'],
		});
	});

	test('have the identity of their failures', async () => {
		const given = instance([{ ...failed, attempts: [attempt('x')] }]);

		expect((await instanceTests(given, PLACE))[0]?.testKey).toBe(
			(await instanceFailures(given, PLACE))[0]?.testKey,
		);
	});
});

test('a failure is the same one in both versions', async () => {
	const tests = [{ ...failed, attempts: [attempt('Error: expected 3, received 4')] }];
	const [[before], [now]] = await Promise.all(
		VERSIONS.map(async ([, instance]) => await instanceFailures(instance(tests), PLACE)),
	);

	expect(now).toMatchObject({ fingerprint: before?.fingerprint, testKey: before?.testKey });
});

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
