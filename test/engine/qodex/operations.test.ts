/** Starting and reading Qodex runs: what is sent, what comes out, and what is refused before anything is sent. */
import { logs } from '../harness';
import { ALL, qodexForTests, quickly, told } from './support';

const { run, control, sandbox, calls, startBodies, setVariants, endedRun, spoil } = qodexForTests();

const SMOKE = { environment: 'staging', scope: 'tags', tags: 'smoke' };

describe('Start Run', () => {
	describe('what is sent', () => {
		test('goes on at once with the run as it was answered', async () => {
			const started = await run('startRun', ALL);

			const [{ testRunId }] = await control().runs();
			expect(started.error).toBeNull();
			expect(started.json).toMatchObject([
				{
					platform: 'qodex',
					id: testRunId,
					key: `qodex:web-shop:${testRunId}`,
					status: 'running',
					verdict: 'pending',
					environment: 'staging',
					counts: { total: 7, passed: null },
					url: `${sandbox().qodex.origin}/p/web-shop/test-runs/${testRunId}`,
				},
			]);
			expect(started.outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
			expect(await calls()).toHaveLength(1);
		});

		test.each<[string, object, object]>([
			['the whole suite, with no tags at all', { scope: 'all' }, { environment: 'staging' }],
			[
				'an environment of its own',
				{ scope: 'all', environment: ' production ' },
				{ environment: 'production' },
			],
			[
				'tags as a text',
				{ tags: 'smoke, checkout ,' },
				{ environment: 'staging', tags: ['smoke', 'checkout'] },
			],
			['tags as a list', { tags: '={{ ["smoke"] }}' }, { environment: 'staging', tags: ['smoke'] }],
			[
				'a callback URL',
				{ scope: 'all', options: { callbackUrl: 'http://127.0.0.1:9/hook' } },
				{ environment: 'staging', callback_url: 'http://127.0.0.1:9/hook' },
			],
		])('sends %s', async (_, parameters, body) => {
			const started = await run('startRun', { environment: 'staging', ...parameters });

			expect(started.error).toBeNull();
			expect(await startBodies()).toEqual([body]);
		});

		test('sends the default environment rather than none', async () => {
			await run('startRun', { scope: 'all' });

			expect(await startBodies()).toEqual([{ environment: 'staging' }]);
		});
	});

	describe('what comes back', () => {
		test.each([
			['no tags', { ...SMOKE, tags: '={{ "" }}' }, /'Tags' is empty.*whole suite/],
			['only separators', { ...SMOKE, tags: ' , ,' }, /'Tags' is empty/],
			['an empty list of tags', { ...SMOKE, tags: '={{ [] }}' }, /'Tags' is empty/],
			['a list of blanks', { ...SMOKE, tags: '={{ ["", " "] }}' }, /'Tags' is empty/],
			['tags that are not there', { ...SMOKE, tags: '={{ $json.tags }}' }, /'Tags' is empty/],
			['a blank environment', { ...SMOKE, environment: '={{ " " }}' }, /'Environment' is empty/],
			[
				'an environment that is not there',
				{ ...SMOKE, environment: '={{ $json.env }}' },
				/'Environment' is empty/,
			],
			['a scope that is not on the list', { ...SMOKE, scope: '={{ "failed" }}' }, /'Scenarios'/],
			['a scope that is not there', { ...SMOKE, scope: '={{ $json.scope }}' }, /'Scenarios' is empty/],
		])('refuses %s before any request', async (_, parameters, complaint) => {
			for (const [operation, more] of [
				['startRun', {}],
				['startRunAndWait', quickly()],
			] as const) {
				const refused = await run(operation, { ...parameters, ...more });
				expect(refused.status).toBe('error');
				expect(told(refused)).toMatch(complaint);
			}
			expect(await calls()).toEqual([]);
		});

		test('gives the answer itself without Simplify', async () => {
			const started = await run('startRun', { ...ALL, simplify: false });

			const [{ testRunId }] = await control().runs();
			expect(started.json).toEqual([{ testRunId, status: 'running', scenariosTotal: 7, mode: 'brief' }]);
		});

		test('starts one run per item, and tells which item failed', async () => {
			const items = [{ tag: 'smoke' }, { tag: '' }, { tag: 'security' }];
			const started = await run(
				'startRun',
				{ ...SMOKE, tags: '={{ $json.tag }}' },
				{ items, continueOnFail: true },
			);

			expect(started.json).toMatchObject([
				{ counts: { total: 3 } },
				{ error: "'Tags' is empty" },
				{ counts: { total: 1 } },
			]);
			expect(started.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 2 },
			]);
			expect(await control().runs()).toHaveLength(2);
		});
	});
});

describe('when nothing can be run', () => {
	const combinations = (['400', '404', '422'] as const).flatMap((nothingRunnableStatus) =>
		(['errorString', 'message', 'errors', 'plainText'] as const).map((errorShape) => ({
			nothingRunnableStatus,
			errorShape,
		})),
	);

	test.each(combinations)('says so in words that help: %j', async (variants) => {
		await setVariants(variants);
		const started = await run('startRun', { ...SMOKE, tags: 'drafts' });

		expect(started.status).toBe('error');
		expect(told(started)).toContain(`HTTP ${variants.nothingRunnableStatus}`);
		expect(told(started)).toContain('Qodex says: "No runnable scenarios match"');
		expect(told(started)).toMatch(/active scenario/);
		expect(await calls()).toHaveLength(1);
	});

	test('says that the environment is refused', async () => {
		await setVariants({ unknownEnvironment: 'refused' });
		const started = await run('startRunAndWait', { ...ALL, environment: 'moon', ...quickly() });

		expect(told(started)).toContain('Qodex says: "No environment named moon"');
	});
});

describe('Get Run', () => {
	test('reads the run, with an id that must be encoded as well', async () => {
		await setVariants({ runId: 'needsEncoding' });
		const runId = await endedRun('failed', 2);
		const read = await run('getRun', { runId });

		expect(read.error).toBeNull();
		expect(read.json).toMatchObject([
			{ id: runId, status: 'finished', verdict: 'failed', counts: { total: 7, failed: 2 } },
		]);
		expect((read.json[0]?.failures as object[]).length).toBe(2);
	});

	test('gives the answer itself without Simplify', async () => {
		const runId = await endedRun('passed');
		const [{ poll }] = await control().runs();

		expect((await run('getRun', { runId, simplify: false })).json).toEqual([poll]);
	});

	test.each([
		['an unknown run', { unknownRunStatus: '404' }, {}, /did not find it \(HTTP 404\).*Check the run ID/],
		['an unknown run, refused as wrong', { unknownRunStatus: '400' }, {}, /HTTP 400.*Test run not found/],
		[
			'a wrong key',
			{ badKeyStatus: '401' },
			{ apiKey: 'qk_wrong' },
			/HTTP 401.*Check the API key and the Project Slug 'web-shop'/,
		],
		[
			'a wrong key, forbidden',
			{ badKeyStatus: '403' },
			{ apiKey: 'qk_wrong' },
			/HTTP 403.*Check the API key/,
		],
		[
			'a project of somebody else',
			{ foreignProjectStatus: '403' },
			{ projectSlug: 'other' },
			/HTTP 403.*Project Slug/,
		],
	] as const)('tells what is wrong with %s', async (_, variants, credential, complaint) => {
		await setVariants(variants);
		const { origin, slug, apiKey } = sandbox().qodex;
		const credentials = { testRunQodexApi: { origin, projectSlug: slug, apiKey, ...credential } };
		const read = await run('getRun', { runId: 'run_missing' }, { credentials });

		expect(read.status).toBe('error');
		expect(told(read)).toMatch(complaint);
	});

	test('asks for the id before it asks Qodex', async () => {
		const read = await run('getRun', { runId: '={{ $json.id }}' });

		expect(told(read)).toMatch(/'Run ID' is empty/);
		expect(await calls()).toEqual([]);
	});
});

describe('Run Schedule', () => {
	test.each([
		['testRunId', 'the run id', true],
		['empty204', 'nothing', false],
		['ok', 'something else', false],
	] as const)('fires the schedule when the reply is %s, %s', async (scheduleReply, _, tellsId) => {
		await setVariants({ scheduleReply });
		const fired = await run('runSchedule');

		const [{ testRunId, schedule }] = await control().runs();
		expect(schedule).toBe('pol_nightly');
		expect(fired.json).toMatchObject([{ started: true, runId: tellsId ? testRunId : null }]);
		expect(await startBodies()).toEqual([null]);
	});

	test('takes plain text for an answer: the schedule was fired', async () => {
		await setVariants({ scheduleReply: 'text' });

		expect((await run('runSchedule')).json).toEqual([{ started: true, runId: null, answer: {} }]);
	});

	test('takes a web page for none, and says that the schedule may have been fired', async () => {
		await spoil('POST', { fault: { kind: 'html', status: 200 }, afterEffect: true });

		expect(told(await run('runSchedule'))).toMatch(
			/could not be read \(HTTP 200\).*carried it out is not known/,
		);
	});

	test('says where to look when the schedule is gone', async () => {
		const gone = `${sandbox().qodex.origin}/api/webhooks/schedules/no-such-schedule-secret`;
		const fired = await run(
			'runSchedule',
			{},
			{ credentials: { testRunQodexScheduleApi: { scheduleUrl: gone } } },
		);

		expect(told(fired)).toMatch(/HTTP 404.*Schedule URL in the credential/);
		expect(told(fired) + fired.stored + logs.text()).not.toContain('no-such-schedule-secret');
	});

	test('hides the secret that an answer repeats', async () => {
		const { scheduleUrl } = sandbox().qodex;
		const echo = { url: scheduleUrl, error: `no ${scheduleUrl}`, path: new URL(scheduleUrl).pathname };
		for (const status of [200, 400]) {
			await sandbox().control.addFault({ platform: 'qodex', fault: { kind: 'status', status, body: echo } });
			const fired = await run('runSchedule');
			expect(fired.status).toBe(status === 200 ? 'success' : 'error');
			expect(told(fired) + fired.stored + logs.text()).not.toContain('sandbox-schedule-secret');
		}
	});
});
