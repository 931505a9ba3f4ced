/** Reading runs and projects of Qase. */
import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { byId, complaint, NO_RUN, PROJECT, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();

withoutRetryDelays();

describe('Get Run', () => {
	describe('the state and the counts', () => {
		test('gives the run in the shape that all platforms share', async () => {
			const ended = await qase.endedRun(
				{ outcome: 'failed', failures: 2, blocked: 1, invalid: 1, skipped: 3 },
				{ title: 'Nightly', environmentId: 1, tags: ['nightly', 'smoke'], startTime: Date.now() - 90_000 },
			);

			const { json } = await qase.run('getRun', { runId: byId(ended.id) });

			expect(json).toEqual([
				{
					platform: 'qase',
					platformName: 'Qase',
					key: `qase:SHOP:${ended.id}`,
					id: String(ended.id),
					name: 'Nightly',
					project: { id: 'SHOP', name: null },
					url: null,
					status: 'finished',
					verdict: 'failed',
					verdictReason: '2 of 12 tests failed and 2 ended in error or were blocked.',
					counts: { total: 12, passed: 5, failed: 2, skipped: 3, flaky: null, pending: 0, other: 2 },
					passRate: 5 / 9,
					startedAt: new Date(ended.start_time).toISOString(),
					finishedAt: new Date(String(ended.end_time)).toISOString(),
					durationMs: ended.elapsed_time,
					branch: null,
					commit: null,
					environment: 'staging',
					tags: ['nightly', 'smoke'],
					buildId: null,
					group: null,
					failures: null,
					failuresTruncated: false,
					failuresNote: null,
					tests: null,
					doubt: null,
				},
			]);
		});

		const states = [
			['passed', { outcome: 'passed' }, 'finished', 'passed'],
			['passed with skipped ones', { outcome: 'passed', skipped: 2 }, 'finished', 'passed'],
			['passed with a custom status', { outcome: 'passed', custom: 2 }, 'finished', 'passed'],
			[
				'failed by a custom status',
				{ outcome: 'failed', failures: 0, custom: 1, customStatus: 'needs_rework' },
				'finished',
				'failed',
			],
			['failed', { outcome: 'failed' }, 'finished', 'failed'],
			['failed by blocked ones alone', { outcome: 'failed', failures: 0, blocked: 1 }, 'finished', 'failed'],
			['aborted', { outcome: 'aborted' }, 'canceled', 'inconclusive'],
		] as const;

		test.each(states)(
			'a run that is %s, however the stats are told',
			async (_, end, status, verdict) => {
				for (const stats of qaseVariants.stats.values) {
					for (const statusNumbers of qaseVariants.statusNumbers.values) {
						await qase.setVariants({ stats, statusNumbers });
						const { id } = await qase.endedRun(end);

						const { json } = await qase.run('getRun', { runId: byId(id) });

						expect([stats, json[0].status, json[0].verdict]).toEqual([stats, status, verdict]);
						expect(runsOf({ json })[0].counts.total).toBe(12);
					}
				}
			},
			30_000,
		);
	});

	describe('what decides the verdict', () => {
		test('a custom status is neither a pass nor a failure, in no number and no word', async () => {
			await qase.setVariants({ statusWords: 'legacy' });
			const end = { outcome: 'passed', custom: 2, customStatus: 'needs_rework' } as const;
			const { id } = await qase.endedRun(end);
			const options = { includeFailures: 5 };
			expect((await qase.run('getRun', { runId: byId(id), options })).json).toMatchObject([
				{
					verdict: 'inconclusive',
					verdictReason:
						"2 of 12 tests have a status of your workspace's own (needs_rework), which is neither a pass nor a failure.",
					counts: { total: 12, passed: 10, failed: 0, skipped: 0, pending: 0, other: 0 },
					passRate: 1,
					failures: [],
					failuresTruncated: false,
					failuresNote: null,
				},
			]);
		});

		test('a run with muted failures passes where the verdict of Qase is trusted', async () => {
			const { id } = await qase.openRun({ planId: 2 });
			await qase.control().muteCases({ project: PROJECT, caseIds: [5] });
			for (const [caseId, status] of [
				[1, 'passed'],
				[5, 'failed'],
				[8, 'passed'],
			] as const) {
				await qase.control().addResult({ project: PROJECT, runId: id, caseId, status });
			}
			const read = async (operation: string, options: object) =>
				(await qase.run(operation, { runId: byId(id), options: { ...options } })).json[0];

			const passed = {
				verdict: 'passed',
				verdictReason: 'The platform says the run passed, although 1 of 3 tests failed.',
				passedDespiteFailures: true,
				counts: { passed: 2, failed: 1 },
			};
			expect(await read('completeRun', { trustVerdict: true })).toMatchObject(passed);
			expect(await read('getRun', { trustVerdict: true })).toMatchObject(passed);
			expect(await read('waitForRun', { trustVerdict: true })).toMatchObject(passed);
			const listed = await qase.run('getManyRuns', { limit: 1, options: { trustVerdict: true } });
			expect(listed.json).toMatchObject([passed]);
			expect(await read('getRun', {})).toMatchObject({
				verdict: 'failed',
				verdictReason: expect.stringContaining("the option 'Trust Qase's Verdict' lets its pass count"),
			});
		});

		test('the address of a run is known where the credential names that of the app', async () => {
			const { id } = await qase.endedRun();
			const read = async (appUrl: string) => await qase.run('getRun', { runId: byId(id) }, { appUrl });
			expect((await read('https://qase.example.com/')).json[0].url).toBe(
				`https://qase.example.com/run/SHOP/dashboard/${id}`,
			);
			expect(complaint(await read('qase.example.com'))).toContain(
				"'Web App URL' in the credential must begin with http:// or https://",
			);
		});

		test('the older words of the status tell no verdict, so the counts decide', async () => {
			await qase.setVariants({ statusWords: 'legacy' });
			const { id: open } = await qase.openRun();
			const { id: passed } = await qase.endedRun();
			const { id: failed } = await qase.endedRun({ outcome: 'failed' });
			const { id: aborted } = await qase.endedRun({ outcome: 'aborted' });

			const items = [open, passed, failed, aborted].map((id) => ({ id }));
			const { json } = await qase.run('getRun', { runId: '={{ $json.id }}' }, { items });

			expect(runsOf({ json }).map(({ status, verdict }) => [status, verdict])).toEqual([
				['running', 'pending'],
				['finished', 'passed'],
				['finished', 'failed'],
				['canceled', 'inconclusive'],
			]);
		});
	});

	describe('what is asked for', () => {
		test('takes the address of a run page, and refuses one of another project', async () => {
			const { id } = await qase.endedRun();
			const page = (code: string) => `https://app.qase.io/run/${code}/dashboard/${id}?source=mail`;

			expect(runsOf(await qase.run('getRun', { runId: byId(page(PROJECT)) }))[0].id).toBe(String(id));
			expect(complaint(await qase.run('getRun', { runId: byId(page('APP')) }))).toBe(
				"'Run' is a run of the project APP, not of SHOP | Choose the project of the run.",
			);
			expect(
				complaint(await qase.run('getRun', { runId: byId('https://app.qase.io/project/SHOP') })),
			).toContain('not a run page');
			expect(complaint(await qase.run('getRun', { runId: byId('12a') }))).toContain("'Run' is not a number");
		});

		test('gives what Qase tells when Simplify is off, with the parts that were asked for', async () => {
			const { id } = await qase.endedRun();
			const parameters = {
				runId: byId(id),
				simplify: false,
				options: { include: ['cases', 'external_issue'] },
			};

			const { json } = await qase.run('getRun', parameters);

			expect(json[0]).toMatchObject({ id, status_text: 'passed', external_issue: null });
			expect(json[0].cases).toHaveLength(12);
		});

		test('gives at most so many failures, and says when there are more', async () => {
			const { id } = await qase.endedRun({ outcome: 'failed', failures: 3 });
			const read = async (includeFailures: number) =>
				runsOf(await qase.run('getRun', { runId: byId(id), options: { includeFailures } }))[0];

			expect(await read(2)).toMatchObject({ failuresTruncated: true });
			const { failures, failuresTruncated } = await read(3);
			expect(failures?.map(({ title }) => title)).toEqual([
				'pays with a saved card',
				'pays on invoice',
				'refuses an expired card',
			]);
			expect(failuresTruncated).toBe(false);
		});

		test.each([
			['a run that does not exist', NO_RUN, 'Qase did not find it (HTTP 404)'],
			['an origin with a version', null, null],
		])('%s', async (_, runId, message) => {
			const { id } = await qase.endedRun();
			const origin = `${qase.sandbox().qase.origin}/v1/`;
			const result = await qase.run('getRun', { runId: byId(runId ?? id) }, { origin });
			if (message === null) expect(result.json).toHaveLength(1);
			else expect(complaint(result)).toContain(message);
		});
	});

	describe('what Qase refuses', () => {
		test.each(qaseVariants.errorShape.values)(
			'tells the words of a refusal shaped as %s',
			async (errorShape) => {
				await qase.setVariants({ errorShape });
				expect(complaint(await qase.run('getRun', { runId: byId(NO_RUN) }))).toBe(
					'Could not read the run: Qase did not find it (HTTP 404) | Qase says: "Run not found". ' +
						'Check the project code and the ID, and that the owner of the token can see the project. ' +
						`'Project' is SHOP, as it is set in this node. 'Run' is ${NO_RUN}, as it is set in this node.`,
				);
			},
		);

		test('takes a refusal for one even when its status is 200', async () => {
			const body = {
				status: false,
				errorMessage: 'Data is invalid.',
				errorFields: [{ field: 'id', error: 'wrong' }],
			};
			await qase.fault({ fault: { kind: 'status', status: 200, body } });
			expect(complaint(await qase.run('getRun', { runId: byId(1) }))).toContain(
				'Qase says: "Data is invalid. id: wrong"',
			);
		});

		test('an origin that is none', async () => {
			const result = await qase.run('getRun', { runId: byId(1) }, { origin: 'api.qase.io' });
			expect(complaint(result)).toContain(
				"Could not read the run: 'Base URL' in the credential must begin with http:// or https://, e.g. https://api.qase.io",
			);
		});

		test('a wrong token is told without it', async () => {
			const result = await qase.run('getRun', { runId: byId(1) }, { token: 'wrong-token-0000' });
			expect(complaint(result)).toContain('did not accept the key (HTTP 401)');
			expect(JSON.stringify(result.error)).not.toContain('wrong-token-0000');
		});

		test('asks again when too many requests were made', async () => {
			const body = { status: false, errorMessage: 'API rate limit exceeded.' };
			await qase.fault({ fault: { kind: 'status', status: 429, body, headers: { 'retry-after': '0' } } });
			expect((await qase.run('getRun', { runId: byId(1) })).json).toHaveLength(1);
		});
	});
});
