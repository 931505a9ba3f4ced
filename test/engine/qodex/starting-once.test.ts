/** A start is sent once, whatever happens to it: Qodex has no idempotency key, and a second call is a second run. */
import { ClientRequest } from 'node:http';

import { logs } from '../harness';
import { ALL, qodexForTests, quickly, told } from './support';

const { run, start, control, calls, spoil, sandbox } = qodexForTests();

const MAY_HAVE_STARTED = /Whether Qodex carried it out is not known: look there before you try again/;

/** Lets a request time out as soon as the platform had its chance to answer. */
function hurryTimeouts() {
	const { setTimeout } = ClientRequest.prototype;
	jest.spyOn(ClientRequest.prototype, 'setTimeout').mockImplementation(function (
		this: ClientRequest,
		ms,
		onTime,
	) {
		return setTimeout.call(this, Math.min(ms, 300), onTime);
	});
}

beforeEach(hurryTimeouts);
afterEach(() => jest.restoreAllMocks());

const operations = [
	['startRun', ALL],
	['startRunAndWait', { ...ALL, ...quickly() }],
	['runSchedule', {}],
] as const;

const faults = [
	{ kind: 'status', status: 429, headers: { 'retry-after': '0' } },
	{ kind: 'status', status: 429 },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 502 },
	{ kind: 'status', status: 503, headers: { 'retry-after': '0' } },
	{ kind: 'status', status: 504 },
	{ kind: 'html', status: 502 },
	{ kind: 'closeSocket' },
	{ kind: 'halfBody' },
	{ kind: 'hang' },
	{ kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere', status: 307 },
] as const;

describe.each(operations)('%s', (operation, parameters) => {
	test.each(faults.flatMap((fault) => [true, false].map((afterEffect) => ({ fault, afterEffect }))))(
		'is sent once: %j',
		async ({ fault, afterEffect }) => {
			await spoil('POST', { fault, afterEffect });
			const begun = await run(operation, parameters);

			expect(begun.status).toBe('error');
			expect(await calls()).toHaveLength(1);
			expect(await control().runs()).toHaveLength(afterEffect ? 1 : 0);
			const isCertain = fault.kind === 'redirect' || (fault.kind === 'status' && fault.status === 429);
			if (isCertain) expect(told(begun)).not.toMatch(MAY_HAVE_STARTED);
			else expect(told(begun)).toMatch(MAY_HAVE_STARTED);
		},
	);

	test('is not sent again after a connection that never opened', async () => {
		const credentials = {
			testRunQodexApi: { origin: 'http://127.0.0.1:1', projectSlug: 'web-shop', apiKey: 'qk_placeholder' },
			testRunQodexScheduleApi: { scheduleUrl: 'http://127.0.0.1:1/api/webhooks/schedules/placeholder' },
		};
		const begun = await run(operation, parameters, { credentials });

		expect(told(begun)).toMatch(/connection was refused.*Check the address in the credential/);
		expect(told(begun)).not.toMatch(MAY_HAVE_STARTED);
	});

	test('says that it may have been carried out when the execution is stopped meanwhile', async () => {
		jest.restoreAllMocks();
		await spoil('POST', { fault: { kind: 'hang' }, afterEffect: true });
		const running = start(operation, parameters);
		while ((await calls()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		running.cancel();
		const begun = await running.finished;

		expect(begun.status).toBe('canceled');
		expect(told(begun)).toMatch(MAY_HAVE_STARTED);
		expect(await calls()).toHaveLength(1);
	});

	test('keeps what it signs in with to itself, however it fails', async () => {
		const { apiKey, scheduleUrl } = sandbox().qodex;
		const isSchedule = operation === 'runSchedule';
		const secrets = isSchedule ? [scheduleUrl, scheduleUrl.split('/').pop() as string] : [apiKey];
		const body = { error: `Bearer ${secrets.join(' at ')} or ${encodeURIComponent(secrets[0])}` };
		const leaky = [400, 401, 500].map((status) => ({ kind: 'status', status, body }) as const);
		for (const fault of [...faults, ...leaky]) {
			await spoil('POST', { fault });
			const begun = await run(operation, parameters, { continueOnFail: fault.kind === 'status' });
			for (const secret of secrets) {
				const { error } = begun;
				expect(told(begun) + error?.stack + JSON.stringify(error) + begun.stored + logs.text()).not.toContain(
					secret,
				);
			}
		}
	});
});

test('a start that fails leaves the other items alone', async () => {
	await spoil('POST', { skip: 1, fault: { kind: 'closeSocket' }, afterEffect: true });
	const parameters = { ...ALL, ...quickly() };
	const begun = await run('startRunAndWait', parameters, { items: [{}, {}, {}], continueOnFail: true });

	expect(begun.json.map(({ verdict, error }) => verdict ?? error)).toEqual([
		'passed',
		'Could not start a run: Qodex could not be reached, it closed the connection',
		'passed',
	]);
	expect(await calls('POST')).toHaveLength(3);
});

test.each(['invalidJson', 'noId'] as const)(
	'an answer without a usable run id (%s) is no start',
	async (kind) => {
		const fault =
			kind === 'invalidJson' ? ({ kind } as const) : ({ kind: 'status', status: 202, body: {} } as const);
		await spoil('POST', { fault, afterEffect: true });
		const begun = await run('startRunAndWait', { ...ALL, ...quickly() });

		expect(told(begun)).toMatch(/answer of Qodex could not be read/);
		expect(told(begun)).toMatch(MAY_HAVE_STARTED);
		expect(await calls()).toHaveLength(1);
	},
);
