import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../../workshop/sandbox';

let sandbox: Sandbox;
let receiver: Server;
let received: Array<{ headers: Record<string, unknown>; body: Record<string, unknown> }>;
let receiverUrl: string;
let isSilent: boolean;

beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
			received.push({ headers: request.headers, body });
			if (isSilent) response.destroy();
			else response.writeHead(500).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/done`;
});

beforeEach(async () => {
	received = [];
	isSilent = false;
	await sandbox.control.reset();
});

afterAll(async () => {
	await sandbox.close();
	await new Promise((resolve) => receiver.close(resolve));
});

async function call(method: string, path: string, body?: unknown, token = sandbox.qase.token) {
	const headers: Record<string, string> = token === '' ? {} : { token };
	if (body !== undefined) headers['content-type'] = 'application/json';
	const answer = await fetch(sandbox.qase.origin + path, {
		method,
		headers,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	return { status: answer.status, json: (await answer.json()) as Record<string, never> };
}

const breaches = async () => (await sandbox.control.violations()).map(({ message }) => message);

describe('calls', () => {
	describe('what is refused', () => {
		it('tells in lists what is filtered and what there is in all', async () => {
			const { json } = await call('GET', '/v1/run/SHOP?status=failed&limit=1&offset=1');
			expect(json.result).toMatchObject({ total: 5, filtered: 2, count: 1, entities: [{ id: 5 }] });
		});

		it.each([
			['GET', '/v1/run/SHOP?filters[status]=failed', undefined, 'unknown query name `filters[status]`'],
			['GET', '/v1/run/SHOP?status=complete', undefined, 'query `status` must be one of'],
			['GET', '/v1/run/SHOP?limit=101', undefined, 'query `limit` must be within 1 and 100'],
			['GET', '/v1/run/SHOP?from_start_time=1777629600000', undefined, 'must be within'],
			['GET', '/v1/result/SHOP?from_end_time=2026-05-01', undefined, 'must be Y-m-d H:i:s'],
			['POST', '/v1/run/SHOP', { title: 'a', cases: [1], plan_id: 1 }, 'are combined'],
			['POST', '/v1/run/SHOP', { title: 'a', custom_field: { 7: 1 } }, 'must be an object of strings'],
			['POST', '/v1/environment/SHOP', { title: 'a' }, 'field `slug` is missing'],
			['POST', '/v1/milestone/SHOP', { title: 'a', due_date: 1777629600000 }, 'must be within'],
			['POST', '/v1/configuration/SHOP', { title: 'a', group: 1 }, 'unknown body field `group`'],
			['GET', '/v1/search', undefined, 'query `query` is missing'],
			['GET', '/v2/custom_field?entity=suite', undefined, 'must be one of case, run, defect'],
			['POST', '/v1/run/SHOP/1/complete', {}, 'a body is sent, none is documented'],
			['POST', '/v1/run/SHOP/1/abort', undefined, 'no endpoint POST /v1/run/SHOP/1/abort'],
			['POST', '/v2/SHOP/run/1/results', { results: [{ title: 'a' }] }, 'field `execution` is missing'],
			[
				'POST',
				'/v2/SHOP/run/1/results',
				{ results: [{ title: 'a', execution: { status: 'passed', time: 1 } }] },
				'unknown field `time`',
			],
			...[
				{ params: { retries: 3 } },
				{ steps: [{ data: { expected_result: 'b' } }] },
				{ steps: [{ steps: [{ execution: { status: 'invalid' } }] }] },
				{ relations: { suite: {} } },
				{ attachments: [1] },
				{ title: 'a'.repeat(256) },
			].map((wrong): [string, string, unknown, string] => [
				'POST',
				'/v2/SHOP/run/1/results',
				{ results: [{ title: 'a', execution: { status: 'passed' }, ...wrong }] },
				'body field `results` has an entry',
			]),
			['GET', '/v1/run/SHOP?offset=100001', undefined, 'query `offset` must be within 0 and 100000'],
			['POST', '/v1/run/SHOP', { title: 'a', environment_id: 1, environment_slug: 'a' }, 'are combined'],
			[
				'POST',
				'/v1/run/SHOP/external-issue',
				{ type: 'linear', links: [{ run_id: 1 }] },
				'body field `type` must be one of',
			],
			[
				'POST',
				'/v1/run/SHOP/external-issue',
				{ type: 'jira-cloud', links: [{ run_id: 1, external_issue: '' }] },
				'must not be empty',
			],
			[
				'POST',
				'/v1/defect/SHOP',
				{ title: 'a', actual_result: 'b', severity: 'major' },
				'must be an integer',
			],
			['GET', '/v1/defect/SHOP?severity=4', undefined, 'unknown query name `severity`'],
			['POST', '/v1/attachment/SHOP', {}, 'not multipart/form-data'],
			['GET', '/v1/case/SHOP?severity=2', undefined, 'query `severity` must be one of'],
			['GET', '/v1/case/SHOP/1?include=steps', undefined, 'query `include` must be one of'],
			['PATCH', '/v1/result/SHOP/1/abc', { status: 'invalid' }, 'body field `status` must be one of'],
			['PATCH', '/v1/result/SHOP/1/abc', { steps: [{ status: 'skipped' }] }, 'has an entry'],
		])('refuses %s %s %j', async (method, path, body, problem) => {
			const { status, json } = await call(method, path, body);
			expect([400, 404]).toContain(status);
			expect(json).toMatchObject({ status: false });
			expect(await breaches()).toEqual([expect.stringContaining(problem)]);
		});

		it('wants the token in its header, and one that may write', async () => {
			expect((await call('GET', '/v1/project', undefined, '')).status).toBe(401);
			expect(await breaches()).toEqual([expect.stringContaining('no `Token: <api token>` header')]);
			await sandbox.control.clearViolations();
			expect((await call('GET', '/v1/project', undefined, 'another')).status).toBe(401);
			expect((await call('DELETE', '/v1/run/SHOP/1', undefined, sandbox.qase.readOnlyToken)).status).toBe(
				403,
			);
			expect(await breaches()).toEqual([]);
		});

		it('takes each result in once by its key', async () => {
			const results = [{ id: 'key-1', title: 'pays with points', execution: { status: 'passed' } }];
			for (let times = 0; times < 2; times += 1) {
				expect((await call('POST', '/v2/SHOP/run/4/results', { results })).status).toBe(202);
			}
			const listed = await sandbox.control.qase.results({ project: 'SHOP', runId: 4 });
			expect(listed.filter(({ case_id: caseId }) => caseId === 13)).toHaveLength(1);
		});
	});

	describe('cases and counts', () => {
		it('completes as passed only when every case has a positive result', async () => {
			const verdictOf = async (...statuses: string[]) => {
				const plan = { project: 'SHOP', title: 'a', caseIds: [1, 2], deliver: false };
				const { id: runId } = (await sandbox.control.qase.createRun(plan)).run;
				for (const [index, status] of statuses.entries()) {
					await sandbox.control.qase.addResult({ project: 'SHOP', runId, caseId: index + 1, status });
				}
				await call('POST', `/v1/run/SHOP/${runId}/complete`);
				const { json } = await call('GET', `/v1/run/SHOP/${runId}`);
				return (json.result as { status_text: string }).status_text;
			};
			expect(await verdictOf('passed', 'passed_with_notes')).toBe('passed');
			expect(await verdictOf('passed', 'blocked')).toBe('failed');
			expect(await verdictOf('passed')).toBe('failed');
			expect(await verdictOf('passed', 'needs_rework')).toBe('failed');
			await sandbox.control.qase.muteCases({ project: 'SHOP', caseIds: [2] });
			expect(await verdictOf('passed', 'failed')).toBe('passed');
		});

		it('counts each variant of a case, which results of version 1 do not tell apart', async () => {
			const plan = { project: 'SHOP', title: 'a', caseIds: [1, 2], deliver: false };
			const { id: runId } = (await sandbox.control.qase.createRun(plan)).run;
			const results = [
				{ title: 'a', testops_id: 1, params: { browser: 'Firefox' }, execution: { status: 'failed' } },
				{ title: 'a', testops_id: 1, params: { browser: 'Chromium' }, execution: { status: 'passed' } },
			];
			await call('POST', `/v2/SHOP/run/${runId}/results`, { results });

			const run = (await call('GET', `/v1/run/SHOP/${runId}`)).json.result as Record<string, never>;
			expect(run.stats).toMatchObject({ total: 3, statuses: { failed: 1, passed: 1, untested: 1 } });
			const { entities } = (await call('GET', `/v1/result/SHOP?run=${runId}`)).json.result as {
				entities: object[];
			};
			expect(entities).toMatchObject([{ case_id: 1 }, { case_id: 1 }]);
			expect(entities[0]).not.toHaveProperty('params');
		});

		it.each([
			['60', '60'],
			['1', '1'],
			['absent', null],
		] as const)(
			'says after %s seconds to call again when there were too many calls',
			async (retryAfter, header) => {
				await sandbox.control.setVariants({ qase: { retryAfter } });
				await sandbox.control.addFault({ platform: 'qase', fault: { kind: 'status', status: 429 } });
				const answer = await fetch(`${sandbox.qase.origin}/v1/project`, {
					headers: { token: sandbox.qase.token },
				});
				expect(answer.headers.get('retry-after')).toBe(header);
				expect(await answer.json()).toEqual({ status: false, errorMessage: 'API rate limit exceeded.' });
			},
		);
	});

	describe('issues, files and defects', () => {
		it('links a run to one issue, replaces it, and takes it off', async () => {
			const link = async (issue: string | null) => {
				const links = [{ run_id: 1, external_issue: issue }];
				await fetch(`${sandbox.qase.origin}/v1/run/SHOP/external-issue`, {
					method: 'POST',
					headers: { token: sandbox.qase.token, 'content-type': 'application/json' },
					body: JSON.stringify({ type: 'jira-cloud', links }),
				});
				const { json } = await call('GET', '/v1/run/SHOP/1?include=external_issue');
				return (json.result as { external_issue: unknown }).external_issue;
			};
			expect(await link('SHOP-1')).toMatchObject({ id: 'SHOP-1', type: 'jira-cloud' });
			expect(await link('SHOP-2')).toMatchObject({ id: 'SHOP-2' });
			expect(await link(null)).toBeNull();
		});

		it('takes files in, and shows them with the results that name them', async () => {
			const form = new FormData();
			form.append('file[]', new Blob(['\u0000\r\n--x'], { type: 'image/png' }), 'Süße.png');
			const answer = await fetch(`${sandbox.qase.origin}/v1/attachment/SHOP`, {
				method: 'POST',
				headers: { token: sandbox.qase.token },
				body: form,
			});
			const { result } = (await answer.json()) as { result: Array<{ hash: string }> };
			expect(result).toMatchObject([{ filename: 'Süße.png', mime: 'image/png', extension: 'png' }]);
			const results = [
				{ title: 'a', testops_id: 1, attachments: [result[0].hash], execution: { status: 'passed' } },
			];
			await call('POST', '/v2/SHOP/run/4/results', { results });
			expect((await sandbox.control.qase.results({ project: 'SHOP', runId: 4 })).at(-1)).toMatchObject({
				attachments: [{ filename: 'Süße.png', size: 6 }],
			});
			expect(await breaches()).toEqual([]);
		});

		it('keeps defects, those of failed results included', async () => {
			const made = { title: 'No invoice', actual_result: 'Nothing comes', severity: 2, tags: ['pay'] };
			await call('POST', '/v1/defect/SHOP', made);
			const results = [
				{ title: 'pays', testops_id: 1, defect: true, execution: { status: 'failed' } },
				{ title: 'pays', testops_id: 1, defect: true, execution: { status: 'passed' } },
			];
			await call('POST', '/v2/SHOP/run/4/results', { results });
			await call('PATCH', '/v1/defect/SHOP/resolve/1');
			const open = (await call('GET', '/v1/defect/SHOP?status=open')).json.result;
			expect(open).toMatchObject({ total: 2, filtered: 1, entities: [{ id: 2, runs: [4] }] });
			expect((await call('GET', '/v1/defect/SHOP/1')).json.result).toMatchObject({
				title: 'No invoice',
				severity: 'critical',
				status: 'resolved',
				resolved_at: expect.any(String) as string,
			});
			expect((await call('POST', '/v1/defect/SHOP', { ...made, severity: 99 })).status).toBe(422);
		});
	});
});

describe('deliveries', () => {
	const hook = async (more: object = {}) =>
		await sandbox.control.qase.addWebhook({
			project: 'SHOP',
			url: receiverUrl,
			events: ['run.completed'],
			...more,
		});

	it('carry the documented envelope and the secret as it stands', async () => {
		await hook({ secret: 'placeholder' });
		const { run } = await sandbox.control.qase.createRun({ project: 'SHOP', title: 'a', planId: 2 });
		await sandbox.control.qase.finishRun({ project: 'SHOP', runId: run.id, outcome: 'failed', blocked: 1 });

		expect(received).toHaveLength(1);
		expect(received[0].headers).toMatchObject({ 'x-qase-secret': 'placeholder' });
		expect(received[0].body).toEqual({
			event_name: 'run.completed',
			timestamp: expect.any(Number) as number,
			payload: {
				id: run.id,
				cases: 3,
				passed: 1,
				failed: 1,
				blocked: 1,
				duration: expect.any(Number) as number,
			},
			team_member_id: 1,
			project_code: 'SHOP',
		});
	});

	it('stop when a receiver does not answer', async () => {
		await hook();
		isSilent = true;
		for (let times = 0; times < 2; times += 1) {
			await sandbox.control.qase.deliverRun({ project: 'SHOP', runId: 1, event: 'run.completed' });
		}
		expect(received).toHaveLength(1);
		expect(await sandbox.control.qase.webhooks()).toMatchObject([{ enabled: false }]);
	});
});
