/** The sandbox's Currents: keys, what it refuses, lists and actions. */
import { sandboxCurrentsForTests } from './sandboxCurrentsForTests';

const { sandbox, call, hook } = sandboxCurrentsForTests();

async function lastViolation(): Promise<string | undefined> {
	return (await sandbox().control.violations()).at(-1)?.message;
}

describe('authentication', () => {
	it('answers 401 to a wrong key, which is no violation', async () => {
		const { status, json } = await call('GET', '/projects', undefined, 'wrong');
		expect(status).toBe(401);
		expect(json).toEqual({ status: 'FAILED', error: 'Invalid authentication credentials' });
		expect(await sandbox().control.violations()).toEqual([]);
	});

	it('answers 401 to a missing header and calls it a violation', async () => {
		expect((await fetch(`${sandbox().currents.baseUrl}/projects`)).status).toBe(401);
		expect(await lastViolation()).toContain('contract currents.md 1:');
	});

	it('lets a read-only key read and nothing else', async () => {
		const key = sandbox().currents.readOnlyApiKey;
		expect((await call('GET', '/projects/shop01', undefined, key)).status).toBe(200);
		expect((await call('POST', '/webhooks?projectId=shop01', hook(), key)).status).toBe(403);
		expect(await sandbox().control.currents.webhooks()).toEqual([]);
	});

	it('keeps keys out of the log', async () => {
		await call('GET', '/projects');
		const [recorded] = await sandbox().control.calls();
		expect(recorded.headers.authorization).toBe('Bearer…');
		expect(JSON.stringify(recorded)).not.toContain(sandbox().currents.apiKey);
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
		expect((await sandbox().control.violations()).map(({ message }) => message)).toEqual([reply.json.error]);
	});

	it('refuses a body that is not declared as JSON', async () => {
		const headers = { authorization: `Bearer ${sandbox().currents.apiKey}`, 'content-type': 'text/plain' };
		const body = JSON.stringify(valid);
		const url = `${sandbox().currents.baseUrl}/webhooks?projectId=shop01`;
		expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(400);
		expect(await lastViolation()).toContain('content type is "text/plain"');
	});

	it('notices calls beside the base URL and beside every platform', async () => {
		await fetch(`${sandbox().url}/currents/projects`);
		await fetch(`${sandbox().url}/elsewhere`);
		expect((await sandbox().control.violations()).map(({ platform, path }) => [platform, path])).toEqual([
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
			await sandbox().control.currents.createRun({
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
		expect(await sandbox().control.violations()).toEqual([]);
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
		const { createRun, finishRun } = sandbox().control.currents;
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
		const { createRun } = sandbox().control.currents;
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
		await sandbox().control.clearViolations();
	});
});
