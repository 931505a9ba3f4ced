/** What Currents knows of failures, for AI steps. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { complaint, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const context = async (parameters: INodeParameters) => await currents.run('getFailureContext', parameters);
const failing = async () => {
	const { runId, specs } = await currents.endedRun({}, { outcome: 'failed', failures: 2 });
	const failures = (await currents.run('getManyFailures', { runId })).json;
	await currents.sandbox().control.clearCalls();
	return { runId, instanceId: specs[0].instanceId as string, url: failures[0]!.url as string };
};
const sent = async () => {
	const calls = await currents.sandbox().control.calls({ platform: 'currents' });
	const { query } = calls.find(({ path }) => path === '/context')!;
	return Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.join()]));
};

describe.each(['envelope', 'bare'] as const)('an answer that is %s', (contextAnswer) => {
	beforeEach(async () => await currents.sandbox().control.setVariants({ currents: { contextAnswer } }));

	test('of a test is Markdown, without further settings', async () => {
		const { url } = await failing();

		const { json } = await context({ instanceId: url });

		expect(json).toEqual([
			{ context: expect.stringMatching(/^# checkout > .*\n\ntests\/checkout/) as string },
		]);
		const [, instance_id, test_id] = /instance\/(.*)\/test\/(.*)/.exec(url)!;
		expect(await sent()).toEqual({ format: 'md', instance_id, test_id });
	});

	test('of a spec file is JSON where that is asked for', async () => {
		const { runId, instanceId } = await failing();

		const { json } = await context({ contextOf: 'instance', runId, instanceId, contextFormat: 'json' });

		const failure = { spec: 'tests/checkout/payment.spec.ts', outcome: 'failed' };
		expect(json).toMatchObject([{ context: { failures: [failure, failure] } }]);
		expect(await sent()).toEqual({ format: 'json', run_id: runId, instance_id: instanceId });
	});
});

test('of a run is asked for page by page, with all options under their documented names', async () => {
	const { runId } = await failing();
	const of = async (options: IDataObject) =>
		(await context({ contextOf: 'run', runId, contextFormat: 'json', options: options as INodeParameters }))
			.json;

	const [first] = await of({ pageSize: 1, page: 0, detail: 'summary', attempt: 1, maxLength: 10 });
	const [second] = await of({ pageSize: 1, page: 1 });

	expect(await sent()).toEqual({
		...{ run_id: runId, format: 'json', limit: '1', page: '0', detail: 'summary', attempt: '1' },
	});
	const titles = [first, second].map((item) => (item!.context as { failures: IDataObject[] }).failures);
	expect(titles.map(({ length }) => length)).toEqual([1, 1]);
	expect(titles[0]).not.toEqual(titles[1]);
});

test('Markdown is cut where the longest length is given', async () => {
	const { url } = await failing();

	const { json } = await context({ instanceId: url, options: { maxLength: 12 } });

	expect(json).toEqual([{ context: expect.stringMatching(/^.{12}$/) as string }]);
	expect(await sent()).toMatchObject({ max_length: '12' });
});

test('an empty answer is an error, not an empty context', async () => {
	const { url } = await failing();
	const fault = { kind: 'status', status: 200, body: { status: 'OK', data: null } } as const;
	await currents.fault({ match: { path: '/context' }, times: 9, fault });

	expect(complaint(await context({ instanceId: url })).message).toBe(
		'Could not read the context of the failure: the answer of Currents could not be read (HTTP 200)',
	);
});

test('a page of a proxy is no Markdown', async () => {
	const { url } = await failing();
	await currents.fault({ match: { path: '/context' }, times: 9, fault: { kind: 'html', status: 200 } });

	expect(complaint(await context({ instanceId: url })).message).toMatch(/could not be read \(HTTP 200\)$/);
});

test.each<[string, INodeParameters, string]>([
	['a spec file in place of a test', { instanceId: 'abc' }, "'Instance ID' does not name a test"],
	['no run', { contextOf: 'run', runId: '={{ "" }}' }, "'Run ID' is empty"],
	[
		'an unknown run',
		{ contextOf: 'run', runId: 'none' },
		'Could not read the context of the failure: Currents did not find it (HTTP 404)',
	],
])('refuses %s', async (_, parameters, message) => {
	expect(complaint(await context(parameters)).message).toBe(message);
});
