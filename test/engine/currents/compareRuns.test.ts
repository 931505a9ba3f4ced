/** Compare Runs, of spec files in each shape. */
import type { INodeParameters } from 'n8n-workflow';

import { complaint, INSTANCES, NO_RUN, PROJECT, useCurrents } from './setup';

const currents = useCurrents();

describe.each(INSTANCES)('Compare Runs, of spec files in shape %s', (instances) => {
	beforeEach(async () => await currents.sandbox().control.setVariants({ currents: { instances } }));

	/** Runs of this branch, each a minute after the one before. */
	let minute = 0;
	const planned = (plan: object = {}) => ({
		branch: 'compare',
		createdAt: new Date(Date.UTC(2026, 4, 1, 10, minute++)).toISOString(),
		...plan,
	});
	const ended = async (plan: object, ...failingTests: string[]) =>
		await currents.endedRun(
			planned(plan),
			failingTests.length > 0 ? { outcome: 'failed', failingTests } : {},
		);
	const failing = async (...failingTests: string[]) => await ended({}, ...failingTests);
	const [card, invoice, price] = [
		'checkout > pays with a saved card',
		'checkout > pays on invoice',
		'search > narrows by price',
	] as const;

	describe('the earlier run', () => {
		test('tells new, known and recovered failures against the previous run', async () => {
			const previous = await failing(card, invoice);
			const current = await failing(invoice, price);

			const { json } = await currents.run('compareRuns', { runId: current.runId });

			expect(json).toMatchObject([
				{
					id: current.runId,
					verdict: 'failed',
					failures: [
						{ title: 'pays on invoice', change: 'stillFailing' },
						{ title: 'narrows by price', change: 'new' },
						{ title: 'pays with a saved card', change: 'recovered' },
					],
					comparison: { previousRun: { id: previous.runId }, newFailures: 1, stillFailing: 1, recovered: 1 },
				},
			]);
		});

		test('takes a given run, by id or by address', async () => {
			const earlier = await failing(price);
			await failing(card);
			const current = await failing(price);
			const compare = async (previousRunId: string) =>
				(await currents.run('compareRuns', { runId: current.runId, compareWith: 'run', previousRunId })).json;

			expect(await compare(earlier.runId)).toMatchObject([
				{ comparison: { stillFailing: 1, newFailures: 0 } },
			]);
			expect(await compare(`https://app.currents.dev/run/${earlier.runId}`)).toMatchObject([
				{ comparison: { previousRun: { id: earlier.runId } } },
			]);
		});

		test('takes the newest complete run of the same branch that was created earlier', async () => {
			await failing(invoice);
			const previous = await failing(card);
			await ended({ branch: 'other' }, price);
			const { run: going } = await currents.control().createRun({ projectId: PROJECT, ...planned() });
			await currents.control().reportTests({ runId: going.runId, tests: 1 });
			await currents.endedRun(planned(), { outcome: 'canceled' });
			const current = await failing(card);
			await failing(invoice);

			const { json } = await currents.run('compareRuns', { runId: current.runId });

			expect(json).toMatchObject([{ comparison: { previousRun: { id: previous.runId }, stillFailing: 1 } }]);
			const [list] = (await currents.sandbox().control.calls()).filter(({ path }) => path.endsWith('/runs'));
			expect(list?.query).toEqual({
				'branches[]': ['compare'],
				completion_state: ['COMPLETE'],
				date_end: [current.createdAt],
				limit: ['6'],
			});
		});

		test('takes the run that a retry run repeats', async () => {
			const first = await failing(card, invoice);
			await failing(price);
			const retry = await ended({ previousRunId: first.runId }, card);

			const { json } = await currents.run('compareRuns', { runId: retry.runId });

			expect(json).toMatchObject([
				{
					comparison: { previousRun: { id: first.runId }, stillFailing: 1, recovered: 1 },
					comparisonNote: null,
				},
			]);
		});

		test('takes the one of the branch when the run that was repeated is gone', async () => {
			const previous = await failing(card);
			const retry = await ended({ previousRunId: NO_RUN }, card);

			const { json } = await currents.run('compareRuns', { runId: retry.runId });

			expect(json).toMatchObject([{ comparison: { previousRun: { id: previous.runId } } }]);
		});
	});

	describe('without an earlier run', () => {
		test('without a previous run compares nothing, and says so', async () => {
			const { runId } = await failing(card);
			await failing(invoice);

			const { json } = await currents.run('compareRuns', { runId });

			expect(json).toMatchObject([
				{
					id: runId,
					comparison: null,
					comparisonNote: 'The branch compare has no complete run that was created before this one.',
					failures: [{ title: 'pays with a saved card' }],
				},
			]);
			expect(JSON.stringify(json)).not.toContain('"change"');
		});

		test('without a branch compares nothing, and says so', async () => {
			const run = await failing(card);
			const body = { status: 'OK', data: { ...run, meta: { ciBuildId: run.meta.ciBuildId } } };
			await currents.fault({ match: { path: '/runs/' }, fault: { kind: 'status', status: 200, body } });

			const { json } = await currents.run('compareRuns', { runId: run.runId });

			expect(json).toMatchObject([
				{
					comparison: null,
					comparisonNote:
						'Currents does not report of which branch this run is, so no earlier run was looked for.',
				},
			]);
		});
	});

	describe('failures that were not all read', () => {
		/** The spec file of `card` and `invoice` is not understood. */
		const unreadable = async ({ specs: [{ instanceId }] }: Awaited<ReturnType<typeof failing>>) => {
			const body = { status: 'OK', data: { instanceId, results: {} } };
			const fault = { kind: 'status' as const, status: 200, body };
			await currents.fault({ match: { path: `/instances/${instanceId}` }, times: 99, fault });
		};

		test('calls nothing recovered in a run whose failures were not all read', async () => {
			await failing(invoice, price);
			const current = await failing(card, price);
			await unreadable(current);

			const { json } = await currents.run('compareRuns', { runId: current.runId });

			expect(json).toMatchObject([
				{
					failures: [{ title: 'narrows by price', change: 'stillFailing' }],
					failuresTruncated: true,
					comparison: { newFailures: 0, stillFailing: 1, recovered: null },
					comparisonNote: 'Not all failures of this run could be read, so it is not known what recovered.',
				},
			]);
			expect(json[0]?.failures).toHaveLength(1);
		});

		test('calls nothing new against a run whose failures were not all read', async () => {
			const previous = await failing(card, price);
			const current = await failing(card, price);
			await unreadable(previous);

			const { json } = await currents.run('compareRuns', { runId: current.runId });

			expect(json).toMatchObject([
				{
					failures: [
						{ title: 'pays with a saved card' },
						{ title: 'narrows by price', change: 'stillFailing' },
					],
					comparison: { newFailures: null, stillFailing: 1, recovered: 0 },
					comparisonNote: expect.stringContaining(
						'so it is not known what is new. tests/checkout/payment.spec.ts (chromium): 1 failed test is counted',
					),
				},
			]);
			expect((json[0]?.failures as object[])[0]).not.toHaveProperty('change');
		});
	});

	describe('what recovered, and what was not executed', () => {
		test('a green run after a red one has recovered', async () => {
			await failing(card, invoice);
			const { runId } = await failing();

			const { json } = await currents.run('compareRuns', { runId });

			expect(json).toMatchObject([{ verdict: 'passed', comparison: { newFailures: 0, recovered: 2 } }]);
		});

		test.each([
			['goes on', async (runId: string) => void (await currents.control().reportTests({ runId, tests: 1 }))],
			['was canceled', async (runId: string) => void (await currents.run('cancelRun', { runId }))],
		])('a run that %s has recovered nothing that it did not execute', async (_, change) => {
			await failing(card, invoice, price);
			const { run } = await currents.control().createRun({ projectId: PROJECT, ...planned() });
			await change(run.runId);

			const { json } = await currents.run('compareRuns', { runId: run.runId });

			expect(json).toMatchObject([{ comparison: { stillFailing: 0, newFailures: 0 } }]);
			const [{ comparison, failures }] = json as unknown as Array<{
				comparison: { recovered: number; notRun: number };
				failures: Array<{ title: string; change: string }>;
			}>;
			expect(comparison.recovered + comparison.notRun).toBe(3);
			expect(comparison.notRun).toBeGreaterThan(0);
			expect(failures.filter(({ change }) => change === 'notRun')).toHaveLength(comparison.notRun);
		});

		test('looks further back than a run of a few tests, and says which run it compared with', async () => {
			const nightly = await failing(price);
			const smoke = await ended({ tests: 1 });
			const current = await failing(card, price);
			const compare = async (options: INodeParameters) =>
				(await currents.run('compareRuns', { runId: current.runId, options })).json;

			expect(await compare({})).toMatchObject([
				{
					failures: [
						{ title: 'pays with a saved card', change: 'new' },
						{ title: 'narrows by price', change: 'stillFailing', comparedWith: `currents:${nightly.runId}` },
					],
					comparison: {
						previousRun: { id: smoke.runId },
						earlierRuns: [{ id: nightly.runId }],
						newFailures: 1,
						stillFailing: 1,
					},
					comparisonNote: null,
				},
			]);
			expect(await compare({ lookBack: 1 })).toMatchObject([
				{
					comparison: { previousRun: { id: smoke.runId }, newFailures: null, stillFailing: 0 },
					comparisonNote:
						'It is not known whether 1 failed test is new: the earlier run did not execute them all, and was no whole run.',
				},
			]);
		});

		test('reads the spec files of the tests in question alone', async () => {
			await failing(price);
			const current = await failing();
			await currents.run('compareRuns', { runId: current.runId });

			const paths = (await currents.sandbox().control.calls()).map(({ path }) => path);
			const read = paths.filter((path) => path.includes('/instances/'));
			const [spec] = current.specs.filter(({ spec }) => spec === 'tests/search/filters.spec.ts');
			// The earlier run's spec file with the failure, and what became of it now.
			expect(read.filter((path) => path.endsWith(spec.instanceId))).toHaveLength(1);
			expect(read).toHaveLength(2);
		});

		test('a spec file that ran has recovered from its crash', async () => {
			const crashed = await failing();
			const [{ instanceId, spec, groupId }] = crashed.specs;
			const results = { stats: { failures: 1 }, tests: [], exception: 'SyntaxError: Unexpected token' };
			const body = (data: object) => ({ status: 'OK', data });
			const crashedRun = {
				...crashed,
				specs: crashed.specs.map((one) =>
					one.instanceId === instanceId ? { ...one, results: { stats: { failures: 1 } } } : one,
				),
			};
			const answer = async (path: string, data: object) =>
				await currents.fault({
					match: { path },
					times: 99,
					fault: { kind: 'status', status: 200, body: body(data) },
				});
			await answer(`/runs/${crashed.runId}`, crashedRun);
			await answer(`/instances/${instanceId}`, { instanceId, spec, groupId, results });
			const { runId } = await failing();

			const { json } = await currents.run('compareRuns', { runId });

			expect(json).toMatchObject([{ failures: [{ title: spec, change: 'recovered' }] }]);
		});
	});

	describe('runs that are refused', () => {
		test('refuses a later run as the earlier one', async () => {
			const created = async (createdAt: string) =>
				(await currents.control().createRun({ projectId: PROJECT, createdAt })).run.runId;
			const [runId, previousRunId] = [
				await created('2026-01-01T10:00:00Z'),
				await created('2026-01-02T10:00:00Z'),
			];

			const run = await currents.run('compareRuns', { runId, compareWith: 'run', previousRunId });

			expect(complaint(run).message).toBe("'Earlier Run ID' is a run that started later");
		});

		test.each([
			['an unknown run', { runId: NO_RUN }, 'Could not read the run: Currents did not find it (HTTP 404)'],
			[
				'no earlier run',
				{ runId: '={{ $json.id }}', compareWith: 'run', previousRunId: '={{ "" }}' },
				"'Earlier Run ID' is empty",
			],
			[
				'the run itself',
				{ runId: '={{ $json.id }}', compareWith: 'run', previousRunId: '={{ $json.id }}' },
				"'Earlier Run ID' is the run itself",
			],
			[
				'an earlier run that is gone',
				{ runId: '={{ $json.id }}', compareWith: 'run', previousRunId: NO_RUN },
				'Could not read the run: Currents did not find it (HTTP 404)',
			],
		])('refuses %s', async (_, parameters, message) => {
			const { runId } = await failing(card);

			const run = await currents.run('compareRuns', parameters, { items: [{ id: runId }] });

			expect(complaint(run).message).toBe(message);
		});
	});
});
