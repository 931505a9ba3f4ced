/** Get Run with Include Failures and Include Tests, of spec files in every shape, also of those that cannot be read. */
import { INSTANCES, PROJECT, runsOf, useCurrents } from './setup';

const currents = useCurrents();

describe.each(INSTANCES)('Include Failures, of spec files in shape %s', (instances) => {
	const failing = async (failures: number, plan = {}) => {
		await currents.sandbox().control.setVariants({ currents: { instances } });
		return await currents.endedRun(plan, { outcome: 'failed', failures });
	};

	describe('how many are read', () => {
		test('reads the failed tests with errors and fingerprints', async () => {
			const { runId } = await failing(3);

			const [run] = runsOf(await currents.run('getRun', { runId, options: { includeFailures: 20 } }));

			expect(run?.failures?.map(({ title, suite, file }) => [file, suite, title])).toEqual([
				['tests/checkout/payment.spec.ts', 'checkout', 'pays with a saved card'],
				['tests/checkout/payment.spec.ts', 'checkout', 'pays on invoice'],
				['tests/checkout/payment.spec.ts', 'checkout', 'refuses an expired card'],
			]);
			for (const failure of run?.failures ?? []) {
				expect(failure.fingerprint).toMatch(/^[0-9a-f]{16}$/);
				expect(failure.error.message).toMatch(/Error/);
				expect(failure).toMatchObject({ status: 'failed', attempts: 2, flaky: false, group: 'chromium' });
				expect(failure.tags).toContain('checkout');
				expect(failure.error.message).not.toMatch(/\u001b|\[\d+m/);
				expect(failure.url).toMatch(/\/currents\/instance\/[^/]+\/test\/[0-9a-f]{16}$/);
			}
			expect(run).toMatchObject({ failuresTruncated: false, failuresNote: null });
		});

		test.each([
			[0, null, false],
			[1, 1, true],
			[6, 6, true],
			[7, 7, false],
			[100, 7, false],
		])(
			'with at most %d of 7 it gives %j, and says whether some are left out',
			async (max, given, truncated) => {
				const { runId } = await failing(7);

				const options = { includeFailures: max };
				const [run] = runsOf(await currents.run('getRun', { runId, options }));

				expect(run?.failures?.length ?? null).toBe(given);
				expect(run?.failuresTruncated).toBe(truncated);
				expect(run?.verdictReason).toBe('7 of 12 tests failed.');
			},
		);

		test('reads no more spec files than it takes', async () => {
			const { runId } = await failing(300, { tests: 400 });

			await currents.run('getRun', { runId, options: { includeFailures: 5 } });

			expect(await instanceReads()).toBe(5);
		});

		test('a run without failures has an empty list', async () => {
			const { runId } = await currents.endedRun();

			const [run] = runsOf(await currents.run('getRun', { runId, options: { includeFailures: 20 } }));

			expect(run).toMatchObject({ failures: [], failuresTruncated: false });
		});
	});

	describe('which failures are the same', () => {
		test('the same failure has the same fingerprint in two runs on two branches', async () => {
			const fingerprints = async (branch: string) => {
				const { runId } = await failing(5, { branch });
				const [run] = runsOf(await currents.run('getRun', { runId, options: { includeFailures: 20 } }));
				return run?.failures?.map(({ fingerprint }) => fingerprint);
			};

			const [first, second] = [await fingerprints('main'), await fingerprints('release/7')];

			expect(first).toEqual(second);
			expect(new Set(first).size).toBe(5);
		});

		test('a failure has the fingerprint that it has in the other shapes', async () => {
			const fingerprints = async (shape: (typeof INSTANCES)[number]) => {
				const { runId } = await failing(7);
				await currents.sandbox().control.setVariants({ currents: { instances: shape } });
				const [run] = runsOf(await currents.run('getRun', { runId, options: { includeFailures: 20 } }));
				return run?.failures?.map(({ fingerprint }) => fingerprint);
			};

			expect(await fingerprints(instances)).toEqual(await fingerprints('version2'));
		});

		test('a test that passed in the end is no failure', async () => {
			await currents.sandbox().control.setVariants({ currents: { instances } });
			const { runId } = await currents.endedRun({}, { outcome: 'failed', failures: 1, flaky: 2 });

			const options = { includeFailures: 20, includeTests: true };
			const [run] = runsOf(await currents.run('getRun', { runId, options }));

			expect(run).toMatchObject({ counts: { failed: 1, flaky: 2 }, failuresTruncated: false });
			expect(run?.failures).toHaveLength(1);
			expect(run?.tests?.filter(({ flaky }) => flaky)).toMatchObject([
				{ status: 'passed' },
				{ status: 'passed' },
			]);
		});
	});
});

/** How many spec files were read. */
const instanceReads = async () =>
	(await currents.calls()).filter((call) => call.startsWith('GET /instances/')).length;

describe('failures that cannot be read are never "none"', () => {
	/** Reads a run of which the second of three failing spec files tells its tests in another way. */
	const read = async (results: object, options = {}) => {
		const ended = await currents.endedRun({}, { outcome: 'failed', failures: 8 });
		const [, { instanceId }] = ended.specs;
		const body = { status: 'OK', data: { instanceId, spec: 'tests/search/filters.spec.ts', ...results } };
		const fault = { kind: 'status' as const, status: 200, body };
		await currents.fault({ match: { path: `/instances/${instanceId}` }, times: 9, fault });
		const [run] = runsOf(
			await currents.run('getRun', { runId: ended.runId, options: { includeFailures: 20, ...options } }),
		);
		return run;
	};

	test.each<[string, object, string]>([
		[
			'of a shape that is not known',
			{ schemaVersion: 3, results: { outcomes: { t1: 'failed' } } },
			'tests/search/filters.spec.ts (chromium): 3 failed tests are counted, but none of them could be read.',
		],
		[
			'with states that are not known',
			{ results: { tests: [{ state: 'failed' }, { state: 'broken' }, { state: 'broken' }] } },
			'tests/search/filters.spec.ts (chromium): 3 failed tests are counted, but only 1 could be read; the state of 2 tests is not known ("broken").',
		],
		[
			'with one test more, whose state is not known',
			{ results: { tests: [...Array(3).fill({ state: 'failed' }), { state: 'broken' }] } },
			'tests/search/filters.spec.ts (chromium): the state of 1 test is not known ("broken").',
		],
		[
			'without results',
			{ results: null },
			'tests/search/filters.spec.ts (chromium): 3 failed tests are counted, but none of them could be read.',
		],
	])('in a spec file %s', async (_, results, note) => {
		const run = await read(results);

		expect(run).toMatchObject({ verdict: 'failed', counts: { failed: 8 } });
		expect(run).toMatchObject({ failuresTruncated: true, failuresNote: note });
		expect(run?.failures?.filter(({ file }) => file !== 'tests/search/filters.spec.ts')).toHaveLength(5);
	});

	test('and tests that are missing are said too', async () => {
		const run = await read({ results: null }, { includeTests: true });

		expect(run?.tests).toHaveLength(9);
		expect(run?.verdictReason).toBe('8 of 12 tests failed. Only 9 of 12 tests could be read.');
	});

	test('a run that names no spec files', async () => {
		const ended = await currents.endedRun({}, { outcome: 'failed', failures: 2 });
		const body = { status: 'OK', data: { ...ended, specs: undefined } };
		await currents.fault({ match: { path: '/runs/' }, fault: { kind: 'status', status: 200, body } });

		const options = { includeFailures: 20 };
		const [run] = runsOf(await currents.run('getRun', { runId: ended.runId, options }));

		expect(run).toMatchObject({ failures: [], failuresTruncated: true });
		expect(run?.failuresNote).toBe('2 failed tests are counted, but none of them could be read.');
	});

	test.each([
		['without statistics', { results: { stats: null } }],
		['without results', { results: null }],
	])('spec files that have ended %s are looked into', async (_, changes) => {
		const ended = await currents.endedRun({}, { outcome: 'failed', failures: 2 });
		const specs = ended.specs.map((spec) => ({ ...spec, ...changes }));
		const body = { status: 'OK', data: { ...ended, specs } };
		await currents.fault({ match: { path: '/runs/' }, fault: { kind: 'status', status: 200, body } });

		const options = { includeFailures: 20 };
		const [run] = runsOf(await currents.run('getRun', { runId: ended.runId, options }));

		expect(run).toMatchObject({ failuresTruncated: false, failuresNote: null });
		expect(run?.failures).toHaveLength(2);
	});

	test('many spec files are not all named', async () => {
		const ended = await currents.endedRun({ tests: 200 }, { outcome: 'failed', failures: 200 });
		const specs = ended.specs.map((spec) => ({ ...spec, instanceId: undefined }));
		const body = { status: 'OK', data: { ...ended, specs } };
		await currents.fault({ match: { path: '/runs/' }, fault: { kind: 'status', status: 200, body } });

		const [run] = runsOf(
			await currents.run('getRun', { runId: ended.runId, options: { includeFailures: 5 } }),
		);

		expect(run?.failuresNote).toMatch(
			/^tests\/checkout\/payment.spec.ts \(chromium\): Currents returns no ID .* The same goes for \d+ more spec files\.$/,
		);
	});
});

test.each(INSTANCES)('spec files of shape %s that were never run hide no failures', async (instances) => {
	await currents.sandbox().control.setVariants({ currents: { instances } });
	const { runId } = await currents.endedRun({}, { outcome: 'canceled' });

	const options = { includeFailures: 20, includeTests: true };
	const [run] = runsOf(await currents.run('getRun', { runId, options }));

	expect(run).toMatchObject({ failures: [], failuresTruncated: false, failuresNote: null });
});

describe.each(INSTANCES)('Include Tests, of spec files in shape %s', (instances) => {
	test('reads every test of every group, with one request for each spec file', async () => {
		await currents.sandbox().control.setVariants({ currents: { instances } });
		const plan = { groups: ['chromium', 'firefox'] };
		const { runId } = await currents.endedRun(plan, { outcome: 'failed', failures: 2, skipped: 1 });

		const [run] = runsOf(await currents.run('getRun', { runId, options: { includeTests: true } }));

		expect(run?.tests).toHaveLength(24);
		expect(await instanceReads()).toBe(8);
		expect(run?.tests?.slice(0, 4).map(({ title, group, status }) => [title, group, status])).toEqual([
			['pays with a saved card', 'chromium', 'failed'],
			['pays on invoice', 'chromium', 'failed'],
			['refuses an expired card', 'chromium', 'skipped'],
			['shows the total with delivery', 'chromium', 'passed'],
		]);
		expect(new Set(run?.tests?.map(({ testKey }) => testKey)).size).toBe(24);
		expect(run?.failures).toBeNull();
	});

	test('of a run that goes on has those that have reported', async () => {
		await currents.sandbox().control.setVariants({ currents: { instances } });
		const { runId } = (await currents.control().createRun({ projectId: PROJECT, deliver: false })).run;
		await currents.control().reportTests({ runId, tests: 4, failures: 1 });

		const [run] = runsOf(await currents.run('getRun', { runId, options: { includeTests: true } }));

		expect(run?.tests?.filter(({ status }) => status !== 'pending').map(({ status }) => status)).toEqual([
			'failed',
			'passed',
			'passed',
			'passed',
		]);
		expect(run?.verdictReason).toBe('The run is still running; 1 test has failed so far.');
	});
});

test('without Include Tests there is no list of tests, and no spec file is read', async () => {
	const { runId } = await currents.endedRun();

	for (const options of [{}, { includeTests: false }]) {
		expect((await currents.run('getRun', { runId, options })).json).toMatchObject([{ tests: null }]);
	}
	expect(await instanceReads()).toBe(0);
});
