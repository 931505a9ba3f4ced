import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../../workshop/sandbox';
import { connectControl } from '../../../workshop/sandbox/control';
import { createDeliverySender } from '../../../workshop/sandbox/kernel/deliveries';
import type { FaultRule } from '../../../workshop/sandbox/kernel/faults';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => await sandbox.control.reset());
afterAll(async () => await sandbox.close());

const headers = () => ({ authorization: `Bearer ${sandbox.currents.apiKey}` });
const projects = async () =>
	await fetch(`${sandbox.currents.baseUrl}/projects`, { headers: headers(), redirect: 'manual' });
const createHook = async () =>
	await fetch(`${sandbox.currents.baseUrl}/webhooks?projectId=shop01`, {
		method: 'POST',
		headers: { ...headers(), 'content-type': 'application/json' },
		body: JSON.stringify({ url: 'http://127.0.0.1:9/hook', hookEvents: ['RUN_FINISH'] }),
	});
const addFault = async (fault: FaultRule['fault'], rest: Partial<FaultRule> = {}) =>
	await sandbox.control.addFault({ platform: 'currents', ...rest, fault });

describe('faults', () => {
	it('spoils as many calls as asked for, after those it skips', async () => {
		await addFault({ kind: 'status', status: 429, headers: { 'retry-after': '2' } }, { skip: 1, times: 2 });
		const answers = [await projects(), await projects(), await projects(), await projects()];
		expect(answers.map(({ status }) => status)).toEqual([200, 429, 429, 200]);
		expect(answers[1].headers.get('retry-after')).toBe('2');
		expect(await answers[1].json()).toEqual({ status: 'FAILED', error: 'Sandbox fault 429' });
		expect((await sandbox.control.calls()).map(({ fault, status }) => [fault, status])).toEqual([
			[null, 200],
			['status', 429],
			['status', 429],
			[null, 200],
		]);
	});

	it.each([
		[{ method: 'POST' }, [200, 500]],
		[{ path: '/web' }, [200, 500]],
		[{ path: '^/projects$' }, [500, 201]],
		[{ path: '^/project$' }, [200, 201]],
	])('meets calls that match %j', async (match, statuses) => {
		await addFault({ kind: 'status', status: 500 }, { match, times: 9 });
		expect([(await projects()).status, (await createHook()).status]).toEqual(statuses);
	});

	it('meets the calls of its platform alone', async () => {
		await addFault({ kind: 'status', status: 500 }, { platform: 'qodex' });
		expect((await projects()).status).toBe(200);
	});

	it.each([
		['a fault before the effect', false, 0],
		['a fault after the effect', true, 1],
	])('carries out, or not, a call met by %s', async (_name, afterEffect, hooks) => {
		await addFault({ kind: 'closeSocket' }, { afterEffect });
		await expect(createHook()).rejects.toThrow('fetch failed');
		expect(await sandbox.control.currents.webhooks()).toHaveLength(hooks);
	});

	it('answers with the body given', async () => {
		await addFault({ kind: 'status', status: 503, body: { custom: true } });
		expect(await (await projects()).json()).toEqual({ custom: true });
	});

	it('cuts an answer in half', async () => {
		await addFault({ kind: 'halfBody' }, { afterEffect: true });
		await expect(projects().then(async (answer) => await answer.text())).rejects.toThrow();
	});

	it('answers with HTML, broken JSON and redirects', async () => {
		await addFault({ kind: 'html', status: 502 });
		await addFault({ kind: 'invalidJson' });
		await addFault({ kind: 'redirect', location: 'http://127.0.0.1:9/' });
		const [html, broken, redirect] = [await projects(), await projects(), await projects()];
		expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html']);
		expect(broken.status).toBe(200);
		await expect(broken.json()).rejects.toThrow('JSON');
		expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/']);
	});

	it('delays one call, after its effect if so told', async () => {
		await addFault({ kind: 'delay', ms: 60_000 }, { afterEffect: true });
		const late = createHook();
		while ((await sandbox.control.currents.webhooks()).length === 0);
		expect((await sandbox.control.calls())[0].status).toBeNull();
		await sandbox.control.reset();
		expect((await late).status).toBe(201);
	});

	it('checks calls that meet a fault as well', async () => {
		await addFault({ kind: 'status', status: 500 });
		await fetch(`${sandbox.currents.baseUrl}/projects?page=1`, { headers: headers() });
		expect(await sandbox.control.violations()).toHaveLength(1);
	});

	it.each([
		[{ platform: 'none', fault: { kind: 'hang' } }, 'no platform none'],
		[{ platform: 'currents', fault: { kind: 'explode' } }, 'must be one of status'],
		[{ platform: 'currents', fault: { kind: 'status' } }, 'must be an integer'],
		[{ platform: 'currents', fault: { kind: 'hang' }, match: { path: '^(' } }, 'no regular expression'],
		[{ platform: 'currents', fault: { kind: 'hang' }, count: 2 }, 'unknown field `count`'],
	])('refuses the rule %j', async (rule, text) => {
		await expect(sandbox.control.addFault(rule as FaultRule)).rejects.toThrow(text);
		expect(await sandbox.control.faults()).toEqual([]);
	});
});

describe('close', () => {
	it('does not wait for hanging or delayed calls', async () => {
		const other = await startSandbox();
		await other.control.addFault({ platform: 'currents', fault: { kind: 'hang' } });
		await other.control.setDelay({ platform: 'qodex', ms: 60_000 });
		const pending = [fetch(`${other.currents.baseUrl}/projects`), fetch(`${other.qodex.origin}/api`)];
		const ends = Promise.allSettled(pending);
		while ((await other.control.calls()).length < 2);
		await other.close();
		expect((await ends).map(({ status }) => status)).toContain('rejected');
	});

	it('listens on IPv6 too', async () => {
		const other = await startSandbox({ host: '::1' });
		const answer = await fetch(`${other.url}/control/violations`);
		expect([other.url.startsWith('http://[::1]:'), await answer.json()]).toEqual([true, []]);
		await other.close();
	});
});

describe('control over HTTP', () => {
	it('is the same client as in process', async () => {
		const remote = connectControl(sandbox.url);
		const { run } = await remote.currents.createRun({ projectId: 'mobl02', groups: ['electron'] });
		await remote.currents.finishRun({ runId: run.runId, outcome: 'flaky' });
		const runs = await remote.currents.runs({ projectId: 'mobl02' });
		expect(runs.at(-1)).toMatchObject({
			runId: run.runId,
			status: 'PASSED',
			groups: [{ tests: { flaky: 1 } }],
		});
		expect(await sandbox.control.currents.runs({ projectId: 'mobl02' })).toEqual(runs);
	});

	it('refuses what it does not know with its reason', async () => {
		const remote = connectControl(sandbox.url);
		const misspelt = { projectId: 'shop01', branches: 'main' } as { projectId: string };
		await expect(remote.currents.createRun(misspelt)).rejects.toThrow('unknown field `branches`');
		await expect(remote.currents.createRun({ projectId: 'none' })).rejects.toThrow('404');
		await expect(remote.redeliver({ id: 99 })).rejects.toThrow('no delivery 99');
		expect((await fetch(`${sandbox.url}/control/unknown`)).status).toBe(404);
	});

	it('forgets everything on reset', async () => {
		await fetch(`${sandbox.url}/elsewhere`);
		await createHook();
		await addFault({ kind: 'hang' });
		await sandbox.control.reset();
		const { control } = sandbox;
		expect(
			await Promise.all([control.calls(), control.violations(), control.faults(), control.deliveries()]),
		).toEqual([[], [], [], []]);
		expect(await control.currents.webhooks()).toEqual([]);
	});
});

describe('delivery sender', () => {
	let receiver: Server;
	let bodies: Buffer[];
	let url: string;

	beforeAll(async () => {
		receiver = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				bodies.push(Buffer.concat(chunks));
				response.writeHead(bodies.length < 3 ? 503 : 200).end();
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
	});
	beforeEach(() => {
		bodies = [];
	});
	afterAll(async () => await new Promise((resolve) => receiver.close(resolve)));

	it('retries as far as the platform does, with the same bytes', async () => {
		const sender = createDeliverySender();
		const retries = { times: 3, afterMs: 1, accepted: (status: number) => status === 200 };
		const body = Buffer.from('{"timestamp": 1.5, "status": "pass"}');
		const { attempts } = await sender.send({ platform: 'x', kind: 'run', url, headers: {}, body, retries });
		expect(attempts.map(({ status }) => status)).toEqual([503, 503, 200]);
		expect(bodies.map(String)).toEqual([String(body), String(body), String(body)]);
	});

	it('sends raw bytes as they are', async () => {
		const bytes = Buffer.from([0, 255, 128, 10]);
		await sandbox.control.sendRaw({ platform: 'currents', url, bodyBase64: bytes.toString('base64') });
		expect(bodies).toEqual([bytes]);
	});

	it('logs a receiver that is not there', async () => {
		const { attempts } = await sandbox.control.sendRaw({
			platform: 'currents',
			url: 'http://127.0.0.1:9/',
			body: '{}',
		});
		expect(attempts).toMatchObject([
			{ status: null, error: expect.stringContaining('ECONNREFUSED') as string },
		]);
	});
});
