import { complaint, NO_RUN, PROJECT, runsOf, useCurrents } from './setup';

const currents = useCurrents();

describe('Get Run', () => {
	describe('the state and the counts', () => {
		test('gives the run in the shape that all platforms share', async () => {
			const ended = await currents.endedRun(
				{ branch: 'release/7', tags: ['nightly'], ciBuildId: 'web-4711', tests: 8, author: 'Build bot' },
				{ outcome: 'failed', failures: 3, flaky: 1, skipped: 1 },
			);

			const { json } = await currents.run('getRun', { runId: ended.runId });

			expect(json).toEqual([
				{
					platform: 'currents',
					platformName: 'Currents',
					key: `currents:${ended.runId}`,
					id: ended.runId,
					name: ended.meta.commit.message,
					project: { id: PROJECT, name: null },
					url: `${currents.sandbox().url}/currents/run/${ended.runId}`,
					status: 'finished',
					verdict: 'failed',
					verdictReason: '3 of 8 tests failed.',
					counts: { total: 8, passed: 4, failed: 3, skipped: 1, flaky: 1, pending: 0, other: null },
					passRate: 4 / 7,
					startedAt: ended.createdAt,
					finishedAt: new Date(Date.parse(ended.createdAt) + Number(ended.durationMs)).toISOString(),
					durationMs: ended.durationMs,
					branch: 'release/7',
					commit: { sha: ended.meta.commit.sha, message: ended.meta.commit.message, author: 'Build bot' },
					environment: null,
					tags: ['nightly'],
					buildId: 'web-4711',
					group: null,
					failures: null,
					failuresTruncated: false,
					failuresNote: null,
					tests: null,
					doubt: null,
				},
			]);
		});

		test.each([
			['passed', { outcome: 'passed' }, 'finished', 'passed'],
			['failed', { outcome: 'failed' }, 'finished', 'failed'],
			['flaky', { outcome: 'flaky' }, 'finished', 'passed'],
			['canceled', { outcome: 'canceled' }, 'canceled', 'inconclusive'],
			['canceled with failures', { outcome: 'canceled', failures: 1 }, 'canceled', 'inconclusive'],
			['timed out', { outcome: 'timedOut' }, 'timedOut', 'inconclusive'],
		] as const)('a run that is %s, in every spelling of its state', async (_, end, status, verdict) => {
			for (const statusCase of ['upper', 'lower'] as const) {
				for (const endedEarlyStatus of ['byCounts', 'frozen'] as const) {
					const variants = { statusCase, endedEarlyStatus };
					await currents.sandbox().control.setVariants({ currents: variants });
					const { runId } = await currents.endedRun({}, end);

					const { json } = await currents.run('getRun', { runId });

					expect({ ...variants, status: json[0]?.status, verdict: json[0]?.verdict }).toEqual({
						...variants,
						status,
						verdict,
					});
				}
			}
		});

		describe('words and counts of other shapes', () => {
			test.each(['canceledAt', 'cancelledAt'] as const)(
				'reads a cancellation told as %s',
				async (cancellation) => {
					await currents.sandbox().control.setVariants({ currents: { cancellation } });
					const { runId } = await currents.endedRun({}, { outcome: 'canceled' });

					expect((await currents.run('getRun', { runId })).json).toMatchObject([{ status: 'canceled' }]);
				},
			);

			test('a run in progress is pending, with what has failed so far', async () => {
				const { run } = await currents
					.control()
					.createRun({ projectId: PROJECT, groups: ['chromium', 'firefox'] });
				await currents
					.control()
					.finishRun({ runId: run.runId, group: 'chromium', outcome: 'failed', failures: 2 });

				const { json } = await currents.run('getRun', { runId: run.runId });

				expect(json).toMatchObject([{ status: 'running', verdict: 'pending', finishedAt: null }]);
				expect(json[0]?.verdictReason).toBe('The run is still running; 2 tests have failed so far.');
			});

			test.each([
				['a run that goes on', null, 'running'],
				['a run that was canceled', { outcome: 'canceled' }, 'canceled'],
			] as const)('%s has tests that are planned and have not reported', async (_, end, status) => {
				const { runId } = (await currents.control().createRun({ projectId: PROJECT, deliver: false })).run;
				if (end) await currents.control().finishRun({ runId, deliver: false, ...end });
				else await currents.control().reportTests({ runId, tests: 7 });

				const [run] = runsOf(await currents.run('getRun', { runId }));

				expect(run).toMatchObject({ status, counts: { total: 12, passed: 7, failed: 0, pending: 5 } });
			});
		});
	});

	describe('names, groups and the JSON of the platform', () => {
		test('is called by its pull request', async () => {
			const { runId } = await currents.endedRun({ pullRequestTitle: 'Basket totals', title: 'Nightly' });

			expect((await currents.run('getRun', { runId })).json).toMatchObject([{ name: 'Basket totals' }]);
		});

		test('adds up the groups of a run', async () => {
			const plan = { groups: ['chromium', 'firefox', 'webkit'], tests: 4 };
			const { runId } = await currents.endedRun(plan, { outcome: 'failed', failures: 2 });

			const [run] = runsOf(await currents.run('getRun', { runId }));

			expect(run?.counts).toMatchObject({ total: 12, passed: 10, failed: 2 });
		});

		test('takes the address of the run page for the id', async () => {
			const { runId } = await currents.endedRun();

			const { json } = await currents.run('getRun', {
				runId: ` https://app.currents.dev/run/${runId}?a=b#c `,
			});

			expect(json).toMatchObject([{ id: runId }]);
		});

		test("gives the platform's own JSON without Simplify", async () => {
			const ended = await currents.endedRun();

			const { json } = await currents.run('getRun', { runId: ended.runId, simplify: false });

			expect(json).toEqual([ended]);
		});
	});
});

describe('Get Run refuses', () => {
	test.each([
		['an empty id', '', "'Run ID' is empty"],
		['an id that is blank', '   ', "'Run ID' is empty"],
		[
			'the address of another page',
			'https://app.currents.dev/projects/x',
			"'Run ID' holds an address that is not a run page",
		],
	])('%s', async (_, runId, message) => {
		const run = await currents.run('getRun', { runId: `=${runId}` });

		expect(complaint(run).message).toBe(message);
		expect(await currents.calls()).toEqual([]);
	});

	test('a number of failures that is none, before it asks Currents', async () => {
		const options = { includeFailures: '={{ "all" }}' };
		const run = await currents.run('getRun', { runId: NO_RUN, options });

		expect(complaint(run).message).toBe("'Include Failures' is not a number");
		expect(await currents.calls()).toEqual([]);
	});

	test('a run that does not exist, and says what to check', async () => {
		const run = await currents.run('getRun', { runId: NO_RUN });

		expect(complaint(run)).toEqual({
			message: 'Could not read the run: Currents did not find it (HTTP 404)',
			description:
				'Currents says: "Not found". Check the id, and that the key belongs to the same organization or project. ' +
				`'Run ID' is ${NO_RUN}, as it is set in this node.`,
		});
	});
});
