import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../../workshop/sandbox';

interface Reply {
	status: number;
	json: Record<string, unknown>;
}

interface Received {
	headers: IncomingHttpHeaders;
	body: Record<string, unknown>;
}

let sandbox: Sandbox;
let receiver: Server;
let received: Received[];
let receiverUrl: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
			response.writeHead(202).end('taken');
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});

beforeEach(async () => {
	received = [];
	await sandbox.control.reset();
});

afterAll(async () => {
	await sandbox.close();
	await new Promise((resolve) => receiver.close(resolve));
});

async function call(
	method: string,
	path: string,
	body?: unknown,
	key = sandbox.currents.apiKey,
): Promise<Reply> {
	const headers: Record<string, string> = { authorization: `Bearer ${key}` };
	if (body !== undefined) headers['content-type'] = 'application/json';
	const answer = await fetch(sandbox.currents.baseUrl + path, {
		method,
		headers,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.text();
	return { status: answer.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

const hook = () => ({
	url: receiverUrl,
	hookEvents: ['RUN_FINISH', 'RUN_CANCELED'],
	headers: JSON.stringify({ 'x-webhook-secret': 'placeholder' }),
	label: 'n8n',
});

async function lastViolation(): Promise<string | undefined> {
	return (await sandbox.control.violations()).at(-1)?.message;
}

describe('authentication', () => {
	it('answers 401 to a wrong key, which is no violation', async () => {
		const { status, json } = await call('GET', '/projects', undefined, 'wrong');
		expect(status).toBe(401);
		expect(json).toEqual({ status: 'FAILED', error: 'Invalid authentication credentials' });
		expect(await sandbox.control.violations()).toEqual([]);
	});

	it('answers 401 to a missing header and calls it a violation', async () => {
		expect((await fetch(`${sandbox.currents.baseUrl}/projects`)).status).toBe(401);
		expect(await lastViolation()).toContain('contract currents.md 1:');
	});

	it('lets a read-only key read and nothing else', async () => {
		const key = sandbox.currents.readOnlyApiKey;
		expect((await call('GET', '/projects/shop01', undefined, key)).status).toBe(200);
		expect((await call('POST', '/webhooks?projectId=shop01', hook(), key)).status).toBe(403);
		expect(await sandbox.control.currents.webhooks()).toEqual([]);
	});

	it('keeps keys out of the log', async () => {
		await call('GET', '/projects');
		const [recorded] = await sandbox.control.calls();
		expect(recorded.headers.authorization).toBe('Bearer…');
		expect(JSON.stringify(recorded)).not.toContain(sandbox.currents.apiKey);
	});
});

/** A webhook that is accepted. */
const valid = { url: 'https://n8n.example.com/hook', hookEvents: ['RUN_FINISH'] };

/** What is refused: a request, and the status and words of the answer. */
const REFUSED: Array<[string, string, string, unknown, number, string]> = [
	['an unknown path', 'GET', '/run', undefined, 404, 'no endpoint GET /run'],
	['a wrong method', 'POST', '/runs/abc/cancel', undefined, 404, 'documented is PUT'],
	['an unknown query name', 'GET', '/projects?search=x', undefined, 400, 'unknown query name `search`'],
	['an empty query value', 'GET', '/projects?limit=', undefined, 400, 'query `limit` is empty'],
	['a limit above the safe 50', 'GET', '/projects?limit=51', undefined, 400, 'within 1 and 50'],
	['two cursors', 'GET', '/projects?starting_after=a&ending_before=b', undefined, 400, 'exclude each other'],
	['a repeated single query', 'GET', '/projects?limit=1&limit=2', undefined, 400, 'sent 2 times'],
	[
		'tags without brackets',
		'GET',
		'/projects/shop01/runs?tags=a',
		undefined,
		400,
		'unknown query name `tags`',
	],
	['tags with an index', 'GET', '/projects/shop01/runs?tags[0]=a', undefined, 400, 'name `tags[0]`'],
	['a bracketed status', 'GET', '/projects/shop01/runs?status[]=PASSED', undefined, 400, 'name `status[]`'],
	[
		'a status in lower case',
		'GET',
		'/projects/shop01/runs?status=passed',
		undefined,
		400,
		'must be one of PASSED',
	],
	[
		'a deprecated name',
		'GET',
		'/projects/shop01/runs?branch=main',
		undefined,
		400,
		'is deprecated for `branches[]`',
	],
	['a date without a time', 'GET', '/projects/shop01/runs?date_start=2026-01-01', undefined, 400, 'ISO 8601'],
	['a find without a project', 'GET', '/runs/find?branch=main', undefined, 400, '`projectId` is missing'],
	['a body where none is documented', 'PUT', '/runs/abc/cancel', {}, 400, 'none is documented'],
	['webhooks without a project', 'GET', '/webhooks', undefined, 400, '`projectId` is missing'],
	[
		'a project in the body',
		'POST',
		'/webhooks?projectId=shop01',
		{ ...valid, projectId: 'shop01' },
		400,
		'unknown body field `projectId`',
	],
	[
		'headers as an object',
		'POST',
		'/webhooks?projectId=shop01',
		{ ...valid, headers: {} },
		400,
		'`headers` must be a string',
	],
	[
		'no events',
		'POST',
		'/webhooks?projectId=shop01',
		{ ...valid, hookEvents: [] },
		400,
		'`hookEvents` needs at least 1',
	],
	[
		'an unknown event',
		'POST',
		'/webhooks?projectId=shop01',
		{ ...valid, hookEvents: ['RUN_END'] },
		400,
		'must be one of RUN_FINISH',
	],
	[
		'a relative URL',
		'POST',
		'/webhooks?projectId=shop01',
		{ ...valid, url: '/hook' },
		400,
		'http or https URL',
	],
	[
		'an empty label',
		'POST',
		'/webhooks?projectId=shop01',
		{ ...valid, label: '' },
		400,
		'`label` must not be empty',
	],
	['an empty update', 'PUT', '/webhooks/abc', {}, 400, 'the body has no field'],
	['a reset without machines', 'PUT', '/runs/abc/reset', { machineId: [] }, 400, 'at least 1 entry'],
	[
		'an attempt as text',
		'PUT',
		'/runs/cancel-ci/github',
		{ githubRunId: '1', githubRunAttempt: '1' },
		400,
		'must be an integer',
	],
];

describe('strictness', () => {
	it.each(REFUSED)('refuses %s', async (_name, method, path, body, status, text) => {
		const reply = await call(method, path, body);
		expect(reply.status).toBe(status);
		expect(reply.json).toEqual({ status: 'FAILED', error: expect.stringContaining(text) as string });
		expect(reply.json.error).toMatch(/^contract currents\.md \d/);
		expect((await sandbox.control.violations()).map(({ message }) => message)).toEqual([reply.json.error]);
	});

	it('refuses a body that is not declared as JSON', async () => {
		const headers = { authorization: `Bearer ${sandbox.currents.apiKey}`, 'content-type': 'text/plain' };
		const body = JSON.stringify(valid);
		const url = `${sandbox.currents.baseUrl}/webhooks?projectId=shop01`;
		expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(400);
		expect(await lastViolation()).toContain('content type is "text/plain"');
	});

	it('notices calls beside the base URL and beside every platform', async () => {
		await fetch(`${sandbox.url}/currents/projects`);
		await fetch(`${sandbox.url}/elsewhere`);
		expect((await sandbox.control.violations()).map(({ platform, path }) => [platform, path])).toEqual([
			['currents', '/currents/projects'],
			['none', '/elsewhere'],
		]);
	});
});

describe('lists and filters', () => {
	it('pages newest first, forward and back', async () => {
		const tests = 1;
		for (let hour = 0; hour < 5; hour += 1) {
			const createdAt = `2026-01-01T0${hour}:00:00Z`;
			await sandbox.control.currents.createRun({
				projectId: 'docs03',
				ciBuildId: `b${hour}`,
				createdAt,
				tests,
			});
		}
		const builds = async (query: string) => {
			const { json } = await call('GET', `/projects/docs03/runs?limit=2${query}`);
			const data = json.data as Array<{ cursor: string; meta: { ciBuildId: string } }>;
			return {
				more: json.has_more,
				ids: data.map(({ meta }) => meta.ciBuildId),
				cursors: data.map((run) => run.cursor),
			};
		};
		const first = await builds('');
		const second = await builds(`&starting_after=${first.cursors[1]}`);
		const third = await builds(`&starting_after=${second.cursors[1]}`);
		const back = await builds(`&ending_before=${third.cursors[0]}`);
		expect([first, second, third, back].map(({ ids, more }) => [ids, more])).toEqual([
			[['b4', 'b3'], true],
			[['b2', 'b1'], true],
			[['b0'], false],
			[['b2', 'b1'], true],
		]);
		expect(await sandbox.control.violations()).toEqual([]);
	});

	it.each([
		['tags[]=a&tags[]=b', ['both']],
		['tags[]=a&tags[]=b&tag_operator=OR', ['both', 'a']],
		['branches[]=release&branches[]=hotfix', ['a']],
		['status=FAILED&status=PASSED', ['both']],
		['completion_state=IN_PROGRESS', ['a']],
		['search=PRICE', ['a']],
		['search=BOTH', ['both']],
		['pr_id=17', ['both']],
		['authors[]=Nightly%20job', ['a']],
		['date_start=2026-01-02T00:00:00Z', ['both']],
		['date_end=2026-01-02T00:00:00Z', ['a']],
	])('selects runs by %s', async (query, builds) => {
		const { createRun, finishRun } = sandbox.control.currents;
		const base = { projectId: 'docs03', tests: 1 };
		await createRun({
			...base,
			ciBuildId: 'a',
			tags: ['a'],
			branch: 'release',
			author: 'Nightly job',
			createdAt: '2026-01-01T00:00:00Z',
		});
		const message = 'fix: round totals';
		const both = await createRun({
			...base,
			ciBuildId: 'both',
			tags: ['a', 'b'],
			pullRequest: '17',
			message,
			createdAt: '2026-01-02T00:00:00Z',
		});
		await finishRun({ runId: both.run.runId, outcome: 'failed' });
		const { json } = await call('GET', `/projects/docs03/runs?${query}`);
		const data = json.data as Array<{ meta: { ciBuildId: string } }>;
		expect(data.map(({ meta }) => meta.ciBuildId)).toEqual(builds);
	});

	it('finds by build id at any time, otherwise the newest complete run', async () => {
		const { createRun } = sandbox.control.currents;
		const { run } = await createRun({
			projectId: 'shop01',
			ciBuildId: 'now',
			tags: ['nightly'],
			hiddenReads: 1,
		});
		expect((await call('GET', '/runs/find?projectId=shop01&ciBuildId=now')).status).toBe(404);
		const byBuild = await call('GET', '/runs/find?projectId=shop01&ciBuildId=now');
		expect(byBuild.json.data).toMatchObject({ runId: run.runId, completionState: 'IN_PROGRESS' });
		for (const query of ['&branch=main&tags[]=nightly', '']) {
			const found = await call('GET', `/runs/find?projectId=shop01${query}`);
			expect(found.json.data).toMatchObject({ meta: { ciBuildId: 'seed-8' }, completionState: 'COMPLETE' });
		}
	});
});

describe('runs', () => {
	interface InstanceJson {
		schemaVersion?: number;
		results: { tests: Array<{ testId: string }> };
		testResults: Record<string, object>;
		testTags: Record<string, string[]>;
		testAnnotations: Record<string, object[]>;
	}
	/** The first two instances of a run in which one test of the second failed and one of the first was flaky. */
	const failedRun = async (projectId: string, failing: string) => {
		const { createRun, finishRun } = sandbox.control.currents;
		const { runId } = (await createRun({ projectId, branch: 'x' })).run;
		await finishRun({ runId, outcome: 'failed', failingTests: [failing], flaky: 1 });
		const run = (await call('GET', `/runs/${runId}`)).json.data as { specs: Array<{ instanceId: string }> };
		const read = async ({ instanceId }: { instanceId: string }) =>
			(await call('GET', `/instances/${instanceId}`)).json.data as InstanceJson;
		return { run, instances: await Promise.all(run.specs.slice(0, 2).map(read)) };
	};

	describe('how runs are displayed', () => {
		it('tells failures by instance of version 2, their details beside the tests', async () => {
			const { run, instances } = await failedRun('shop01', 'search > narrows by price');
			expect(run).toMatchObject({
				status: 'FAILED',
				completionState: 'COMPLETE',
				previousRunId: null,
				groups: [{ tests: { tests: 12, overall: 12, passes: 11, failures: 1, flaky: 1, retries: 2 } }],
			});
			const [
				{ results: withFlaky, testResults: details },
				{ results, testResults, testTags, testAnnotations },
			] = instances;
			expect(instances.map(({ schemaVersion }) => schemaVersion)).toEqual([2, 2]);
			expect(withFlaky.tests[0]).toMatchObject({ _s: 'passed', _f: true, _d: true });
			expect(details[withFlaky.tests[0].testId]).toMatchObject({
				state: 'passed',
				isFlaky: true,
				attempts: [{ state: 'failed' }, { state: 'passed', error: null }],
			});
			const [failed] = results.tests;
			expect(failed).toMatchObject({
				_s: 'failed',
				groupId: 'chromium',
				title: ['search', 'narrows by price'],
			});
			expect(failed).not.toHaveProperty('state');
			expect(testResults[failed.testId]).toMatchObject({
				state: 'failed',
				attempts: [
					{ state: 'failed', error: { message: expect.stringMatching(/Error/) as string } },
					{ state: 'failed', error: { codeFrame: { file: '/app/tests/search/filters.spec.ts' } } },
				],
			});
			expect(testTags[failed.testId]).toEqual(['search']);
			expect(testAnnotations[failed.testId][0]).toEqual({ type: 'owner', description: 'search-team' });
			expect(results).not.toHaveProperty('exception');
		});

		it.each([
			['old', 'shop01', 'search > narrows by price', [undefined, undefined]],
			['mixed', 'shop01', 'search > narrows by price', [2, undefined]],
			['version2', 'mobl02', 'offline > queues changes', [undefined, undefined]],
		] as const)(
			'with instances %s of %s tells some in the old shape',
			async (form, project, failing, versions) => {
				await sandbox.control.setVariants({ currents: { instances: form } });
				const { instances } = await failedRun(project, failing);
				expect(instances.map(({ schemaVersion }) => schemaVersion)).toEqual(versions);
				expect(instances[1]).not.toHaveProperty('testResults');
				expect(instances[1].results.tests).toContainEqual(
					expect.objectContaining({ state: 'failed', title: failing.split(' > ') }),
				);
			},
		);

		describe('tests that are planned, titles and repeated runs', () => {
			it('counts what is planned and what has reported, and shows spec files that no machine has claimed', async () => {
				const { createRun, reportTests } = sandbox.control.currents;
				const { runId } = (await createRun({ projectId: 'shop01' })).run;
				const run = await reportTests({ runId, tests: 5, failures: 1 });
				expect(run).toMatchObject({
					status: 'FAILING',
					completionState: 'IN_PROGRESS',
					groups: [{ tests: { tests: 12, overall: 5, passes: 4, failures: 1 } }],
					specs: [
						{
							completedAt: expect.any(String) as string,
							results: { stats: { tests: 4, passes: 3, failures: 1 } },
						},
						{
							machineId: 'chromium-machine-2',
							completedAt: null,
							results: { stats: { tests: 3, passes: 1 } },
						},
						{ claimedAt: null, machineId: '', results: { stats: { tests: 3, passes: 0 } } },
						{ claimedAt: null, machineId: '' },
					],
				});
				await sandbox.control.setVariants({ currents: { unclaimedSpecs: 'null' } });
				expect((await call('GET', `/runs/${runId}`)).json.data).toMatchObject({
					specs: [{ results: {} }, { results: {} }, { claimedAt: null, results: null }, { results: null }],
				});
			});

			it('names titles and the run that is repeated where a run has them', async () => {
				const { createRun } = sandbox.control.currents;
				const plan = {
					title: 'Nightly',
					pullRequest: 'shop#7',
					pullRequestTitle: 'Totals',
					githubTitle: 'From GitHub',
				};
				const { run } = await createRun({ projectId: 'shop01', previousRunId: 'before', ...plan });
				expect(run).toMatchObject({
					previousRunId: 'before',
					meta: {
						title: 'Nightly',
						pr: { id: 'shop#7', title: 'Totals' },
						commit: { ghaEventData: { prTitle: 'From GitHub' } },
					},
				});
				const bare = (await createRun({ projectId: 'shop01' })).run.meta;
				expect(Object.keys(bare).sort()).toEqual(['ciBuildId', 'commit', 'framework']);
				expect(bare.commit).not.toHaveProperty('ghaEventData');
			});
		});
	});

	describe('how runs are changed', () => {
		it('cancels once, and tells the webhooks', async () => {
			await call('POST', '/webhooks?projectId=shop01', hook());
			const { run } = await sandbox.control.currents.createRun({ projectId: 'shop01' });
			const canceled = await call('PUT', `/runs/${run.runId}/cancel`);
			expect(canceled.json.data).toEqual({
				runId: run.runId,
				actor: expect.any(String) as string,
				canceledAt: expect.any(String) as string,
				reason: 'api',
			});
			const again = await call('PUT', `/runs/${run.runId}/cancel`);
			expect([again.status, again.json.error]).toEqual([422, 'Run already cancelled']);
			await sandbox.control.settle();
			expect(received.map(({ body }) => body.event)).toEqual(['RUN_CANCELED']);
		});

		it('cancels by GitHub run and attempt', async () => {
			const { createRun } = sandbox.control.currents;
			await createRun({ projectId: 'shop01', githubRunId: '900', githubRunAttempt: 2 });
			const body = { githubRunId: '900', githubRunAttempt: 1 };
			expect((await call('PUT', '/runs/cancel-ci/github', body)).status).toBe(404);
			const { json } = await call('PUT', '/runs/cancel-ci/github', { ...body, githubRunAttempt: 2 });
			expect(json.data).toMatchObject({ githubRunId: '900', githubRunAttempt: 2, reason: 'api' });
		});

		it('frees failed specs of the reset machines, and can be finished again', async () => {
			const { createRun, finishRun } = sandbox.control.currents;
			const { run } = await createRun({ projectId: 'shop01' });
			await finishRun({ runId: run.runId, outcome: 'failed' });
			const machineId = ['chromium-machine-1'];
			expect(
				(await call('PUT', `/runs/${run.runId}/reset`, { machineId, isBatchedOr8n: true })).json.status,
			).toBe('OK');
			const freed = await call('GET', `/runs/${run.runId}`);
			expect(freed.json.data).toMatchObject({
				completionState: 'IN_PROGRESS',
				groups: [{ tests: { failures: 0 } }],
			});
			expect((await finishRun({ runId: run.runId, outcome: 'passed' })).run.status).toBe('PASSED');
		});

		it('deletes a run for good', async () => {
			const { run } = await sandbox.control.currents.createRun({ projectId: 'shop01' });
			expect((await call('DELETE', `/runs/${run.runId}`)).json.data).toEqual({ runId: run.runId });
			expect((await call('GET', `/runs/${run.runId}`)).json).toEqual({
				status: 'FAILED',
				error: 'Not found',
			});
		});

		it('ends by itself after the planned number of reads', async () => {
			const { createRun, planFinish } = sandbox.control.currents;
			const { run } = await createRun({ projectId: 'shop01' });
			await planFinish({ runId: run.runId, outcome: 'passed', afterReads: 2 });
			const states: unknown[] = [];
			for (let read = 0; read < 3; read += 1) {
				states.push((await call('GET', `/runs/${run.runId}`)).json.data);
			}
			expect(states).toMatchObject([
				{ completionState: 'IN_PROGRESS' },
				{ completionState: 'IN_PROGRESS' },
				{ completionState: 'COMPLETE' },
			]);
		});

		it('refuses ends that cannot be, and leaves the run as it was', async () => {
			const { createRun, finishRun, planFinish } = sandbox.control.currents;
			const { run } = await createRun({ projectId: 'shop01' });
			const unknownTest = { runId: run.runId, outcome: 'failed' as const, failingTests: ['no such test'] };
			await expect(finishRun(unknownTest)).rejects.toThrow('no reporting test "no such test"');
			await expect(planFinish({ ...unknownTest, afterReads: 1 })).rejects.toThrow('no reporting test');
			await expect(finishRun({ ...unknownTest, group: 'webkit' })).rejects.toThrow('no open group webkit');
			expect((await call('GET', `/runs/${run.runId}`)).json.data).toMatchObject({
				groups: [{ tests: { overall: 0 } }],
			});
		});
	});
});

describe('webhooks', () => {
	describe('are kept and called', () => {
		it('lives through create, list, get, update and delete', async () => {
			const created = await call('POST', '/webhooks?projectId=shop01', hook());
			expect(created.status).toBe(201);
			const { hookId } = created.json.data as { hookId: string };
			expect((await call('GET', '/webhooks?projectId=shop01')).json.data).toEqual([created.json.data]);
			expect((await call('GET', '/webhooks?projectId=mobl02')).json.data).toEqual([]);
			const updated = await call('PUT', `/webhooks/${hookId}`, { label: null, hookEvents: ['RUN_START'] });
			expect(updated.json.data).toMatchObject({
				hookId,
				label: null,
				hookEvents: ['RUN_START'],
				url: receiverUrl,
			});
			expect((await call('GET', `/webhooks/${hookId}`)).json.data).toEqual(updated.json.data);
			expect((await call('DELETE', `/webhooks/${hookId}`)).json.data).toEqual({
				hookId,
				projectId: 'shop01',
			});
			expect((await call('DELETE', `/webhooks/${hookId}`)).status).toBe(404);
			expect(await sandbox.control.violations()).toEqual([]);
		});

		it('delivers the subscribed events with the own headers, and logs the answer', async () => {
			await call('POST', '/webhooks?projectId=shop01', hook());
			const { createRun, finishRun } = sandbox.control.currents;
			const { run, deliveries } = await createRun({
				projectId: 'shop01',
				tags: ['smoke'],
				ciBuildId: 'build-7',
			});
			expect(deliveries).toEqual([]);
			await finishRun({ runId: run.runId, outcome: 'failed', failures: 3 });
			expect(received).toHaveLength(1);
			const [{ headers, body }] = received;
			expect(headers).toMatchObject({
				'content-type': 'application/json',
				'x-webhook-secret': 'placeholder',
			});
			expect(headers['x-timestamp']).toMatch(/^\d{13}$/);
			expect(Object.keys(body).sort()).toEqual([
				'buildId',
				'commit',
				'event',
				'failures',
				'flaky',
				'overall',
				'passes',
				'pending',
				'retries',
				'runUrl',
				'skipped',
				'tags',
			]);
			expect(body).toMatchObject({
				event: 'RUN_FINISH',
				runUrl: `https://app.currents.dev/run/${run.runId}`,
				buildId: 'build-7',
				failures: 3,
				overall: 12,
			});
			const [logged] = await sandbox.control.deliveries({ platform: 'currents' });
			expect(logged.attempts).toMatchObject([{ status: 202, answer: 'taken', error: null }]);
		});
	});

	describe('deliveries of groups, again and to loopback', () => {
		it('delivers once per group, while the run goes on until its last group', async () => {
			await call('POST', '/webhooks?projectId=shop01', hook());
			const { createRun, finishRun } = sandbox.control.currents;
			const { run } = await createRun({ projectId: 'shop01', groups: ['chromium', 'firefox'] });
			const first = await finishRun({ runId: run.runId, outcome: 'passed', group: 'firefox' });
			expect(first.run.completionState).toBe('IN_PROGRESS');
			const last = await finishRun({ runId: run.runId, outcome: 'failed' });
			expect(last.run.completionState).toBe('COMPLETE');
			expect(received.map(({ body }) => [body.groupId, body.failures])).toEqual([
				['firefox', 0],
				['chromium', 1],
			]);
		});

		it('sends a delivery again with other headers, also all at once', async () => {
			await call('POST', '/webhooks?projectId=shop01', hook());
			const { createRun, finishRun } = sandbox.control.currents;
			const { run } = await createRun({ projectId: 'shop01' });
			const { deliveries } = await finishRun({ runId: run.runId, outcome: 'passed' });
			const headers = { 'x-timestamp': '5', 'X-Webhook-Secret': null };
			const again = await sandbox.control.redeliver({
				id: deliveries[0].id,
				times: 20,
				parallel: true,
				headers,
			});
			expect(again).toHaveLength(20);
			expect(received).toHaveLength(21);
			expect(
				received.slice(1).every(({ body }) => JSON.stringify(body) === JSON.stringify(received[0].body)),
			).toBe(true);
			expect(received[20].headers['x-timestamp']).toBe('5');
			expect(received[20].headers).not.toHaveProperty('x-webhook-secret');
		});

		it('reaches loopback addresses alone, and survives headers that cannot be sent', async () => {
			const { addWebhook, createRun, finishRun } = sandbox.control.currents;
			const shared = { projectId: 'shop01', hookEvents: ['RUN_FINISH' as const] };
			await addWebhook({ ...shared, url: 'https://n8n.example.com/hook' });
			await addWebhook({ ...shared, url: receiverUrl, headers: JSON.stringify({ 'bad name': 'x' }) });
			const { run } = await createRun({ projectId: 'shop01' });
			const { deliveries } = await finishRun({ runId: run.runId, outcome: 'passed' });
			expect(deliveries.map(({ attempts }) => attempts[0].error)).toEqual([
				'not sent: n8n.example.com is not a loopback address',
				expect.stringContaining('bad name'),
			]);
			expect(received).toEqual([]);
		});
	});
});

describe('actions', () => {
	const action = {
		name: 'Quarantine',
		action: [{ op: 'quarantine' }],
		matcher: { op: 'AND', cond: [{ type: 'title', op: 'eq', value: 'pays' }] },
	};
	const created = async () =>
		(await call('POST', '/actions?projectId=shop01', action)).json.data as { actionId: string };

	test('are created, read, changed, switched and archived', async () => {
		const { actionId } = await created();

		const one = `/actions/${actionId}`;
		expect((await call('PUT', `${one}/disable`)).json.data).toMatchObject({ status: 'disabled' });
		expect((await call('PUT', `${one}/enable`)).json.data).toMatchObject({ status: 'active' });
		expect((await call('PUT', one, { name: 'Other' })).json.data).toMatchObject({ ...action, name: 'Other' });
		expect((await call('DELETE', one)).json.data).toEqual({ actionId, archived: true });
		expect((await call('GET', one)).json.data).toMatchObject({ name: 'Other', status: 'archived' });
		expect((await call('GET', '/actions?projectId=shop01&status=active')).json.data).toEqual([]);
		expect((await call('GET', '/actions?projectId=shop01')).json.data).toMatchObject([{ actionId }]);
	});

	test.each<[string, object]>([
		[
			'an operator that the type does not have',
			{ matcher: { op: 'AND', cond: [{ type: 'title', op: 'inc' }] } },
		],
		['an unknown type', { matcher: { op: 'AND', cond: [{ type: 'signature', op: 'eq', value: 'x' }] } }],
		['no condition', { matcher: { op: 'AND', cond: [] } }],
		['tags for a quarantine', { action: [{ op: 'quarantine', details: { tags: ['x'] } }] }],
		['a tag without tags', { action: [{ op: 'tag' }] }],
		['an expiry that is a day', { expiresAfter: '2026-05-01' }],
	])('with %s are refused', async (_, changes) => {
		expect((await call('POST', '/actions?projectId=shop01', { ...action, ...changes })).status).toBe(400);
		await sandbox.control.clearViolations();
	});
});

describe('variants', () => {
	it('lists each with its values, its place in the contract and the value in force', async () => {
		await sandbox.control.setVariants({ currents: { statusCase: 'lower' } });
		expect((await sandbox.control.variants()).currents.statusCase).toEqual({
			value: 'lower',
			values: ['upper', 'lower'],
			contract: expect.stringContaining('currents.md 6.1') as string,
			about: expect.any(String) as string,
		});
		await sandbox.control.reset();
		expect((await sandbox.control.variants()).currents.statusCase.value).toBe('upper');
	});

	it('changes the words of runs', async () => {
		const { createRun, finishRun } = sandbox.control.currents;
		const { run } = await createRun({ projectId: 'shop01' });
		await finishRun({ runId: run.runId, outcome: 'canceled' });
		const read = async () => (await call('GET', `/runs/${run.runId}`)).json.data;
		expect(await read()).toMatchObject({
			status: 'PASSED',
			completionState: 'CANCELED',
			cancellation: { reason: 'dashboard' },
		});
		await sandbox.control.setVariants({ currents: { endedEarlyStatus: 'frozen' } });
		expect(await read()).toMatchObject({ status: 'RUNNING', completionState: 'CANCELED' });
		await sandbox.control.setVariants({ currents: { statusCase: 'lower', cancellation: 'cancelledAt' } });
		expect(await read()).toMatchObject({
			status: 'cancelled',
			completionState: 'cancelled',
			cancellation: { cancelledBy: 'sandbox', cancelledAt: expect.any(String) as string },
		});
	});

	it('changes cancels and deletes', async () => {
		const values = {
			cancellation: 'cancelledAt',
			cancelTwice: '200',
			cancelFinished: '200',
			deleteEmptyBody: 'on',
			githubCancelRunId: 'present',
		} as const;
		const { run } = await sandbox.control.currents.createRun({ projectId: 'shop01', githubRunId: '1' });
		await sandbox.control.setVariants({ currents: values });
		const canceled = (await call('PUT', `/runs/${run.runId}/cancel`)).json.data;
		expect(canceled).toEqual({
			runId: run.runId,
			cancelled: true,
			cancelledAt: expect.any(String) as string,
		});
		expect((await call('PUT', `/runs/${run.runId}/cancel`)).json.data).toEqual(canceled);
		const byGithub = await call('PUT', '/runs/cancel-ci/github', { githubRunId: '1', githubRunAttempt: 1 });
		expect(byGithub.json.data).toMatchObject({ runId: run.runId });
		expect(await call('DELETE', `/runs/${run.runId}`)).toEqual({ status: 204, json: {} });
	});

	it('changes deliveries', async () => {
		const hookEvents = ['RUN_START' as const];
		await sandbox.control.currents.addWebhook({ projectId: 'shop01', url: receiverUrl, hookEvents });
		const groups = ['chromium', 'firefox'];
		await sandbox.control.currents.createRun({ projectId: 'shop01', groups });
		expect(received).toHaveLength(2);
		await sandbox.control.setVariants({
			currents: {
				startPerGroup: 'once',
				tagsInDelivery: 'absent',
				deliveryTimestamp: 'absent',
				runUrl: 'selfHosted',
			},
		});
		await sandbox.control.currents.createRun({ projectId: 'shop01', groups });
		expect(received).toHaveLength(3);
		expect(received[2].headers).not.toHaveProperty('x-timestamp');
		expect(received[2].body).not.toHaveProperty('tags');
		expect(received[2].body).not.toHaveProperty('groupId');
		expect(received[2].body.runUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/currents\/run\/[0-9a-f]{32}\?/);
	});

	it('refuses names and values it does not have, and then sets nothing', async () => {
		const changes = { currents: { statusCase: 'lower', unknown: 'x' } } as object;
		await expect(sandbox.control.setVariants(changes)).rejects.toThrow('no variant unknown');
		const bad = { currents: { statusCase: 'title' } } as object;
		await expect(sandbox.control.setVariants(bad)).rejects.toThrow(
			'statusCase must be one of: upper | lower',
		);
		expect((await sandbox.control.variants()).currents.statusCase.value).toBe('upper');
	});
});
