/** The same questions to each platform's trigger: who is believed, what is started, and how often. */
import type { IDataObject } from 'n8n-workflow';

import { TestRunTrigger } from '../../nodes/TestRunTrigger/TestRunTrigger.node';
import type { TestRun } from '../../core/model/TestRun';
import { allSenders, SECRET, type Proof } from '../fuzz/senders';
import {
	clearDuplicates,
	connect,
	deliver,
	logs,
	runWorkflow,
	startDelivery,
	type DeliverOptions,
} from './harness';
import { deliveryCases, TWO_HOURS_AGO, type Body } from './deliveryCases';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';
import { TestRun as TestRunNode } from '../../nodes/TestRun/TestRun.node';

const sandbox = sandboxForTests();

const registered = { webhookId: 'h', webhookUrl: 'http://localhost:5678/x', scope: 'shop01', secret: SECRET };

/** The trigger of a workflow, with our secret stored or entered, or none. */
function trigger(id: string, workflowId: string, secret: string = SECRET) {
	const entered = Object.entries(credentialsFor(sandbox())).map(
		([type, data]) => [type, { ...data, webhookSecret: secret }] as const,
	);
	return {
		node: new TestRunTrigger(),
		parameters: { platform: id, events: ['RUN_FINISH'], ...deliveryCases[id].parameters },
		credentials: Object.fromEntries(entered),
		credentialTypes,
		staticData: { ...registered, secret },
		workflowId,
	};
}

let workflows = 0;
const nextWorkflow = () => `safety-${++workflows}`;

const sender = (id: string) => allSenders.find(({ platform }) => platform.id === id)!;

/** What the genuine sender sends: the bytes and its proof. */
function genuine(id: string, body: object): { body: string } & Proof {
	const text = JSON.stringify(body);
	return { body: text, ...sender(id).proofOf(Buffer.from(text), SECRET) };
}

/** Sends a request; `more` may leave out the raw body. */
async function send(
	id: string,
	{ query, ...request }: { body: string } & Proof,
	{ workflowId = nextWorkflow(), secret, parameters, ...more }: More = {},
) {
	const options = trigger(id, workflowId, secret);
	return await deliver({
		...options,
		parameters: { ...options.parameters, ...parameters },
		...request,
		query: query as Record<string, string>,
		...more,
	});
}

/** What a request may meet. */
interface More extends Pick<DeliverOptions, 'dropRawBody' | 'store' | 'parameters'> {
	workflowId?: string;
	secret?: string;
}

const runOf = ({ items }: { items: Array<{ json: IDataObject }> | null }) =>
	items?.[0]?.json.run as unknown as TestRun | undefined;

const REFUSED = { status: 401, items: null, error: null };
const all = Object.keys(deliveryCases);
const signing = all.filter((id) => deliveryCases[id].old !== undefined);

describe.each(all)('%s', (id) => {
	const body = async () => await deliveryCases[id].body(sandbox());

	describe('a genuine delivery', () => {
		test('a genuine delivery starts the workflow', async () => {
			const delivery = await send(id, genuine(id, await body()));

			expect(delivery).toMatchObject({ status: 200, error: null });
			expect(runOf(delivery)).toMatchObject({ status: 'finished', verdict: 'failed' });
		});

		test('three times in a row starts it once', async () => {
			const request = genuine(id, await body());
			const workflowId = nextWorkflow();
			const deliveries = [];
			for (let n = 0; n < 3; n++) deliveries.push(await send(id, request, { workflowId }));

			expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
			expect(deliveries.filter(({ items }) => items !== null)).toHaveLength(1);
		});

		test('three times at once starts it once', async () => {
			const request = genuine(id, await body());
			const workflowId = nextWorkflow();
			const sending = Array.from({ length: 3 }, async () => await send(id, request, { workflowId }));
			const deliveries = await Promise.all(sending);

			expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
			expect(deliveries.filter(({ items }) => items !== null)).toHaveLength(1);
		});

		test('that n8n could not store counts when it comes again, and once', async () => {
			const request = genuine(id, await body());
			const workflowId = nextWorkflow();
			const store = () => {
				throw new Error('the disk is full');
			};
			const { answer, finished } = await startDelivery({
				...trigger(id, workflowId),
				...request,
				query: request.query as Record<string, string>,
				store,
			});
			await expect(finished).rejects.toThrow('the disk is full');
			expect((await answer).status).toBe(500);

			const [again, third] = [
				await send(id, request, { workflowId }),
				await send(id, request, { workflowId }),
			];

			expect(again).toMatchObject({ status: 200, items: [{}] });
			expect(third).toMatchObject({ status: 200, items: null });
		});

		test('passes a filter by verdict when its run cannot be read, and the log says why', async () => {
			const request = genuine(id, await body());
			const parameters = { filters: { verdicts: ['passed'] } };
			expect(await send(id, request, { parameters })).toMatchObject({ status: 200, items: null });
			const fault = { kind: 'status' as const, status: 403 };
			await sandbox().control.addFault({ platform: id as never, times: 99, fault });

			const delivery = await send(id, request, { parameters });

			expect(runOf(delivery)?.verdict).not.toBe('passed');
			expect(runOf(delivery)?.doubt).toMatch(/^Could not read .*\(HTTP 403\)\./);
			expect(logs.text('node')).toMatch(
				/behind a delivery is in doubt\. .* It passed the filters for that reason/,
			);
		});

		test('again after a restart of n8n is dropped by Drop Duplicates behind the trigger', async () => {
			const request = genuine(id, await body());
			// Another workflow id stands for an n8n that has forgotten what it received.
			const [first, again] = [await send(id, request), await send(id, request)];
			const through = [];
			for (const { items } of [first, again]) through.push(...(await dropDuplicates(items![0]!.json)));

			expect([first.items, again.items]).toMatchObject([[{}], [{}]]);
			expect(through).toHaveLength(1);
		});
	});

	describe('what is no genuine delivery', () => {
		test('without its raw body it is refused where the bytes are signed', async () => {
			const delivery = await send(id, genuine(id, await body()), { dropRawBody: true });

			expect(delivery).toMatchObject(deliveryCases[id].signsBytes ? REFUSED : { status: 200, items: [{}] });
		});

		test.each([
			['broken JSON', '{"event":'],
			['nothing', ''],
			['a text', '"RUN_FINISH"'],
			['a list', '[]'],
			['another object', '{"hello":"world"}'],
			['a prototype', '{"__proto__":{"event":"RUN_FINISH"},"constructor":{"prototype":{"polluted":true}}}'],
		])('garbage starts nothing, though the sender is genuine: %s', async (_, text) => {
			const proof = sender(id).proofOf(Buffer.from(text), SECRET);
			const delivery = await send(id, { body: text, ...proof });

			expect(delivery.status).toBeGreaterThanOrEqual(400);
			expect(delivery.status).toBeLessThan(500);
			expect(delivery).toMatchObject({ items: null, error: null });
			expect(({} as { polluted?: true }).polluted).toBeUndefined();
		});

		test(`a run that nobody has: ${deliveryCases[id].withoutRun}`, async () => {
			const delivery = await send(id, genuine(id, deliveryCases[id].ofNoRun(await body())));

			expect(delivery).toMatchObject({ status: 200, error: null });
			if (deliveryCases[id].withoutRun === 'dropped') {
				expect(delivery.items).toBeNull();
				expect(logs.text('node')).toMatch(/a delivery was dropped, .* has no run/);
			} else {
				expect(runOf(delivery)?.doubt).toMatch(
					/no longer has this run, so this is what the delivery reported/,
				);
			}
		});

		test('a verdict that is not true is never believed', async () => {
			const honest = genuine(id, await body());
			const lie = JSON.stringify(deliveryCases[id].lying(JSON.parse(honest.body) as Body));
			// Where the bytes are signed, the lie cannot come with a signature of its own.
			const delivery = await send(id, { ...honest, body: lie });

			if (deliveryCases[id].signsBytes) expect(delivery).toMatchObject(REFUSED);
			else expect(runOf(delivery)).toMatchObject({ verdict: 'failed' });
		});
	});
});

describe.each(signing)('%s', (id) => {
	const body = async () => await deliveryCases[id].body(sandbox());

	test.each<[string, (proof: Proof, request: string) => Proof]>([
		['with a wrong secret', (_, text) => sender(id).proofOf(Buffer.from(text), 'a-wrong-placeholder')],
		['without a secret', () => ({ headers: {}, query: {} })],
		['with an empty secret', (proof) => eachOf(proof, () => '')],
		['with a part of the secret', (proof) => eachOf(proof, (own) => own.slice(0, -1))],
	])('is refused %s', async (_, change) => {
		const { body: text, ...proof } = genuine(id, await body());

		expect(await send(id, { body: text, ...change(proof, text) })).toMatchObject(REFUSED);
		expect(await sandbox().control.calls()).toEqual([]);
	});

	test('is refused when n8n knows no secret, with any and with none', async () => {
		const request = genuine(id, await body());

		expect(await send(id, request, { secret: '' })).toMatchObject(REFUSED);
		expect(await send(id, { body: request.body, headers: {}, query: {} }, { secret: '' })).toMatchObject(
			REFUSED,
		);
	});

	test('is to be sent again later, and makes no execution fail, when the credential cannot be read', async () => {
		const { query, ...request } = genuine(id, await body());
		const options = { ...trigger(id, nextWorkflow()), credentials: {} };
		const delivery = await deliver({ ...options, ...request, query: query as Record<string, string> });

		// Currents needs no credential to know its sender.
		const inDoubt = { run: { doubt: expect.stringContaining('Only what the delivery reported') } };
		expect(delivery).toMatchObject(
			id === 'currents'
				? { status: 200, items: [{ json: inDoubt }] }
				: { status: 503, items: null, error: null },
		);
	});

	test.each([
		['an hour', 401],
		['={{ undefined }}', 401],
		['={{ null }}', 401],
		['', 401],
		[-1, 401],
		['={{ "60" }}', 200],
		[0, 200],
	])('with the Maximum Age %j is answered with %i', async (maxAgeMinutes, status) => {
		const parameters = { options: { maxAgeMinutes } };
		const delivery = await send(id, genuine(id, await body()), { parameters });

		expect(delivery).toMatchObject({ status, items: status === 200 ? [{}] : null });
		if (status !== 200) expect(logs.text('node')).toContain("'Maximum Age (Minutes)' is not a number");
	});

	test('is refused when it is two hours old', async () => {
		const request = genuine(id, deliveryCases[id].old!(await body()));
		const stamped = request.headers['x-timestamp'] && { 'x-timestamp': String(TWO_HOURS_AGO().getTime()) };

		expect(await send(id, { ...request, headers: { ...request.headers, ...stamped } })).toMatchObject(
			REFUSED,
		);
		expect(logs.text('node')).toMatch(/its timestamp is too far from the time of receipt/);
	});
});

describe('a delivery of another project', () => {
	test('of Currents is dropped once its run was read', async () => {
		const { currents } = sandbox().control;
		const { runId } = (await currents.createRun({ projectId: 'mobl02', deliver: false })).run;
		await currents.finishRun({ runId, outcome: 'passed', deliver: false });
		const [body] = await currents.deliveryBodies({ runId, event: 'RUN_FINISH' });

		expect(await send('currents', genuine('currents', body!))).toMatchObject({ status: 200, items: null });
		expect(logs.text('node')).toContain('a delivery was dropped');
	});

	test('of Qodex is about a run of the project that the key is for, or about none', async () => {
		const body = {
			...(await deliveryCases.qodex.body(sandbox())),
			projectSlug: 'other',
			projectName: 'Other',
		};
		const delivery = await send('qodex', genuine('qodex', body));

		expect(runOf(delivery)).toMatchObject({ project: { id: 'web-shop' }, verdict: 'failed' });
	});
});

/** What Drop Duplicates lets through of one item, in an execution of its own. */
async function dropDuplicates(item: IDataObject): Promise<IDataObject[]> {
	const run = await runWorkflow({
		nodeTypes: { 'n8n-nodes-test-runs.testRun': new TestRunNode() },
		workflow: {
			nodes: [
				{ name: 'Trigger', type: 'test.start' },
				{
					name: 'Once',
					type: 'n8n-nodes-test-runs.testRun',
					parameters: { resource: 'any', operation: 'dropDuplicates' },
				},
			],
			connections: connect(['Trigger', 'Once']),
		},
		input: [item],
	});
	expect(run.error).toBeNull();
	return run.items('Once');
}

beforeEach(clearDuplicates);

function eachOf({ headers, query }: Proof, change: (own: string) => string): Proof {
	const changed = (values: object) =>
		Object.fromEntries(Object.entries(values).map(([name, own]) => [name, change(String(own))]));
	return { headers: changed(headers) as Proof['headers'], query: changed(query) };
}
