/** `startOnceKey`: one start per key, across executions, whatever became of the answer. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { clearDuplicates } from '../harness';
import { told, until, waitingForTests, WAIT } from './support';

const { sandbox, run, start, calls } = waitingForTests();

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
	more: {
		operation?: string;
		items?: IDataObject[];
		options?: INodeParameters;
		simplify?: boolean;
		/** Parameters beside, or in the place of, the usual ones. */
		with?: INodeParameters;
	} = {},
) => {
	const ids = { testId: sandbox().testclix.testId, agentId: sandbox().preclinical.agentId };
	const options = {
		startOnceKey: key,
		...(more.operation ? { minPollSeconds: 0.1, maxPollSeconds: 0.1, settleSeconds: 0.3 } : {}),
		...more.options,
	};
	return await run(
		{
			resource: platform,
			operation: more.operation ?? 'startRun',
			...STARTS[platform],
			...more.with,
			simplify: more.simplify ?? true,
			options,
		},
		{ input: (more.items ?? [{}]).map((item) => ({ ...ids, ...item })) },
	);
};

/** Ends the run of an item, which then has failed. */
async function finish(platform: Starting, run: IDataObject | undefined): Promise<void> {
	const { qodex, testclix, qase, preclinical } = sandbox().control;
	const id = String(run?.id);
	if (platform === 'qodex') await qodex.finishRun({ testRunId: id, outcome: 'failed' });
	if (platform === 'testclix') await testclix.finishRun({ testId: id, outcome: 'error' });
	if (platform === 'qase') {
		const project = sandbox().qase.projectCode;
		await qase.finishRun({ project, runId: Number(id), outcome: 'failed', failures: 1, deliver: false });
	}
	if (platform === 'preclinical')
		await preclinical.finishRun({ runId: id, outcome: 'completed', failures: 1 });
}

describe.each(Object.keys(STARTS) as Starting[])('%s', (platform) => {
	test('starts once per key, and gives the run of the key the second time', async () => {
		const [first] = (await started(platform, 'build-7')).items(WAIT);
		const second = await started(platform, 'build-7');
		const [other] = (await started(platform, 'build-8')).items(WAIT);

		expect(second.items(WAIT)).toMatchObject([{ key: first?.key, startedBefore: true }]);
		expect([first, other].map((run) => run && 'startedBefore' in run)).toEqual([false, false]);
		expect(await starts(platform)).toBe(2);
	});

	test('gives the run as it is by then, also without Simplify', async () => {
		const [first] = (await started(platform, 'build-7')).items(WAIT);
		await finish(platform, first);
		const [second] = (await started(platform, 'build-7')).items(WAIT);
		const [raw] = (await started(platform, 'build-7', { simplify: false })).items(WAIT);

		expect(second).toMatchObject({ key: first?.key, verdict: 'failed' });
		expect(raw).toMatchObject({ startedBefore: true });
		expect(raw).not.toHaveProperty('verdictReason');
	});

	test('gives no item for a key that was used before, where that is wanted', async () => {
		const options = { whenUsedBefore: 'noItem' };
		const first = await started(platform, 'build-7', { options });
		const second = await started(platform, 'build-7', { options });

		expect([first, second].map((execution) => execution.items(WAIT).length)).toEqual([1, 0]);
		expect(second.status).toBe('success');
		expect(await starts(platform)).toBe(1);
	});

	test('starts once in executions at the same time, and within one', async () => {
		const executions = [1, 2, 3].map(async () => await started(platform, 'build-7', { items: [{}, {}] }));
		const items = (await Promise.all(executions)).flatMap((execution) => execution.items(WAIT));

		expect(items).toHaveLength(6);
		expect(new Set(items.map(({ key }) => key)).size).toBe(1);
		expect(items.filter(({ startedBefore }) => startedBefore !== true)).toHaveLength(1);
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

describe('a key belongs to what is started', () => {
	const OTHERS: Record<Starting, Array<[string, () => Promise<INodeParameters>]>> = {
		qodex: [
			['environment', async () => ({ environment: 'production' })],
			['tags', async () => ({ scope: 'tags', tags: 'smoke' })],
		],
		testclix: [
			['test', async () => ({ testId: String((await sandbox().control.testclix.tests())[1]?.testId) })],
		],
		qase: [
			['project', async () => ({ projectCode: { __rl: true, mode: 'code', value: 'APP' } })],
			['cases', async () => ({ casesFrom: 'none' })],
			['environment', async () => ({ additionalFields: { environmentSlug: 'staging' } })],
		],
		preclinical: [
			[
				'agent',
				async () => ({ agentId: locator(String((await sandbox().control.preclinical.agents())[1]?.id)) }),
			],
			['extent', async () => ({ additionalFields: { maxScenarios: 3 } })],
		],
	};
	const cases = (Object.keys(OTHERS) as Starting[]).flatMap((platform) =>
		OTHERS[platform].map(([what, other]) => [platform, what, other] as const),
	);

	test.each(cases)('%s: with another %s it is another start', async (platform, _, other) => {
		const more = { with: await other() };
		const [first] = (await started(platform, 'build-7')).items(WAIT);
		const [second] = (await started(platform, 'build-7', more)).items(WAIT);
		const again = [await started(platform, 'build-7'), await started(platform, 'build-7', more)];

		expect(second).toMatchObject({ verdict: 'pending' });
		expect(second).not.toHaveProperty('startedBefore');
		expect(again.flatMap((execution) => execution.items(WAIT).map(({ key }) => key))).toEqual([
			first?.key,
			second?.key,
		]);
		expect(await starts(platform)).toBe(2);
	});

	test('of another platform, which the node is set to now', async () => {
		await started('qodex', 'build-7');
		const [second] = (await started('testclix', 'build-7')).items(WAIT);

		expect(second).toMatchObject({ platform: 'testclix', verdict: 'pending' });
		expect(second).not.toHaveProperty('startedBefore');
	});

	test('and not to what only describes the run: another title starts nothing', async () => {
		const [first] = (await started('qase', 'build-7')).items(WAIT);
		const second = await started('qase', 'build-7', { with: { title: 'Nightly, a minute later' } });

		expect(second.items(WAIT)).toMatchObject([{ key: first?.key, startedBefore: true }]);
		expect(await starts('qase')).toBe(1);
	});
});

test.each(['qodex', 'testclix', 'preclinical'] as const)(
	'%s awaits what was started before, and starts nothing else',
	async (platform) => {
		const operation = 'startRunAndWait';
		const first = await started(platform, 'build-7', { operation });
		const second = await started(platform, 'build-7', { operation });
		const none = await started(platform, 'build-7', { operation, options: { whenUsedBefore: 'noItem' } });

		const [run] = first.items(WAIT);
		expect(second.items(WAIT)).toMatchObject([{ key: run?.key, status: 'finished', startedBefore: true }]);
		expect(none.items(WAIT)).toEqual([]);
		expect(await starts(platform)).toBe(1);
	},
);

test.each(['suspend', 'callback'])(
	'a run that was started before is awaited in mode %s',
	async (waitMode) => {
		await sandbox().control.qodex.nextRuns({ outcome: 'stuck' });
		const options = { startOnceKey: 'build-7', minPollSeconds: 0.1, maxPollSeconds: 0.1 };
		const parameters = {
			resource: 'qodex',
			operation: 'startRunAndWait',
			...STARTS.qodex,
			waitMode,
			options,
		};
		await run(parameters);
		const second = start(parameters);
		const [{ testRunId }] = await sandbox().control.qodex.runs();
		await until(async () => (await calls('qodex')).filter((call) => call.startsWith('GET')).length >= 2);
		await sandbox().control.qodex.finishRun({ testRunId, outcome: 'failed' });
		const ended = await second.finished;
		const last = ended.status === 'waiting' ? await ended.resume() : ended;

		expect(last.items(WAIT)).toMatchObject([{ id: testRunId, startedBefore: true }]);
		expect(await starts('qodex')).toBe(1);
	},
);

test.each([
	[undefined, 'the run that was started with it is returned'],
	['noItem', 'no item is returned'],
])('the node says what became of the key (%s)', async (whenUsedBefore, then) => {
	const options: INodeParameters = whenUsedBefore ? { whenUsedBefore } : {};
	await started('qodex', 'build-7', { options });
	const second = await started('qodex', 'build-7', { options });

	expect(JSON.stringify(second.runData[WAIT]?.[0]?.hints)).toContain(
		`its start-once key 'build-7' was used before, so ${then}.`,
	);
});

test.each([
	[
		'=build-{{ $json.commit }}',
		/^'Start Once Key' cannot be a key: \{\{ \$json\.commit \}\} gives an object \| It would be/,
	],
	[
		'={{ "build-" + $json.nothing }}',
		/'Start Once Key' cannot be a key: .* gives a text with 'undefined' in it/,
	],
	['={{ true }}', /'Start Once Key' cannot be a key: .* gives true/],
])('a broken key (%s) starts nothing', async (key, complaint) => {
	const broken = await started('qodex', key, { items: [{ commit: { sha: 'a' } }] });

	expect(told(broken)).toMatch(complaint);
	expect(await starts('qodex')).toBe(0);
});

test.each(['', '={{ $json.nothing }}'])('an empty key (%j) starts nothing', async (key) => {
	expect(told(await started('qodex', key))).toMatch(/^'Start Once Key' is empty/);
	expect(await starts('qodex')).toBe(0);
});
