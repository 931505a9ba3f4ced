/** Starting, changing, completing and deleting runs of Qase, and adding results. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { qaseVariants } from '../../../sandbox/platforms/qase/variants';
import { byId, complaint, failuresOf, NO_RUN, PROJECT, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const bodies = async (method: string) =>
	(await qase.calls()).filter((call) => call.method === method).map(({ body }) => body as IDataObject);

describe('Start Run', () => {
	const additionalFields = {
		authorId: '4',
		cloudBrowser: 'firefox',
		configurations: { rows: [{ id: byId(1) }, { id: byId(3) }] },
		customFields: { rows: [{ id: '7', value: 42 }] },
		description: 'Every night',
		endTime: '2026-05-01T03:00:00Z',
		environmentId: byId(2),
		isAutotest: true,
		milestoneId: byId(1),
		startTime: '2026-05-01T02:00:00+02:00',
		tags: 'nightly, smoke',
	};

	test('makes a run from a plan with all that can be set', async () => {
		const { json } = await qase.run('startRun', { title: 'Nightly', planId: byId(1), additionalFields });

		expect(await bodies('POST')).toEqual([
			{
				title: 'Nightly',
				plan_id: 1,
				author_id: 4,
				is_cloud: true,
				cloud_run_config: { browser: 'firefox' },
				configurations: [1, 3],
				custom_field: { 7: '42' },
				description: 'Every night',
				end_time: '2026-05-01 03:00:00',
				environment_id: 2,
				is_autotest: true,
				milestone_id: 1,
				start_time: '2026-05-01 00:00:00',
				tags: ['nightly', 'smoke'],
			},
		]);
		const [run] = runsOf({ json });
		expect(run).toMatchObject({
			key: `qase:SHOP:${run.id}`,
			name: 'Nightly',
			status: 'running',
			verdict: 'pending',
			tags: ['nightly', 'smoke'],
		});
		expect(runsOf(await qase.run('getRun', { runId: byId(run.id) }))[0]).toMatchObject({
			environment: 'production',
			counts: { total: 12, pending: 12 },
		});
	});

	test.each([
		['all', {}, { include_all_cases: true }],
		['none', {}, {}],
		['cases', { cases: { rows: [{ id: byId(3) }, { id: byId('5, 8') }] } }, { cases: [3, 5, 8] }],
	])('takes cases from "%s"', async (casesFrom, parameters, sent) => {
		const { error } = await qase.run('startRun', { title: 'Checkout', casesFrom, ...parameters });
		expect(error).toBeNull();
		expect(await bodies('POST')).toEqual([{ title: 'Checkout', ...sent }]);
	});

	test('gives what Qase tells when Simplify is off', async () => {
		const { json } = await qase.run('startRun', { title: 'Checkout', casesFrom: 'all', simplify: false });
		expect(json).toEqual([{ id: 6 }]);
	});

	test.each([
		['no title', { title: ' ', casesFrom: 'all' }, "'Title' is empty"],
		['an empty plan', { title: 'Checkout', planId: byId('={{ "" }}') }, "'Plan' is empty"],
		['no cases', { title: 'Checkout', casesFrom: 'cases' }, "'Cases' is empty"],
		['a plan that is no number', { title: 'Checkout', planId: byId('x') }, "'Plan' is not a number"],
		[
			'a custom field without an ID',
			{
				title: 'A',
				casesFrom: 'all',
				additionalFields: { customFields: { rows: [{ id: '', value: '1' }] } },
			},
			"'Custom Fields' has a row without a field ID",
		],
	])('refuses %s before anything is sent', async (_, parameters, message) => {
		expect(complaint(await qase.run('startRun', parameters))).toContain(message);
		expect(await qase.calls()).toEqual([]);
	});

	test('tells what Qase refuses, field by field', async () => {
		const result = await qase.run('startRun', { title: 'Checkout', planId: byId(99) });
		expect(complaint(result)).toContain('Could not start a run: Qase did not accept the request (HTTP 422)');
		expect(complaint(result)).toContain('Qase says: "Plan not found plan_id: Plan not found"');
	});

	test.each([
		['the answer is lost', { fault: { kind: 'closeSocket' }, afterEffect: true }],
		['too many requests were made', { fault: { kind: 'status', status: 429 } }],
		['Qase is down', { fault: { kind: 'status', status: 503 } }],
	] as const)('is never repeated, even when %s', async (_, rule) => {
		await qase.fault({ match: { method: 'POST' }, times: 5, ...rule });
		const result = await qase.run('startRun', { title: 'Checkout', casesFrom: 'all' });
		expect(complaint(result)).toContain('Could not start a run');
		expect(await bodies('POST')).toHaveLength(1);
	});
});

describe('Update Run', () => {
	test('changes the given fields and empties others', async () => {
		const { id } = await qase.openRun({ environmentId: 1, milestoneId: 1, tags: ['old'] });
		const updateFields = {
			title: 'Checkout, again',
			environmentId: byId(2),
			tags: 'new',
			configurations: { rows: [{ id: byId(2) }] },
			customFields: { rows: [{ id: '7', value: '1' }] },
			clear: ['milestone_id', 'description'],
		};

		const { json } = await qase.run('updateRun', { runId: byId(id), updateFields });

		expect(await bodies('PATCH')).toEqual([
			{
				title: 'Checkout, again',
				environment_id: 2,
				tags: ['new'],
				configurations: [2],
				custom_field: { 7: '1' },
				milestone_id: null,
				description: null,
			},
		]);
		expect(json).toMatchObject([{ name: 'Checkout, again', environment: 'production', tags: ['new'] }]);
	});

	test('refuses to change nothing', async () => {
		expect(complaint(await qase.run('updateRun', { runId: byId(1) }))).toContain("'Update Fields' is empty");
		expect(await qase.calls()).toEqual([]);
	});

	test('tells what Qase refuses', async () => {
		const updateFields = { environmentId: byId(99) };
		expect(complaint(await qase.run('updateRun', { runId: byId(1), updateFields }))).toContain(
			'Could not update the run: Qase did not accept the request (HTTP 422)',
		);
	});
});

describe('Complete Run', () => {
	test('completes the run and gives its verdict', async () => {
		const { id: runId } = await qase.openRun({ planId: 2 });
		for (const caseId of [1, 5, 8]) {
			await qase.control().addResult({ project: PROJECT, runId, caseId, status: 'passed' });
		}
		const { json } = await qase.run('completeRun', { runId: byId(runId) });
		expect(json).toMatchObject([{ status: 'finished', verdict: 'passed', alreadyEnded: false }]);
	});

	test.each([
		['passed', { outcome: 'passed' }, 'finished'],
		['failed', { outcome: 'failed' }, 'finished'],
		['aborted', { outcome: 'aborted' }, 'canceled'],
	] as const)('a run that is %s already is fine, and it says so', async (_, end, status) => {
		const { id } = await qase.endedRun(end);
		const { json } = await qase.run('completeRun', { runId: byId(id) });
		expect(json).toMatchObject([{ status, alreadyEnded: true }]);
		expect(await bodies('POST')).toEqual([]);
	});

	test.each(qaseVariants.completeTwice.values)(
		'so is one that ends by itself at the last moment, told with HTTP %s',
		async (completeTwice) => {
			await qase.setVariants({ completeTwice });
			const { id } = await qase.openRun();
			await qase.control().planFinish({ project: PROJECT, runId: id, outcome: 'failed', afterReads: 1 });

			const { json } = await qase.run('completeRun', { runId: byId(id), simplify: false });

			expect(json).toMatchObject([{ status_text: 'failed', alreadyEnded: completeTwice !== '200' }]);
		},
	);

	test('a run whose completion was not answered was completed by it', async () => {
		const { id } = await qase.openRun();
		await qase.fault({ match: { method: 'POST' }, fault: { kind: 'closeSocket' }, afterEffect: true });
		const { json } = await qase.run('completeRun', { runId: byId(id) });
		expect(json).toMatchObject([{ status: 'finished', alreadyEnded: false }]);
	});

	test('a run that had ended is refused when the user wants to know', async () => {
		const { id } = await qase.endedRun();
		const options = { acceptAlreadyEnded: false };
		expect(complaint(await qase.run('completeRun', { runId: byId(id), options }))).toBe(
			"'Run' names a run that has ended already",
		);
	});

	test('tells what Qase refuses while the run goes on', async () => {
		const { id } = await qase.openRun();
		const { readOnlyToken } = qase.sandbox().qase;
		const result = await qase.run('completeRun', { runId: byId(id) }, { token: readOnlyToken });
		expect(complaint(result)).toContain('Could not complete the run: Qase does not allow it with this key');
		expect(complaint(result)).toContain('The role of the user who made the token does not allow it');
		expect(complaint(await qase.run('completeRun', { runId: byId(NO_RUN) }))).toContain('HTTP 404');
	});
});

describe('Publish Run', () => {
	test.each(qaseVariants.publishOff.values)(
		'turns the public report on, and off with %s',
		async (publishOff) => {
			await qase.setVariants({ publishOff });
			const on = await qase.run('publishRun', { runId: byId(1) });
			expect(on.json).toEqual([
				{ project: 'SHOP', runId: '1', public: true, url: 'https://app.qase.io/public/report/shop-1' },
			]);
			const off = await qase.run('publishRun', { runId: byId(1), public: false });
			expect(off.json).toEqual([{ project: 'SHOP', runId: '1', public: false, url: null }]);
		},
	);

	test('tells what Qase refuses', async () => {
		expect(complaint(await qase.run('publishRun', { runId: byId(NO_RUN) }))).toContain(
			'Could not publish the run: Qase did not find it',
		);
	});
});

describe('Delete Run', () => {
	test('deletes the run', async () => {
		expect((await qase.run('deleteRun', { runId: byId(1) })).json).toEqual([{ deleted: true }]);
		expect((await qase.control().runs({ project: PROJECT })).map(({ id }) => id)).not.toContain(1);
	});

	test('tells what Qase refuses', async () => {
		expect(complaint(await qase.run('deleteRun', { runId: byId(NO_RUN) }))).toContain(
			'Could not delete the run: Qase did not find it',
		);
	});
});

describe('Create Results', () => {
	const results = (number: number) =>
		Array.from({ length: number }, (_, index) => ({
			title: `opens article ${index + 1}`,
			execution: { status: 'passed', duration: 12 },
		}));
	const sizes = async () => (await bodies('POST')).map((body) => (body.results as object[]).length);

	test('sends any number in requests of 200', async () => {
		const { id } = await qase.openRun({ planId: undefined, caseIds: [] });
		const parameters = { runId: byId(id), resultsFrom: 'json', resultsJson: JSON.stringify(results(450)) };

		const { json } = await qase.run('createResults', parameters);

		expect(json).toEqual([{ project: 'SHOP', runId: String(id), accepted: 450, requests: 3 }]);
		expect(await sizes()).toEqual([200, 200, 50]);
		const [run] = runsOf(await qase.run('getRun', { runId: byId(id) }));
		expect(run.counts).toMatchObject({ total: 450, passed: 450 });
	});

	test.each(
		qaseVariants.ingestion.values.flatMap((when) =>
			qaseVariants.bulkLimit.values.map((limit) => [when, limit] as const),
		),
	)('taken in %s, with at most %s in a request', async (ingestion, bulkLimit) => {
		await qase.setVariants({ ingestion, bulkLimit });
		const { id } = await qase.openRun({ planId: undefined, caseIds: [] });
		const parameters = { runId: byId(id), resultsFrom: 'json', resultsJson: results(201) };

		const { json } = await qase.run('createResults', parameters as INodeParameters);

		expect(json).toMatchObject([{ accepted: 201, requests: 2 }]);
		const listed = (await qase.run('getManyResults', { runIds: String(id), returnAll: true })).json;
		if (ingestion === 'instant') expect(listed).toHaveLength(201);
	});

	test('keeps the error context of a request within what Qase takes', async () => {
		const { id } = await qase.openRun();
		const heavy = results(40).map((result) => ({
			...result,
			execution: { status: 'failed', error_context: 'x'.repeat(200_000) },
		}));
		const { error } = await qase.run('createResults', {
			runId: byId(id),
			resultsFrom: 'json',
			resultsJson: JSON.stringify(heavy),
		});
		expect(error).toBeNull();
		expect(await sizes()).toEqual([20, 20]);
	});

	test('sends what is filled into the fields', async () => {
		const { id: runId } = await qase.openRun();
		const rows = [
			{
				title: 'pays on invoice',
				caseId: '2',
				status: 'failed',
				durationMs: 40,
				message: 'No invoice',
				stacktrace: 'at x:1',
			},
			{ title: 'pays with points' },
		];

		const { json } = await qase.run('createResults', { runId: byId(runId), results: { rows } });

		expect(json).toMatchObject([{ accepted: 2, requests: 1 }]);
		expect((await bodies('POST'))[0].results).toEqual([
			{
				id: expect.stringMatching(/^[0-9a-f-]{36}$/),
				title: 'pays on invoice',
				testops_id: 2,
				execution: { status: 'failed', duration: 40, stacktrace: 'at x:1' },
				message: 'No invoice',
			},
			{ id: expect.any(String), title: 'pays with points', execution: { status: 'passed' } },
		]);
		const [failure] = failuresOf(await qase.run('getManyFailures', { runId: byId(runId) }));
		expect(failure).toMatchObject({
			title: 'pays on invoice',
			error: { message: 'No invoice', stack: 'at x:1' },
		});
	});

	test('sends a request again when its answer was lost, since each result has a key of its own', async () => {
		const { id } = await qase.openRun({ planId: undefined, caseIds: [] });
		await qase.fault({ match: { method: 'POST' }, fault: { kind: 'closeSocket' }, afterEffect: true });
		const parameters = { runId: byId(id), resultsFrom: 'json', resultsJson: JSON.stringify(results(3)) };

		expect((await qase.run('createResults', parameters)).json).toMatchObject([{ accepted: 3 }]);

		expect(await sizes()).toEqual([3, 3]);
		expect((await qase.run('getManyResults', { runIds: String(id) })).json).toHaveLength(3);
	});

	test('says how far it got', async () => {
		const { id } = await qase.openRun();
		await qase.fault({ match: { method: 'POST' }, skip: 2, fault: { kind: 'status', status: 507 } });
		const parameters = { runId: byId(id), resultsFrom: 'json', resultsJson: JSON.stringify(results(450)) };
		const result = await qase.run('createResults', parameters);
		expect(complaint(result)).toContain('Could not add results 401 to 450 of 450');
		expect(complaint(result)).toContain('The storage of this Qase workspace is full.');
	});

	const json = (resultsJson: unknown) => ({ resultsFrom: 'json', resultsJson: JSON.stringify(resultsJson) });
	test.each([
		['no list', json({ title: 'a' }), 'must be a list of objects'],
		['no results', json([]), 'is empty'],
		['no rows', {}, "'Results' is empty"],
		['no title', json([{ execution: { status: 'passed' } }]), 'result 1: it has no title'],
		[
			'no status',
			json([...results(1), { title: 'a', execution: {} }]),
			'result 2: it has no execution.status',
		],
		['both ways to name a case', json([{ ...results(1)[0], testops_id: 1, testops_ids: [1] }]), 'has both'],
		['a field that Qase ignores', json([{ ...results(1)[0], case_id: 3 }]), 'Qase knows no field case_id'],
		[
			'a field of the execution that Qase ignores',
			json([{ title: 'a', execution: { status: 'passed', time_ms: 3 } }]),
			'Qase knows no field execution.time_ms',
		],
		[
			'a row with a case that is no number',
			{ results: { rows: [{ title: 'a', caseId: 'SHOP-1' }] } },
			'SHOP-1',
		],
		[
			'a row with an empty status',
			{ results: { rows: [{ title: 'a', status: '' }] } },
			'no execution.status',
		],
	])('refuses %s before anything is sent', async (_, parameters, message) => {
		expect(complaint(await qase.run('createResults', { runId: byId(1), ...parameters }))).toContain(message);
		expect(await qase.calls()).toEqual([]);
	});

	test('tells what Qase refuses', async () => {
		const result = await qase.run('createResults', { runId: byId(NO_RUN), ...json(results(1)) });
		expect(complaint(result)).toContain('Could not add results 1 to 1 of 1: Qase did not find it (HTTP 404)');
	});
});
