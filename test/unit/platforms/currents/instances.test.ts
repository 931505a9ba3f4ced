/** Spec files of Currents, in both versions: their failures, their tests, and what could not be read. */
import { instanceFailures, instanceTests, unreadOf } from '../../../../platforms/currents/instances';
import { VERSIONS, attempt, failed, PLACE, type Told } from './instanceShapes';

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
