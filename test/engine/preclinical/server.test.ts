/** What only a self-hosted server has: the file of a run, and its health. */
import { preclinicalForTests, told } from './support';

const { run, sandbox, endedRun, spoil, asked } = preclinicalForTests();

const MISSING = '11111111-2222-4333-8444-555555555555';

describe('Export Run', () => {
	test('puts the CSV file into a binary field', async () => {
		const runId = await endedRun('selfHosted', { failures: 1 });
		const exported = await run('selfHosted', 'exportRun', { runId });
		const [item] = exported.outputs[0];
		const file = item.binary?.data;

		expect(exported.error).toBeNull();
		expect(file).toMatchObject({ fileName: `preclinical-${runId}.csv`, mimeType: 'text/csv' });
		expect(Buffer.from(String(file?.data), 'base64').toString()).toMatch(/^run,scenario,status\nrun_\d+/);
		expect(item.json).toMatchObject({ runId, fileName: `preclinical-${runId}.csv`, mimeType: 'text/csv' });
		expect(item.pairedItem).toEqual({ item: 0 });
		expect(await asked('selfHosted')).toEqual([`GET /api/v1/tests/${runId}/export-csv`]);
	});

	test('takes the name of the file, the field, and the address of a results page', async () => {
		const runId = await endedRun('selfHosted', {});
		const exported = await run('selfHosted', 'exportRun', {
			runId: `http://localhost:3000/test/${runId}`,
			options: { fileName: 'nightly.csv', binaryField: 'report' },
		});

		expect(exported.outputs[0][0].binary).toMatchObject({ report: { fileName: 'nightly.csv' } });
	});

	test.each([
		[
			'status',
			{ kind: 'status', status: 500 },
			/^Could not export the run: Preclinical could not carry it out/,
		],
		[
			'page',
			{ kind: 'html', status: 200 },
			/^Could not export the run: the answer of Preclinical could not be read/,
		],
		['cut-off file', { kind: 'halfBody' }, /^Could not export the run: Preclinical could not be reached/],
	] as const)('a %s is no file', async (_, fault, message) => {
		const runId = await endedRun('selfHosted', {});
		await spoil('selfHosted', { match: { path: '^/api/v1/tests/.*csv$' }, times: 9, fault });
		const exported = await run('selfHosted', 'exportRun', { runId });

		expect(told(exported)).toMatch(message);
		expect(exported.outputs).toEqual([]);
	});

	test('is asked for again after a passing fault', async () => {
		const runId = await endedRun('selfHosted', {});
		await spoil('selfHosted', { fault: { kind: 'status', status: 503 } });
		await spoil('selfHosted', { fault: { kind: 'halfBody' } });
		const exported = await run('selfHosted', 'exportRun', { runId });

		expect(exported.outputs[0][0].binary?.data.mimeType).toBe('text/csv');
		expect(await asked('selfHosted')).toHaveLength(3);
	});

	test('tells of a run that is not there, beside one that is', async () => {
		const runId = await endedRun('selfHosted', {});
		const items = [{ id: MISSING }, { id: runId }];
		const exported = await run(
			'selfHosted',
			'exportRun',
			{ runId: '={{ $json.id }}' },
			{ items, continueOnFail: true },
		);

		expect(exported.json[0].error).toMatch(/^Could not export the run: Preclinical did not find it/);
		expect(exported.outputs[0][1]).toMatchObject({ json: { runId }, pairedItem: { item: 1 } });
	});

	test('is refused with the hosted service', async () => {
		expect(told(await run('hosted', 'exportRun', { runId: MISSING }))).toMatch(
			/^The hosted Preclinical does not export runs \| Nothing was sent/,
		);
	});
});

describe('Get Health', () => {
	test('tells that the server is ready', async () => {
		const { json } = await run('selfHosted', 'getHealth');

		expect(json).toEqual([
			{
				...{ healthy: true, status: 'ok', problems: [], testerModel: 'small', graderModel: 'small' },
				warnings: ['browser_provider: Browser agents cannot run yet.'],
				...{ workerConcurrency: 5, checkedAt: expect.stringMatching(/Z$/) },
			},
		]);
	});

	test.each([
		['noModelKey', ['tester_model', 'grader_model']],
		['noDatabase', ['database']],
	] as const)('that it is not ready is a result (%s)', async (health, names) => {
		await sandbox().control.setVariants({ preclinicalOss: { health } });
		const { error, json } = await run('selfHosted', 'getHealth');

		expect(error).toBeNull();
		expect(json).toMatchObject([{ healthy: false, status: 'error' }]);
		expect((json[0].problems as string[]).map((problem) => problem.split(':')[0])).toEqual(names);
		expect(await asked('selfHosted')).toEqual(['GET /health']);
	});

	test('gives the raw data without Simplify', async () => {
		const { json } = await run('selfHosted', 'getHealth', { simplify: false });

		expect(json).toMatchObject([{ status: 'ok', checks: { database: { status: 'ok' } } }]);
	});

	test.each([
		['a gateway that is down', { kind: 'status', status: 503 }, /^Could not read the server's health: /],
		['a page', { kind: 'html', status: 200 }, /the answer of Preclinical could not be read/],
	] as const)('%s is no health', async (_, fault, message) => {
		await spoil('selfHosted', { times: 9, fault });

		expect(told(await run('selfHosted', 'getHealth'))).toMatch(message);
	});

	test('is refused with the hosted service', async () => {
		expect(told(await run('hosted', 'getHealth'))).toMatch(
			/^The hosted Preclinical does not report its health/,
		);
		expect(await asked('hosted')).toEqual([]);
	});
});
