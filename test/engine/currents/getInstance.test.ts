/** Spec files with links to what was recorded of their tests. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { complaint, INSTANCES, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const instance = async (instanceId: unknown, parameters: INodeParameters = {}) =>
	await currents.run('getInstance', { instanceId: instanceId as string, ...parameters });
const failing = async (failures = 1) => await currents.endedRun({}, { outcome: 'failed', failures });
const kinds = (test: IDataObject) =>
	(test.evidence as IDataObject[]).map(({ kind, attemptIndex }) => [kind, attemptIndex]);

describe.each(INSTANCES)('a spec file of version %s', (instances) => {
	beforeEach(async () => await currents.sandbox().control.setVariants({ currents: { instances } }));

	test('has its tests, and evidence of those that failed', async () => {
		const { runId, specs } = await failing();

		const { json, error } = await instance(specs[0].instanceId);

		expect(error).toBeNull();
		expect(json).toMatchObject([
			{
				...{ instanceId: specs[0].instanceId, runId, projectId: 'shop01', group: 'chromium', videoUrl: null },
				...{ file: 'tests/checkout/payment.spec.ts', completedAt: specs[0].completedAt },
			},
		]);
		const tests = json[0]!.tests as IDataObject[];
		expect(tests.map(({ title, status }) => [title, status])).toEqual([
			['pays with a saved card', 'failed'],
			['pays on invoice', 'passed'],
			['refuses an expired card', 'passed'],
			['shows the total with delivery', 'passed'],
		]);
		const each = ['attachment', 'screenshot', 'trace', 'video'];
		expect(kinds(tests[0]!)).toEqual(each.flatMap((kind) => [0, 1].map((index) => [kind, index])));
		expect((tests[0]!.evidence as IDataObject[])[0]).toEqual({
			...{ kind: 'attachment', name: 'log', attemptIndex: 0 },
			url: expect.stringMatching(/^https:\/\/assets\.example\.com\/.+browser\.log\?signature=/) as string,
		});
		expect(tests[1]).toMatchObject({ message: null, evidence: [] });
	});

	test('behind Get Many Failures it is the failed test alone', async () => {
		const { runId } = await failing();
		const [failure] = (await currents.run('getManyFailures', { runId })).json;

		const { json } = await instance(failure!.url);

		expect(json[0]!.tests).toMatchObject([
			{
				...{ title: failure!.title, suite: failure!.suite, status: 'failed', url: failure!.url },
				message: (failure!.error as IDataObject).message,
			},
		]);
	});
});

test('of Cypress there are screenshots', async () => {
	const { specs } = await currents.endedRun({ projectId: 'mobl02' }, { outcome: 'failed' });

	const { json } = await instance(specs[0].instanceId);

	expect(kinds((json[0]!.tests as IDataObject[])[0]!)).toEqual([['screenshot', 0]]);
});

test('without Simplify it is the answer of Currents', async () => {
	const { specs } = await failing();

	const { json } = await instance(specs[0].instanceId, { simplify: false });

	expect(json).toMatchObject([{ schemaVersion: 2, results: { playwrightTraces: [{}, {}] } }]);
});

test('a spec file that has not begun has tests without evidence', async () => {
	const { run } = await currents.control().createRun({ projectId: 'shop01', deliver: false });

	const { json } = await instance(run.specs[0].instanceId);

	expect(json).toMatchObject([
		{ completedAt: null, tests: [{ status: 'pending', evidence: [] }, {}, {}, {}] },
	]);
});

test('evidence without an address, and of another test, is left out', async () => {
	const { specs } = await failing();
	const [{ instanceId }] = specs;
	const results = {
		tests: [{ testId: 't1', title: ['a'], state: 'failed', attempts: [] }],
		screenshots: [
			{ testId: 't1', name: 'no address' },
			{ testId: 't2', screenshotURL: 'https://x.example' },
			7,
		],
		videos: null,
		playwrightTraces: [{ testId: 't1', traceURL: 'https://t.example' }],
	};
	const body = { status: 'OK', data: { instanceId, results } };
	await currents.fault({ match: { path: '/instances/' }, fault: { kind: 'status', status: 200, body } });

	const { json } = await instance(instanceId);

	expect((json[0]!.tests as IDataObject[])[0]!.evidence).toEqual([
		{ kind: 'trace', name: null, url: 'https://t.example', attemptIndex: null },
	]);
});

test.each<[string, string, string]>([
	['no id', '={{ "" }}', "'Instance ID' is empty"],
	[
		'another page',
		'https://app.currents.dev/run/1',
		"'Instance ID' holds an address that is not the page of a spec file or test",
	],
	['an unknown id', 'none', 'Could not read the results of a spec file: Currents did not find it (HTTP 404)'],
])('%s is refused', async (_, instanceId, message) => {
	expect(complaint(await instance(instanceId)).message).toBe(message);
});

test('a test that the spec file does not have is refused', async () => {
	const { specs } = await failing();
	const address = `https://app.currents.dev/instance/${specs[0].instanceId}/test/none`;

	expect(complaint(await instance(address)).message).toBe(
		"'Instance ID' names a test that the spec file does not have",
	);
});
