/** n8n's Retry On Fail executes a node again: what it has started for an item is gone on with, and never started again. */
import type { INodeParameters } from 'n8n-workflow';

import { clearDuplicates } from '../harness';
import { told, waitingForTests, WAIT } from './support';

// The time to the look after the start takes seconds, which the tests need not.
jest.mock('../../../n8n/waiting/callbackTimes', () => ({ FIRST_LOOK_MS: 0, LAST_LOOKS_MS: 0 }));

const { sandbox, run, calls } = waitingForTests();

beforeEach(clearDuplicates);

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const STARTS: Record<'qodex' | 'testclix' | 'qase' | 'preclinical', INodeParameters> = {
	qodex: { environment: 'staging', scope: 'all' },
	testclix: { testId: '={{ $json.testId }}' },
	qase: { projectCode: { __rl: true, mode: 'code', value: 'SHOP' }, title: 'Nightly', casesFrom: 'all' },
	preclinical: { agentId: locator('={{ $json.agentId }}') },
};
type Starting = keyof typeof STARTS;

const ids = () => ({ testId: sandbox().testclix.testId, agentId: sandbox().preclinical.agentId });
const starts = async (platform: Starting) =>
	(await calls(platform)).filter((call) => call.startsWith('POST')).length;

const QUICK = { minPollSeconds: 0.1, maxPollSeconds: 0.1, settleSeconds: 0.3 };

test.each([
	['qodex', 'poll', {}],
	['qodex', 'poll', { startOnceKey: 'build-7' }],
	['qodex', 'suspend', {}],
	['testclix', 'poll', {}],
	['testclix', 'suspend', {}],
	['preclinical', 'poll', {}],
	['preclinical', 'poll', { startOnceKey: 'build-7' }],
	['preclinical', 'suspend', {}],
] as const)(
	'%s in mode %s with %j awaits its run when the first look has failed',
	async (resource, waitMode, more) => {
		// TestCLIX is asked before the start as well.
		const skip = resource === 'testclix' ? 1 : 0;
		const fault = { kind: 'status', status: 401 } as const;
		await sandbox().control.addFault({ platform: resource, match: { method: 'GET' }, skip, fault });
		const options = { ...QUICK, ...more };
		const parameters = { resource, operation: 'startRunAndWait', ...STARTS[resource], waitMode, options };
		const ended = await run(parameters, { settings: RETRY, input: [ids()] });

		expect(ended.error).toBeNull();
		expect(ended.items(WAIT)).toMatchObject([{ platform: resource }]);
		expect(ended.items(WAIT)[0]).not.toHaveProperty('startedBefore');
		expect(await starts(resource)).toBe(1);
	},
);

test('a run is called back that was started before an error', async () => {
	const { qodex } = sandbox().control;
	await qodex.nextRuns({ outcome: 'stuck' });
	await sandbox().control.addFault({
		platform: 'qodex',
		match: { method: 'GET' },
		fault: { kind: 'status', status: 401 },
	});
	const parameters = {
		resource: 'qodex',
		operation: 'startRunAndWait',
		...STARTS.qodex,
		waitMode: 'callback',
	};
	const stored = await run(parameters, { settings: RETRY });
	expect(stored.status).toBe('waiting');
	const [{ testRunId }] = await qodex.runs();
	await qodex.finishRun({ testRunId, outcome: 'failed' });

	expect((await stored.resumed).items(WAIT)).toMatchObject([{ id: testRunId, verdict: 'failed' }]);
});

describe.each(Object.keys(STARTS) as Starting[])('%s', (resource) => {
	const parameters = { resource, operation: 'startRun', ...STARTS[resource] };
	const input = () => [ids(), ids(), ids()];

	test.each([undefined, 'continueRegularOutput'] as const)(
		'starts what was refused, and not the others again (On Error: %s)',
		async (onError) => {
			// n8n looks at the first item alone to see whether a node that continues has failed.
			const skip = onError ? 0 : 2;
			const fault = { kind: 'status', status: 422 } as const;
			await sandbox().control.addFault({ platform: resource, match: { method: 'POST' }, skip, fault });
			const ended = await run(parameters, { settings: { ...RETRY, onError }, input: input() });

			expect(ended.items(WAIT).map(({ platform }) => platform)).toEqual([resource, resource, resource]);
			expect(await starts(resource)).toBe(4);
		},
	);

	test('starts nothing again that may have been started', async () => {
		const fault = { kind: 'closeSocket' } as const;
		const match = { method: 'POST' } as const;
		await sandbox().control.addFault({ platform: resource, match, skip: 1, fault, afterEffect: true });
		const ended = await run(parameters, { settings: RETRY, input: input() });

		expect(told(ended)).toMatch(/is not known: look there before you try again\..*Run started before: /);
		expect(await starts(resource)).toBe(2);
	});
});

test('a schedule is not run again', async () => {
	const fault = { kind: 'status', status: 422 } as const;
	await sandbox().control.addFault({ platform: 'qodex', match: { method: 'POST' }, skip: 1, fault });
	const parameters = { resource: 'qodex', operation: 'runSchedule' };
	const ended = await run(parameters, { settings: RETRY, input: [{}, {}] });

	expect(ended.items(WAIT)).toHaveLength(2);
	expect(await starts('qodex')).toBe(3);
});

test('results that are sent again keep their IDs', async () => {
	const { control, qase } = sandbox();
	const { run: created } = await control.qase.createRun({ project: qase.projectCode, title: 'Nightly' });
	const fault = { kind: 'status', status: 403 } as const;
	const path = '^/v2/.*/results$';
	await control.addFault({ platform: 'qase', match: { method: 'POST', path }, fault, afterEffect: true });
	const parameters = {
		resource: 'qase',
		operation: 'createResults',
		projectCode: { __rl: true, mode: 'code', value: qase.projectCode },
		runId: String(created.id),
		resultsFrom: 'json',
		resultsJson: '[{ "title": "pays", "testops_id": 1, "execution": { "status": "passed" } }]',
	};
	await run(parameters, { settings: RETRY });

	const sent = (await control.calls({ platform: 'qase' })).filter((call) => /results$/.test(call.path));
	const sentIds = sent.map(({ body }) => (body as { results: Array<{ id: string }> }).results[0]?.id);
	expect(sentIds).toHaveLength(2);
	expect(new Set(sentIds).size).toBe(1);
});
