/** Any Platform: deliveries that other nodes received, events made up, and each event once; without credentials. */
import type { IDataObject, INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { TestRunGate } from '../../nodes/TestRunGate/TestRunGate.node';
import { platforms } from '../../platforms';
import { connect, nodeRun, runWorkflow, startInstance, type NodeRunOptions } from './harness';
import { shown } from './parameters';
import { sandboxForTests } from './support';

const sandbox = sandboxForTests();

const node = new TestRun();

async function run(operation: string, parameters: INodeParameters = {}, more: Partial<NodeRunOptions> = {}) {
	return await nodeRun({ node, parameters: { resource: 'any', operation, ...parameters }, ...more });
}

/** A delivery of each platform as it was sent: of a failed run, to an address where it is taken. */
async function genuine(platform: 'currents' | 'qodex'): Promise<{ headers: IDataObject; body: IDataObject }> {
	const { control } = sandbox();
	const instance = await startInstance();
	instance.serve('/caught', async (_, res) => void res.status(200).end());
	const url = `${instance.baseUrl}/caught`;
	if (platform === 'currents') {
		await control.currents.addWebhook({ projectId: 'shop01', url, hookEvents: ['RUN_FINISH'] });
		const { run: started } = await control.currents.createRun({ projectId: 'shop01', branch: 'main' });
		await control.currents.finishRun({ runId: started.runId, outcome: 'failed', failures: 2 });
	} else {
		const { testRunId } = await control.qodex.startRun({ callbackUrl: url });
		await control.qodex.finishRun({ testRunId, outcome: 'failed', failures: 2 });
	}
	await control.settle();
	const [sent] = await control.deliveries();
	await instance.close();
	return { headers: sent.headers, body: JSON.parse(String(sent.body)) as IDataObject };
}

describe('Parse Delivery', () => {
	describe.each(['currents', 'qodex'] as const)('of %s', (platform) => {
		test.each<[string, (request: { headers: IDataObject; body: IDataObject }) => IDataObject]>([
			['the item of a Webhook node', (request) => ({ ...request, params: {}, query: {}, webhookUrl: 'x' })],
			[
				'the item of a Webhook node that kept the body as text',
				({ headers, body }) => ({ headers, body: JSON.stringify(body) }),
			],
			['the body alone, as the built-in Currents Trigger gives it', ({ body }) => body],
		])('%s', async (_, shape) => {
			const request = await genuine(platform);
			for (const sentBy of ['detect', platform]) {
				const parsed = await run('parseDelivery', { platform: sentBy }, { items: [shape(request)] });

				expect(parsed.error).toBeNull();
				expect(parsed.json).toMatchObject([
					{
						event: 'RUN_FINISH',
						platform,
						deliveryKey: expect.stringMatching(new RegExp(`^${platform}:`)) as string,
						run: { platform, status: 'finished', verdict: 'failed', counts: { failed: 2 } },
						raw: request.body,
					},
				]);
				expect(parsed.outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
			}
		});
	});

	test('takes the time from the headers, and the project from the option', async () => {
		const { headers, body } = await genuine('currents');
		const options = { projectId: 'shop01', includeRaw: false };
		const parsed = await run('parseDelivery', { options }, { items: [{ headers, body }] });

		const [event] = parsed.json;
		expect(event).toMatchObject({ run: { project: { id: 'shop01' } } });
		expect(event?.occurredAt).toEqual(expect.stringMatching(/^\d{4}-/));
		expect(event).not.toHaveProperty('raw');
	});

	test('reads a payload from wherever the expression points', async () => {
		const { body } = await genuine('qodex');
		const delivery = '={{ $json.request.payload }}';
		const parsed = await run('parseDelivery', { delivery }, { items: [{ request: { payload: body } }] });

		expect(parsed.json).toMatchObject([{ run: { id: body.testRunId, url: body.runUrl } }]);
	});

	test('makes no link of what is none', async () => {
		const parsed = await run('parseDelivery', {}, { items: [{ testRunId: 'run_1' }] });

		expect(parsed.json).toMatchObject([{ run: { id: 'run_1', url: null, verdict: 'inconclusive' } }]);
	});

	test.each<[string, INodeParameters, IDataObject, RegExp]>([
		['nothing known', {}, { hello: 'world' }, /'Delivery' looks like a delivery of no platform/],
		['nothing at all', {}, {}, /'Delivery' looks like a delivery of no platform/],
		['a name that every object has', {}, { event: 'constructor', runUrl: 'x' }, /no platform/],
		[
			'what fits two',
			{},
			{ event: 'RUN_FINISH', runUrl: 'https://x/run/1', testRunId: 'y' },
			/may be a delivery of Currents or Qodex/,
		],
		[
			'another platform than chosen',
			{ platform: 'currents' },
			{ testRunId: 'x' },
			/'Delivery' is not a delivery of Currents/,
		],
		['a choice that is none', { platform: '={{ "jira" }}' }, {}, /'Sent By' has no choice 'jira'/],
		['broken JSON', { delivery: '={{ "{" }}' }, {}, /'Delivery' is not valid JSON/],
	])('refuses %s', async (_, parameters, json, complaint) => {
		const parsed = await run('parseDelivery', parameters, { items: [json] });

		expect(parsed.status).toBe('error');
		expect(parsed.error?.message).toMatch(complaint);
	});

	test('with Continue On Fail an item that is none comes out as an error', async () => {
		const { body } = await genuine('qodex');
		const parsed = await run('parseDelivery', {}, { items: [{}, body], continueOnFail: true });

		expect(parsed.json).toMatchObject([
			{ error: "'Delivery' looks like a delivery of no platform" },
			{ platform: 'qodex' },
		]);
	});
});

describe('Sample Event', () => {
	const withSamples = platforms.filter(({ samples }) => samples !== undefined);
	const verdicts = ['failed', 'inconclusive', 'passed', 'pending'] as const;

	test('offers the platforms that have samples', () => {
		const fields = node.description.properties.filter(({ name }) => name === 'platform');
		const [choices] = fields
			.map(({ options }) => options as INodePropertyOptions[])
			.filter((options) => !options.some(({ value }) => value === 'detect'));

		expect(choices?.map(({ value }) => value).sort()).toEqual(withSamples.map(({ id }) => id).sort());
	});

	test('offers for each platform the verdicts that it sends, and no other', () => {
		for (const { id, samples } of withSamples) {
			const [field, ...others] = shown(node, {
				resource: 'any',
				operation: 'sampleEvent',
				platform: id,
			}).filter(({ name }) => name === 'verdict');
			expect(others).toEqual([]);
			expect((field?.options as INodePropertyOptions[]).map(({ value }) => value)).toEqual(samples?.verdicts);
		}
	});

	describe.each(withSamples.map((platform) => [platform.id, platform] as const))('of %s', (id, platform) => {
		test.each(verdicts)('%s', async (verdict) => {
			const made = await run('sampleEvent', { platform: id, verdict });

			if (!platform.samples?.verdicts.includes(verdict)) {
				expect(made.error?.message).toBe(`'Verdict' is none that ${platform.name} reports`);
				return;
			}
			expect(made.error).toBeNull();
			const [event] = made.json as [IDataObject & { run: IDataObject }];
			expect(event).toMatchObject({
				platform: id,
				run: { platform: id, verdict },
				raw: expect.anything() as object,
			});
			expect(platform.trigger.events.map(({ value }) => value)).toContain(event.event);
			if (event.run.url !== null) expect(event.run.url).toMatch(/^https:\/\//);
			if (verdict === 'failed') expect((event.run.failures as object[]).length).toBeGreaterThan(0);
		});

		test('is detected as its own', async () => {
			const made = await run('sampleEvent', { platform: id });
			const parsed = await run('parseDelivery', {}, { items: [made.json[0]?.raw as IDataObject] });

			expect(parsed.json).toMatchObject([{ platform: id, event: made.json[0]?.event }]);
		});
	});

	test('is not the same event twice', async () => {
		const made = await run('sampleEvent', { platform: 'qodex' });
		await new Promise((resolve) => setTimeout(resolve, 2));
		const again = await run('sampleEvent', { platform: 'qodex' });

		expect(made.json[0]?.deliveryKey).not.toBe(again.json[0]?.deliveryKey);
	});

	test('goes through the gate like a genuine one', async () => {
		const type = 'n8n-nodes-test-runs.';
		const judged = await runWorkflow({
			nodeTypes: { [`${type}testRun`]: node, [`${type}testRunGate`]: new TestRunGate() },
			workflow: {
				nodes: [
					{ name: 'Start', type: 'test.start' },
					{
						name: 'Sample',
						type: `${type}testRun`,
						parameters: { resource: 'any', operation: 'sampleEvent' },
					},
					{ name: 'Gate', type: `${type}testRunGate` },
				],
				connections: connect(['Start', 'Sample'], ['Sample', 'Gate']),
			},
		});

		expect(judged.output('Gate', 1)).toHaveLength(1);
	});
});
