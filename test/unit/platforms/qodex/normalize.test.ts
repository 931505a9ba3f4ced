/** Reading what Qodex sends: lenient in where it looks, strict in what it takes for a pass. */
import { runFacts, runIdOf } from '../../../../platforms/qodex/normalize';
import { factsWithFailures } from '../../../../platforms/qodex/runs';
import { buildRun } from '../../../../core/model/buildRun';

const project = { origin: 'https://agents.qodex.ai', slug: 'web-shop' };

const runOf = (json: unknown) => buildRun(runFacts(json, 'run_1', project));

const wholeRunOf = async (json: unknown) =>
	buildRun(await factsWithFailures(json, 'run_1', project, Infinity));

const summary = (total: number, passed: number, failed: number) => ({ total, passed, failed });

const scenarios = (...words: unknown[]) =>
	words.map((status, index) => ({ name: `scenario ${index}`, status }));

describe('the verdict of a poll reply', () => {
	test.each<[string, unknown, string, string]>([
		['running', { status: 'running', passed: true, summary: summary(1, 1, 0) }, 'running', 'pending'],
		['running, in capitals', { status: ' RUNNING ' }, 'running', 'pending'],
		['queued', { status: 'queued' }, 'queued', 'pending'],
		['passed', { status: 'passed' }, 'finished', 'passed'],
		['completed, without a verdict', { status: 'completed' }, 'finished', 'inconclusive'],
		['completed and passed', { status: 'completed', passed: true }, 'finished', 'passed'],
		['completed and not passed', { status: 'completed', passed: false }, 'finished', 'failed'],
		[
			'completed, with `passed` as a text',
			{ status: 'completed', passed: 'true' },
			'finished',
			'inconclusive',
		],
		['completed, with `passed` as a number', { status: 'completed', passed: 7 }, 'finished', 'inconclusive'],
		[
			'completed, all counted as passed',
			{ status: 'completed', summary: summary(7, 7, 0) },
			'finished',
			'passed',
		],
		[
			'completed, some not counted at all',
			{ status: 'completed', summary: summary(7, 6, 0) },
			'finished',
			'inconclusive',
		],
		[
			'completed, none counted',
			{ status: 'completed', summary: summary(0, 0, 0) },
			'finished',
			'inconclusive',
		],
		['completed, one failed', { status: 'completed', summary: summary(7, 6, 1) }, 'finished', 'failed'],
		['passed, but a scenario failed', { status: 'passed', summary: summary(7, 6, 1) }, 'finished', 'failed'],
		[
			'passed, but a scenario is in error',
			{ status: 'passed', scenarios: scenarios('pass', 'error') },
			'finished',
			'failed',
		],
		[
			'passed, but a scenario has no known status',
			{ status: 'passed', scenarios: scenarios('pass', 'odd') },
			'finished',
			'failed',
		],
		[
			'scenarios that passed or were skipped',
			{ status: 'completed', scenarios: scenarios('pass', 'skipped') },
			'finished',
			'passed',
		],
		[
			'scenarios that were all skipped',
			{ status: 'completed', scenarios: scenarios('skipped') },
			'finished',
			'inconclusive',
		],
		[
			'out of budget',
			{ status: 'budget_exceeded', passed: true, summary: summary(7, 7, 0) },
			'finished',
			'inconclusive',
		],
		[
			'out of budget with failures',
			{ status: 'budget_exceeded', summary: summary(7, 3, 1) },
			'finished',
			'inconclusive',
		],
		['canceled', { status: 'cancelled', summary: summary(7, 7, 0) }, 'canceled', 'inconclusive'],
		['timed out', { status: 'timed_out', passed: true }, 'timedOut', 'inconclusive'],
		[
			'a status nobody published',
			{ status: 'archived', passed: true, summary: summary(7, 7, 0) },
			'unknown',
			'inconclusive',
		],
		[
			'a status nobody published, with a failure',
			{ status: 'archived', summary: summary(7, 6, 1) },
			'unknown',
			'failed',
		],
		['no status', { summary: summary(7, 7, 0) }, 'unknown', 'inconclusive'],
		['a status that is an object', { status: { name: 'passed' } }, 'unknown', 'inconclusive'],
		['a name that every object has', { status: 'constructor' }, 'unknown', 'inconclusive'],
		['nothing', {}, 'unknown', 'inconclusive'],
	])('%s', (_, json, status, verdict) => {
		expect(runOf(json)).toMatchObject({ status, verdict });
		expect(runOf({ testRun: json })).toMatchObject({ status, verdict });
	});

	test.each([null, undefined, [], [{ status: 'passed' }], 'passed', 7])('%j is not a run', (json) => {
		expect(runOf(json)).toMatchObject({ status: 'unknown', verdict: 'inconclusive' });
	});
});

describe('the facts of a poll reply', () => {
	describe('failures and counts', () => {
		test('are found under other usual names', async () => {
			const reply = {
				status: 'failed',
				startedAt: 1767225600,
				completedAt: '2026-01-01T00:01:00Z',
				environment: { name: 'staging' },
				policy: { id: 'pol_1', name: 'Nightly' },
				scenarios: [
					{ title: 'pays', status: 'FAIL', error: { message: 'Timeout' }, durationMs: 12 },
					{ name: 'signs in', status: 'error', error: 'No browser' },
					{ status: 'fail' },
					{ name: 'searches', status: 'pass' },
				],
			};
			expect(await wholeRunOf(reply)).toMatchObject({
				name: 'Nightly',
				environment: 'staging',
				startedAt: '2026-01-01T00:00:00.000Z',
				finishedAt: '2026-01-01T00:01:00.000Z',
				durationMs: 60_000,
				counts: { total: 4, passed: 1, failed: 2, other: 1 },
				failures: [
					{ title: 'pays', status: 'failed', error: { message: 'Timeout' }, durationMs: 12 },
					{ title: 'signs in', status: 'error', error: { message: 'No browser' } },
					{ title: 'unnamed scenario', status: 'failed' },
				],
			});
		});

		test('keep scenarios apart from failures that were not told', async () => {
			expect(await wholeRunOf({ status: 'failed', summary: summary(7, 6, 1) })).toMatchObject({
				failures: null,
				failuresNote: 'Qodex did not list the scenarios of this run.',
			});
			expect(await wholeRunOf({ status: 'passed', failedScenarios: [] })).toMatchObject({ failures: [] });
			expect(await wholeRunOf({ status: 'passed' })).toMatchObject({ failures: null, failuresNote: null });
		});

		test('are a failure where failed scenarios are listed and not counted, whether they are wanted or not', () => {
			const failedScenarios = scenarios('fail');

			expect(runOf({ status: 'completed', failedScenarios })).toMatchObject({
				verdict: 'failed',
				failures: null,
			});
			expect(runOf({ status: 'completed', failedScenarios: [] }).verdict).toBe('inconclusive');
			expect(runOf({ status: 'passed', failedScenarios }).verdict).toBe('failed');
		});

		test.each<[unknown, Array<string> | null, number]>([
			[['checkout', 'login'], ['checkout', 'login'], 2],
			[[{ name: 'checkout' }, { name: 'login', status: 'pass' }], ['checkout'], 1],
			[2, null, 2],
			['2', null, 2],
		])(
			'are failures where failedScenarios is %j, whatever else is said',
			async (failedScenarios, titles, failed) => {
				const run = await wholeRunOf({ status: 'completed', passed: true, failedScenarios });

				expect(run).toMatchObject({ verdict: 'failed', counts: { failed } });
				expect(run.failures?.map(({ title }) => title) ?? null).toEqual(titles);
			},
		);

		test('count numbers that came as text', () => {
			const reply = { status: 'completed', total: '3', passed: '3', failed: '2' };
			expect(runOf(reply)).toMatchObject({ verdict: 'failed', counts: { total: 3, passed: 3, failed: 2 } });
			expect(runOf({ status: 'completed', total: 3, passed: 3, failed: '2' }).verdict).toBe('failed');
		});
	});

	describe('contradictions and limits', () => {
		test.each<[unknown, string]>([
			[{ status: 'failed', passed: true }, 'status "failed", passed true'],
			[{ status: 'error', passed: true }, 'status "error", passed true'],
			[{ status: 'passed', passed: false }, 'status "passed", passed false'],
			[{ status: 'passed', passed: 'false' }, 'status "passed", passed false'],
			[
				{ policy: { status: 'passed' }, testRun: { status: 'failed' } },
				'policy.status "passed", testRun.status "failed"',
			],
			[
				{ testRun: { status: 'failed' }, policy: { status: 'passed' } },
				'testRun.status "failed", policy.status "passed"',
			],
			[{ status: 'success', data: { status: 'running' } }, 'status "success", data.status "running"'],
			[
				{ status: 'completed', summary: summary(3, 3, 0), data: { status: 'failed' } },
				'status "completed", data.status "failed"',
			],
		])('that tells two stories proves nothing: %j', (json, stories) => {
			expect(runOf(json)).toMatchObject({
				verdict: 'inconclusive',
				verdictReason: `Qodex reports two different things (${stories}), so this is not counted as a pass.`,
			});
		});

		test('hold no more failures than are wanted, and say that there are more', async () => {
			const json = { status: 'failed', scenarios: scenarios('fail', 'pass', 'error', 'fail') };
			const run = buildRun(await factsWithFailures(json, 'run_1', project, 2));

			expect(run.failures?.map(({ title }) => title)).toEqual(['scenario 0', 'scenario 2']);
			expect(run.failuresTruncated).toBe(true);
		});

		test('take over web addresses alone as links', () => {
			const page = 'https://agents.qodex.ai/p/web-shop/test-runs/run_1';
			for (const runUrl of ['javascript:alert(1)', 'data:text/html,x', '/p/other', null, 7]) {
				expect(runOf({ status: 'passed', runUrl }).url).toBe(page);
			}
			expect(runOf({ status: 'passed', runUrl: 'https://qodex.example/run' }).url).toBe(
				'https://qodex.example/run',
			);
		});

		test('are unknown when they are of another type', () => {
			const reply = {
				status: 'passed',
				durationMs: -1,
				startedAt: 'soon',
				summary: { total: 'seven', passed: null },
			};
			expect(runOf(reply)).toMatchObject({
				durationMs: null,
				startedAt: null,
				counts: { total: null, passed: null },
			});
		});
	});
});

test.each<[unknown, string | null]>([
	[{ testRunId: 'run_1' }, 'run_1'],
	[{ testRunId: 12 }, '12'],
	[{ data: { testRunId: 'run_1' } }, 'run_1'],
	[{ testRunId: '' }, null],
	[{ id: 'run_1' }, null],
	[null, null],
	['run_1', null],
])('the run id in %j is %j', (json, id) => {
	expect(runIdOf(json)).toBe(id);
});
