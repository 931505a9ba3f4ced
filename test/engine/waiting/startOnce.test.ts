/** `startOnceKey`: one start per key, across executions, whatever became of the answer. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { clearDuplicates } from '../harness';
import { told, waitingForTests, WAIT } from './support';

const { sandbox, run, calls } = waitingForTests();

beforeEach(clearDuplicates);

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const STARTS = {
	qodex: { environment: 'staging', scope: 'all' },
	testclix: { testId: '={{ $json.testId }}' },
	qase: { projectCode: { __rl: true, mode: 'code', value: 'SHOP' }, title: 'Nightly', casesFrom: 'all' },
	preclinical: { agentId: { ...locator('={{ $json.agentId }}') } },
} satisfies Record<string, INodeParameters>;
type Starting = keyof typeof STARTS;

const starts = async (platform: Starting) =>
	(await calls(platform)).filter((call) => call.startsWith('POST')).length;

const started = async (
	platform: Starting,
	key: string,
	more: { operation?: string; items?: IDataObject[] } = {},
) => {
	const ids = { testId: sandbox().testclix.testId, agentId: sandbox().preclinical.agentId };
	const options = {
		startOnceKey: key,
		...(more.operation ? { minPollSeconds: 0.1, maxPollSeconds: 0.1 } : {}),
	};
	return await run(
		{ resource: platform, operation: more.operation ?? 'startRun', ...STARTS[platform], options },
		{ input: (more.items ?? [{}]).map((item) => ({ ...ids, ...item })) },
	);
};

describe.each(Object.keys(STARTS) as Starting[])('%s', (platform) => {
	test('starts once per key, and lets nothing come out for the second time', async () => {
		const first = await started(platform, 'build-7');
		const second = await started(platform, 'build-7');
		const other = await started(platform, 'build-8');

		expect([first, second, other].map((execution) => execution.items(WAIT).length)).toEqual([1, 0, 1]);
		expect(second.status).toBe('success');
		expect(await starts(platform)).toBe(2);
	});

	test('starts once in executions at the same time, and within one', async () => {
		const executions = [1, 2, 3].map(async () => await started(platform, 'build-7', { items: [{}, {}] }));
		const items = (await Promise.all(executions)).flatMap((execution) => execution.items(WAIT));

		expect(items).toHaveLength(1);
		expect(await starts(platform)).toBe(1);
	});

	test('after an answer that was lost starts nothing, and says that it may have started', async () => {
		await sandbox().control.addFault({
			platform,
			match: { method: 'POST' },
			fault: { kind: 'closeSocket' },
			afterEffect: true,
		});
		const first = await started(platform, 'build-7');
		const second = await started(platform, 'build-7');

		expect(told(first)).toMatch(/is not known: look there before you try again\. .*if it was started\.$/);
		expect(told(second)).toMatch(
			/^A start with the key 'build-7' was begun before, .* not known \| Nothing was started now\./,
		);
		expect(await starts(platform)).toBe(1);
	});

	test.each([
		['refused', { kind: 'status', status: 422 }],
		['asked to wait', { kind: 'status', status: 429 }],
	] as const)('may be tried again with the same key when it was %s', async (_, fault) => {
		await sandbox().control.addFault({ platform, match: { method: 'POST' }, fault });

		expect((await started(platform, 'build-7')).status).toBe('error');
		expect((await started(platform, 'build-7')).items(WAIT)).toHaveLength(1);
		expect(await starts(platform)).toBe(2);
	});
});

test.each(['qodex', 'testclix', 'preclinical'] as const)(
	'%s awaits what it starts, and nothing else',
	async (platform) => {
		const first = await started(platform, 'build-7', { operation: 'startRunAndWait' });
		const second = await started(platform, 'build-7', { operation: 'startRunAndWait' });

		expect(first.items(WAIT)).toHaveLength(1);
		expect(second).toMatchObject({ status: 'success', error: null });
		expect(second.items(WAIT)).toEqual([]);
		expect(await starts(platform)).toBe(1);
	},
);

test.each(['suspend', 'callback'])('a second start is not awaited in mode %s either', async (waitMode) => {
	await sandbox().control.qodex.nextRuns({ outcome: 'passed', afterMs: 0 });
	const parameters = { resource: 'qodex', operation: 'startRunAndWait', ...STARTS.qodex, waitMode };
	const options = { startOnceKey: 'build-7' };
	await run({ ...parameters, options });
	const second = await run({ ...parameters, options });

	expect(second.status).toBe('success');
	expect(second.items(WAIT)).toEqual([]);
	expect(await starts('qodex')).toBe(1);
});

test('the node says why nothing came out', async () => {
	await started('qodex', 'build-7');
	const second = await started('qodex', 'build-7', { items: [{}] });

	expect(JSON.stringify(second.runData[WAIT]?.[0]?.hints)).toContain(
		"its start-once key 'build-7' was used before",
	);
});

test.each(['', '={{ $json.nothing }}'])('an empty key (%j) starts nothing', async (key) => {
	expect(told(await started('qodex', key))).toMatch(/^'Start Once Key' is empty/);
	expect(await starts('qodex')).toBe(0);
});
