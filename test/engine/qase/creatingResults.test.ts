/** Adding results to runs of Qase. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { qaseVariants } from '../../../workshop/sandbox/platforms/qase/variants';
import { byId, complaint, failuresOf, NO_RUN, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const bodies = async (method: string) =>
	(await qase.calls()).filter((call) => call.method === method).map(({ body }) => body as IDataObject);

describe('Create Results', () => {
	const results = (number: number) =>
		Array.from({ length: number }, (_, index) => ({
			title: `opens article ${index + 1}`,
			execution: { status: 'passed', duration: 12 },
		}));
	const json = (resultsJson: unknown) => ({ resultsFrom: 'json', resultsJson: JSON.stringify(resultsJson) });
	const sizes = async () => (await bodies('POST')).map((body) => (body.results as object[]).length);

	describe('the size of requests', () => {
		test('sends any number in requests of 200', async () => {
			const { id } = await qase.openRun({ planId: undefined, caseIds: [] });
			const parameters = { runId: byId(id), resultsFrom: 'json', resultsJson: JSON.stringify(results(450)) };

			const { json } = await qase.run('createResults', parameters);

			expect(json).toEqual([
				{
					id: String(id),
					project: { id: 'SHOP', name: null },
					runId: String(id),
					accepted: 450,
					requests: 3,
				},
			]);
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
	});

	describe('what is sent', () => {
		test('sends all that is documented, as it is', async () => {
			const { id: runId } = await qase.openRun();
			const result = {
				id: 'key-1',
				title: 'pays on invoice',
				signature: 'checkout::invoice',
				testops_ids: [2, 3],
				execution: {
					status: 'failed',
					start_time: 1_777_629_600.25,
					end_time: null,
					duration: 40,
					stacktrace: null,
					error_context: '# Error',
					thread: 'worker-1',
				},
				fields: { severity: 'major', tags: 'pay, invoice' },
				attachments: ['6f8d'],
				steps: [
					{
						data: { action: '', expected_result: 'b', input_data: 'c', attachments: [] },
						execution: { status: 'in_progress', duration: 3, comment: 'd' },
						steps: [{ execution: { status: 'skipped' } }],
					},
				],
				steps_type: 'gherkin',
				params: { browser: 'Firefox' },
				param_groups: [['browser']],
				relations: { suite: { data: [{ title: 'Checkout', public_id: null }] } },
				message: null,
				defect: true,
			};
			const parameters = {
				runId: byId(runId),
				...json([result, { ...result, id: 'key-2', testops_id: null }]),
			};
			expect((await qase.run('createResults', parameters)).error).toBeNull();
			expect((await bodies('POST'))[0].results).toEqual([result, { ...result, id: 'key-2' }]);
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
					attachments: '6f8d, 7a9e',
				},
				{ title: 'pays with points' },
				{ title: 'pays in parts', durationMs: '={{ 1.1 * 3 }}', attachments: '={{ ["6f8d", "7a9e"] }}' },
			];

			const { json } = await qase.run('createResults', { runId: byId(runId), results: { rows } });

			expect(json).toMatchObject([{ accepted: 3, requests: 1 }]);
			expect((await bodies('POST'))[0].results).toEqual([
				{
					id: expect.stringMatching(/^[0-9a-f-]{36}$/),
					title: 'pays on invoice',
					testops_id: 2,
					execution: { status: 'failed', duration: 40, stacktrace: 'at x:1' },
					message: 'No invoice',
					attachments: ['6f8d', '7a9e'],
				},
				{ id: expect.any(String), title: 'pays with points', execution: { status: 'passed' } },
				{
					id: expect.any(String),
					title: 'pays in parts',
					execution: { status: 'passed', duration: 3 },
					attachments: ['6f8d', '7a9e'],
				},
			]);
			const [failure] = failuresOf(await qase.run('getManyFailures', { runId: byId(runId) }));
			expect(failure).toMatchObject({
				title: 'pays on invoice',
				error: { message: 'No invoice', stack: 'at x:1' },
			});
		});
	});

	describe('requests that fail', () => {
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
	});

	describe('what is refused', () => {
		test.each([
			['no list', json({ title: 'a' }), 'must be a list of objects'],
			['no results', json([]), 'is empty'],
			['no rows', {}, "'Results' is empty"],
			['no title', json([{ execution: { status: 'passed' } }]), 'results[0].title is missing'],
			[
				'no status',
				json([...results(1), { title: 'a', execution: {} }]),
				'results[1].execution.status is missing',
			],
			[
				'both ways to name a case',
				json([{ ...results(1)[0], testops_id: 1, testops_ids: [1] }]),
				'results[0] has both',
			],
			[
				'a field that Qase ignores',
				json([{ ...results(1)[0], case_id: 3 }]),
				'results[0].case_id is no field that Qase knows',
			],
			[
				'a field of the execution that Qase ignores',
				json([{ title: 'a', execution: { status: 'passed', time_ms: 3 } }]),
				'results[0].execution.time_ms is no field that Qase knows',
			],
			[
				'a wrong status of a nested step',
				json([
					...results(3),
					{ ...results(1)[0], steps: [{ steps: [{ execution: { status: 'invalid' } }] }] },
				]),
				"'Results (JSON)' cannot be sent: results[3].steps[0].steps[0].execution.status must be one of passed, failed,",
			],
			[
				'parameters that are no texts',
				json([{ ...results(1)[0], params: { retries: 3 } }]),
				'params.retries must be a text',
			],
			[
				'a row with a case that is no number',
				{ results: { rows: [{ title: 'a', caseId: 'SHOP-1' }] } },
				'SHOP-1',
			],
			...(
				[
					['message', '={{ ({ text: "no" }) }}', 'has a message that is neither a text'],
					['caseId', '={{ [3, 4] }}', 'has a case ID that is not a number: 3,4'],
					['caseId', '={{ 3.5 }}', 'cannot be sent: results[0].testops_id'],
					['durationMs', 'soon', 'has a duration that is not a number: soon'],
					['attachments', '={{ [null] }}', 'has a row without a hash'],
				] as const
			).map(([name, value, words]): [string, INodeParameters, string] => [
				`a row with ${value} as its ${name}`,
				{ results: { rows: [{ title: 'a', status: 'passed', [name]: value }] } },
				`'Results' ${words}`,
			]),
			[
				'a row with an empty status',
				{ results: { rows: [{ title: 'a', status: '' }] } },
				'results[0].execution.status is missing',
			],
		])('refuses %s before anything is sent', async (_, parameters, message) => {
			expect(complaint(await qase.run('createResults', { runId: byId(1), ...parameters }))).toContain(
				message,
			);
			expect(await qase.calls()).toEqual([]);
		});

		test('tells what Qase refuses', async () => {
			const result = await qase.run('createResults', { runId: byId(NO_RUN), ...json(results(1)) });
			expect(complaint(result)).toContain(
				'Could not add results 1 to 1 of 1: Qase did not find it (HTTP 404)',
			);
		});
	});
});
