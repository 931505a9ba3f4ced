import { complaint, NO_RUN, PROJECT, useCurrents } from './setup';

const currents = useCurrents();

const goingRun = async () => (await currents.control().createRun({ projectId: PROJECT })).run.runId;
const variants = async (values: {
	cancellation?: 'canceledAt' | 'cancelledAt';
	cancelTwice?: '422' | '200';
	cancelFinished?: '422' | '200';
}) => await currents.sandbox().control.setVariants({ currents: values });

describe('Cancel Run', () => {
	test.each(['canceledAt', 'cancelledAt'] as const)(
		'cancels and gives the run, told as %s',
		async (cancellation) => {
			await variants({ cancellation });
			const runId = await goingRun();

			const { json } = await currents.run('cancelRun', { runId });

			expect(json).toMatchObject([{ id: runId, status: 'canceled', verdict: 'inconclusive' }]);
			expect(await currents.calls()).toEqual([`PUT /runs/${runId}/cancel`, `GET /runs/${runId}`]);
		},
	);

	test('gives the JSON of Currents without Simplify', async () => {
		const runId = await goingRun();

		const { json } = await currents.run('cancelRun', { runId, simplify: false });

		expect(json).toMatchObject([{ runId, completionState: 'CANCELED', cancellation: { reason: 'api' } }]);
	});

	test.each(['422', '200'] as const)(
		'a run that is canceled already counts as success on %s',
		async (cancelTwice) => {
			await variants({ cancelTwice });
			const { runId } = await currents.endedRun({}, { outcome: 'canceled' });

			const { status, json } = await currents.run('cancelRun', { runId });

			expect({ status, run: json[0]?.status }).toEqual({ status: 'success', run: 'canceled' });
		},
	);

	test('a run that is canceled already is an error when the user wants to know', async () => {
		const { runId } = await currents.endedRun({}, { outcome: 'canceled' });

		const run = await currents.run('cancelRun', { runId, options: { acceptAlreadyCanceled: false } });

		expect(complaint(run)).toEqual({
			message: 'Could not cancel the run: Currents did not accept the request (HTTP 422)',
			description: 'Currents says: "Run already cancelled". Check the parameters of this node.',
		});
	});

	test.each(['422', '200'] as const)(
		'a run that has finished comes out as finished, not as canceled, on %s',
		async (cancelFinished) => {
			await variants({ cancelFinished });
			const { runId } = await currents.endedRun();

			const { json } = await currents.run('cancelRun', { runId });

			expect(json).toMatchObject([{ id: runId, status: 'finished', verdict: 'passed' }]);
		},
	);

	test('takes an empty answer for success', async () => {
		const runId = await goingRun();
		await currents.fault({
			match: { method: 'PUT' },
			fault: { kind: 'status', status: 204, body: '' },
			afterEffect: true,
		});

		expect((await currents.run('cancelRun', { runId })).json).toMatchObject([{ status: 'canceled' }]);
	});

	test('an unknown run is an error, also where canceled ones are accepted', async () => {
		const run = await currents.run('cancelRun', { runId: NO_RUN });

		expect(complaint(run).message).toBe('Could not cancel the run: Currents did not find it (HTTP 404)');
	});

	test('a key without write access is explained', async () => {
		const runId = await goingRun();

		const run = await currents.run(
			'cancelRun',
			{ runId },
			{ apiKey: currents.sandbox().currents.readOnlyApiKey },
		);

		expect(complaint(run)).toEqual({
			message: 'Could not cancel the run: Currents does not allow it with this key (HTTP 403)',
			description: expect.stringContaining('Make a Read & Write key'),
		});
		expect((await currents.run('getRun', { runId })).json).toMatchObject([{ status: 'running' }]);
	});

	test('refuses an empty id without a request', async () => {
		const run = await currents.run('cancelRun', { runId: '={{ $json.none }}' });

		expect(complaint(run).message).toBe("'Run ID' is empty");
		expect(await currents.calls()).toEqual([]);
	});
});
