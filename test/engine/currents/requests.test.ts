import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../workshop/sandbox/kernel/faults';
import { complaint, PROJECT, project, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const NO_LIMIT = 99;
const lookFirst = 'Whether Currents carried it out is not known: look there before you try again.';
const failing = (status: number, headers?: Record<string, string>): Fault => ({
	kind: 'status',
	status,
	headers,
});

const callsTo = async (method: string) =>
	(await currents.calls()).filter((call) => call.startsWith(method)).length;

describe('a read', () => {
	const read = async () => {
		const { runId } = await currents.endedRun();
		return await currents.run('getRun', { runId });
	};

	test.each<[string, Fault]>([
		['429', failing(429)],
		['502', failing(502)],
		['503', failing(503)],
		['504', failing(504)],
		['an HTML error page', { kind: 'html', status: 502 }],
		['a closed connection', { kind: 'closeSocket' }],
		['half an answer', { kind: 'halfBody' }],
		['broken JSON', { kind: 'invalidJson' }],
		['a page instead of JSON', { kind: 'html', status: 200 }],
	])('is repeated after %s, and then works', async (_, fault) => {
		await currents.fault({ times: 3, fault });

		expect(await read()).toMatchObject({ status: 'success', json: [{ verdict: 'passed' }] });
		expect(await callsTo('GET')).toBe(4);
	});

	test.each<[string, Fault, string]>([
		['503', failing(503), 'Could not read the run: Currents could not carry it out (HTTP 503)'],
		[
			'a closed connection',
			{ kind: 'closeSocket' },
			'Could not read the run: Currents could not be reached, it closed the connection',
		],
		[
			'broken JSON',
			{ kind: 'invalidJson' },
			'Could not read the run: the answer of Currents could not be read (HTTP 200)',
		],
	])('is given up after four times %s', async (_, fault, message) => {
		await currents.fault({ times: NO_LIMIT, fault });

		expect(complaint(await read()).message).toBe(message);
		expect(await callsTo('GET')).toBe(4);
	});

	test.each([400, 401, 402, 403, 404, 409, 422, 500])('is not repeated after %d', async (status) => {
		await currents.fault({ times: NO_LIMIT, fault: failing(status) });

		const { message, description } = complaint(await read());

		expect(message).toContain(`(HTTP ${status})`);
		expect(description).toContain(`Currents says: "Sandbox fault ${status}".`);
		expect(await callsTo('GET')).toBe(1);
	});

	test('goes on with the page at which a list failed', async () => {
		await currents.fault({ skip: 1, times: 2, fault: failing(503) });
		const { projectId } = await currents.control().createProject({ name: 'Paged' });
		for (let n = 0; n < 51; n++) await currents.control().createRun({ projectId, tests: 0, deliver: false });

		const run = await currents.run('getManyRuns', { projectId: project(projectId), returnAll: true });

		expect(run.json).toHaveLength(51);
		expect(await callsTo('GET')).toBe(4);
	});
});

describe('a write', () => {
	const writes: Array<[string, string, () => Promise<INodeParameters>]> = [
		[
			'cancelRun',
			'PUT',
			async () => ({ runId: (await currents.control().createRun({ projectId: PROJECT })).run.runId }),
		],
		['createWebhook', 'POST', async () => ({ projectId: project(), url: 'https://n8n.example.com/x' })],
		['deleteWebhook', 'DELETE', async () => ({ webhookId: await someHook() })],
		['updateWebhook', 'PUT', async () => ({ webhookId: await someHook(), updateFields: { label: 'x' } })],
	];
	const someHook = async () => {
		const hook = {
			projectId: PROJECT,
			url: 'https://n8n.example.com/x',
			hookEvents: ['RUN_FINISH' as const],
		};
		return (await currents.control().addWebhook(hook)).hookId;
	};

	describe.each(writes)('such as %s', (operation, method, parameters) => {
		test.each<[string, Fault]>([
			['500', failing(500)],
			['502', failing(502)],
			['503', failing(503)],
			['504', failing(504)],
			['a closed connection', { kind: 'closeSocket' }],
			['half an answer', { kind: 'halfBody' }],
		])('is not repeated after %s, and the error says to look first', async (_, fault) => {
			await currents.fault({ match: { method }, times: NO_LIMIT, fault });

			const run = await currents.run(operation, await parameters());

			expect(complaint(run).description).toContain(lookFirst);
			expect(await callsTo(method)).toBe(1);
		});

		test('is repeated after 429, when Currents asks to wait, after that time', async () => {
			await currents.fault({ match: { method }, times: 2, fault: failing(429, { 'retry-after': '0' }) });

			expect((await currents.run(operation, await parameters())).status).toBe('success');
			expect(await callsTo(method)).toBe(3);
		});
	});
});

describe('Retry-After', () => {
	test('is waited for, not less', async () => {
		const { runId } = await currents.endedRun();
		await currents.fault({ fault: failing(429, { 'retry-after': '1' }) });

		await currents.run('getRun', { runId });

		const [first, second] = (await currents.sandbox().control.calls()).map(({ at }) => Date.parse(at));
		expect(second! - first!).toBeGreaterThanOrEqual(990);
	});

	test.each([
		['120', 'Try again in 120 seconds.'],
		['86400', 'Try again in 86400 seconds.'],
	])('of %s seconds is not waited for, but told', async (after, advice) => {
		const { runId } = await currents.endedRun();
		await currents.fault({ times: NO_LIMIT, fault: failing(429, { 'retry-after': after }) });

		const run = await currents.run('getRun', { runId });

		expect(complaint(run).description).toContain(advice);
		expect(await callsTo('GET')).toBe(1);
	});
});

describe('a redirect', () => {
	let elsewhere: Server;
	const arrived: Array<string | undefined> = [];
	beforeAll(async () => {
		elsewhere = createServer((request, response) => {
			arrived.push(request.headers.authorization);
			response.setHeader('content-type', 'application/json').end('{"status":"OK","data":{"runId":"1"}}');
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	});
	afterAll(async () => {
		elsewhere.closeAllConnections();
		await new Promise((resolve) => elsewhere.close(resolve));
	});

	test.each([301, 302, 303, 307, 308])('of status %d is never followed', async (status) => {
		const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v1/runs/1`;
		await currents.fault({ times: NO_LIMIT, fault: { kind: 'redirect', location, status } });

		for (const [operation, parameters] of [
			['getRun', { runId: '1' }],
			['cancelRun', { runId: '1' }],
			['createWebhook', { projectId: project(), url: 'https://n8n.example.com/x' }],
		] as const) {
			const run = await currents.run(operation, parameters);

			expect(complaint(run)).toEqual({
				message: expect.stringContaining(`Currents answered with a redirect (HTTP ${status})`),
				description: 'Enter the final address in the credential: keys are not sent along a redirect.',
			});
		}
		expect(arrived).toEqual([]);
		expect(await currents.calls()).toHaveLength(3);
	});
});
