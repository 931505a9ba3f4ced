/** A result that was read too early is that of an earlier run: what a wait takes for the run's own, and what never. */
import {
	TESTCLIX_NEW_TEST_ID,
	TESTCLIX_TOLERANT_TEST_ID,
	TESTCLIX_UNRECORDED_TEST_ID,
} from '../../../workshop/sandbox/platforms/testclix/seed';
import { quickly, testclixForTests, told } from './support';

const { run, control, testId, calls, spoil, setVariants } = testclixForTests();

/** More reads than any wait here makes. */
const NEVER = 1_000_000;

const startAndWait = async (parameters: object = quickly(), more = {}) =>
	await run('startRunAndWait', { testId: testId(), ...parameters }, more);
const wait = async (parameters: object = quickly()) =>
	await run('waitForRun', { testId: testId(), ...parameters });

describe('Start Run and Wait', () => {
	describe('the old result', () => {
		test.each([
			['pass', 'error', 'failed'],
			['error', 'pass', 'passed'],
			['pass', 'pass', 'passed'],
			['acknowledged', 'pass', 'passed'],
		] as const)('does not take the old %s for the result, which is %s', async (before, outcome, verdict) => {
			await control().setTest({ testId: testId(), status: before });
			await control().nextRuns({ outcome, lagReads: 3, activeReads: 2 });
			const waited = await startAndWait();

			expect(waited.json).toMatchObject([{ id: testId(), status: 'finished', verdict }]);
			expect((await calls()).map(({ method }) => method)).toEqual(['GET', 'POST', ...Array(6).fill('GET')]);
		});

		test('reads statuses in another letter case as well', async () => {
			await setVariants({ statusCase: 'title' });
			await control().nextRuns({ outcome: 'error', lagReads: 1, activeReads: 2 });

			expect((await startAndWait()).json).toMatchObject([{ verdict: 'failed' }]);
		});

		test.each(['pass', 'error'] as const)(
			'is inconclusive when the status never changes, though "%s" stood all the time',
			async (before) => {
				await control().setTest({ testId: testId(), status: before });
				await control().nextRuns({ outcome: 'pass', lagReads: NEVER, stuck: true });
				const waited = await startAndWait(quickly({ settle: 0, limit: 1.5 }));

				expect(waited.json).toMatchObject([
					{
						status: 'queued',
						verdict: 'inconclusive',
						counts: { passed: null, failed: null },
						failures: null,
					},
				]);
				expect(waited.json[0]?.verdictReason).toMatch(
					new RegExp(
						`after the time limit of .*status of the test is "${before}", which may be that of an earlier`,
					),
				);
			},
		);

		test('does not show the old result without Simplify either', async () => {
			await control().nextRuns({ outcome: 'pass', lagReads: NEVER, stuck: true });
			const waited = await startAndWait({ ...quickly({ settle: 0, limit: 1 }), simplify: false });

			expect(waited.json).toEqual([{ test_id: testId(), status: 'queued' }]);
		});
	});

	describe('the new result', () => {
		test('a run too fast to be seen counts when its result differs and stands', async () => {
			await control().nextRuns({ outcome: 'error', activeReads: 0 });
			const waited = await startAndWait();

			expect(waited.json).toMatchObject([{ verdict: 'failed' }]);
			expect(waited.json[0]?.verdictReason).toMatch(/No run of the test was seen in progress\.$/);
			expect(waited.json[0]?.doubt).toBe('This may be the result of an earlier run.');
		});

		test('a run too fast to be seen is inconclusive when its result is the same as before', async () => {
			await control().nextRuns({ outcome: 'pass', activeReads: 0 });

			expect((await startAndWait(quickly({ limit: 1.5 }))).json).toMatchObject([{ verdict: 'inconclusive' }]);
		});

		test('the end of a run that was going on before is not the end of this one', async () => {
			await control().startRun({ testId: testId(), outcome: 'pass', activeReads: 4 });
			await control().nextRuns({ outcome: 'error', lagReads: 2, activeReads: 2 });
			const waited = await startAndWait(quickly({ settle: 3 }));

			expect(waited.json).toMatchObject([{ verdict: 'failed' }]);
			expect((await control().tests()).find((test) => test.testId === testId())).toMatchObject({ runs: 0 });
		});

		test('nothing comes of a test without steps', async () => {
			const waited = await startAndWait({ ...quickly(), testId: TESTCLIX_UNRECORDED_TEST_ID });

			expect(waited.json).toMatchObject([{ verdict: 'inconclusive' }]);
			expect(waited.json[0]?.verdictReason).toMatch(/^The test has no result: its status is "not recorded"/);
		});

		test('a test that never ran gets its first result', async () => {
			await control().nextRuns({ outcome: 'pass', lagReads: 5, activeReads: 1 });
			const waited = await startAndWait({ ...quickly({ settle: 0 }), testId: TESTCLIX_NEW_TEST_ID });

			expect(waited.json).toMatchObject([{ verdict: 'passed' }]);
		});

		test.each([
			['valid', /has no result: its status is "valid"/],
			['paused', /has not ended, according to its status/],
		])('"%s" after a run is no pass', async (status, reason) => {
			await control().nextRuns({ outcome: 'pass', stuck: true });
			const body = { test_id: testId(), status };
			await spoil('GET', { skip: 3, times: NEVER, fault: { kind: 'status', status: 200, body } });
			const waited = await startAndWait(quickly({ limit: 2 }));

			expect(waited.json).toMatchObject([{ verdict: 'inconclusive' }]);
			expect(waited.json[0]?.verdictReason).toMatch(reason);
		});
	});

	describe('the start', () => {
		test('waits faults of TestCLIX out', async () => {
			await control().nextRuns({ outcome: 'error', lagReads: 1, activeReads: 2 });
			await spoil('GET', { skip: 1, times: 2, fault: { kind: 'status', status: 503 } });

			expect((await startAndWait()).json).toMatchObject([{ verdict: 'failed' }]);
		});

		test('starts nothing when the status before cannot be read', async () => {
			await spoil('GET', { fault: { kind: 'status', status: 400 } });
			const waited = await startAndWait();

			expect(told(waited)).toMatch(/^Could not read the status of the test/);
			expect(await calls('POST')).toEqual([]);
		});

		test('starts once, even when the start fails', async () => {
			await spoil('POST', { fault: { kind: 'closeSocket' }, afterEffect: true });
			const waited = await startAndWait();

			expect(told(waited)).toMatch(/Whether TestCLIX carried it out is not known/);
			expect(await calls('POST')).toHaveLength(1);
		});

		test('awaits the runs of several items', async () => {
			await control().nextRuns({ outcome: 'error', activeReads: 2 });
			const items = [{ id: testId() }, { id: 'NO_SUCH_TEST' }, { id: TESTCLIX_NEW_TEST_ID }];
			const waited = await startAndWait(
				{ ...quickly(), testId: '={{ $json.id }}' },
				{ items, continueOnFail: true },
			);

			expect(waited.json).toMatchObject([
				{ id: testId(), verdict: 'failed' },
				{ error: expect.stringMatching(/HTTP 404/) },
				{ id: TESTCLIX_NEW_TEST_ID, verdict: 'failed' },
			]);
		});
	});
});

describe('Wait for Run', () => {
	test.each([
		['error', 'failed'],
		['pass', 'passed'],
	] as const)('waits for the run that is going on: %s', async (outcome, verdict) => {
		await control().startRun({ testId: testId(), outcome, activeReads: 3 });
		const waited = await wait(quickly({ settle: 20 }));

		expect(waited.json).toMatchObject([{ id: testId(), status: 'finished', verdict }]);
		expect(waited.json[0]?.verdictReason).not.toMatch(/No run of the test was seen/);
		expect(await calls('POST')).toEqual([]);
	});

	test('sees a start that shows late', async () => {
		await control().startRun({ testId: testId(), outcome: 'error', lagReads: 3, activeReads: 2 });

		expect((await wait(quickly({ settle: 20 }))).json).toMatchObject([{ verdict: 'failed' }]);
	});

	test('takes a result that stands for the settling time, and says so', async () => {
		const waited = await wait();

		expect(waited.json).toMatchObject([{ verdict: 'passed' }]);
		expect(waited.json[0]?.verdictReason).toMatch(/No run of the test was seen in progress\.$/);
		expect((await calls('GET')).length).toBeGreaterThan(1);
	});

	test('is inconclusive when the time limit passes before that', async () => {
		const waited = await wait(quickly({ settle: 20, limit: 0 }));

		expect(waited.json).toMatchObject([{ verdict: 'inconclusive' }]);
		expect(waited.json[0]?.verdictReason).toMatch(/"pass", which may be that of an earlier run\.$/);
	});

	test.each([TESTCLIX_UNRECORDED_TEST_ID, TESTCLIX_NEW_TEST_ID])(
		'ends when there is no run: %s',
		async (id) => {
			const waited = await wait({ ...quickly(), testId: id });

			expect(waited.json).toMatchObject([{ verdict: 'inconclusive' }]);
			expect(waited.json[0]?.verdictReason).toMatch(/^The test has no result/);
		},
	);

	test('a run that does not end is inconclusive', async () => {
		await control().startRun({ testId: testId(), outcome: 'pass', stuck: true });
		const waited = await wait(quickly({ limit: 1 }));

		expect(waited.json).toMatchObject([{ status: 'running', verdict: 'inconclusive' }]);
	});

	test('tells the status of the test, which one failed run may leave as it is', async () => {
		const tolerant = TESTCLIX_TOLERANT_TEST_ID;
		await control().startRun({ testId: tolerant, outcome: 'error', activeReads: 2 });
		const waited = await wait({ ...quickly(), testId: tolerant });

		expect(waited.json).toMatchObject([{ verdict: 'passed' }]);
		expect(waited.json[0]?.verdictReason).toMatch(/status of the test, which TestCLIX derives/);
	});
});
