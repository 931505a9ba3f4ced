/** Whatever a poll reply looks like, the verdict is right or inconclusive; the contract publishes no reply at all. */
import { qodexVariants } from '../../../workshop/sandbox/platforms/qodex/variants';
import { logs } from '../harness';
import { ALL, qodexForTests, quickly } from './support';

const { run, control, setVariants, endedRun } = qodexForTests();

const OUTCOMES = ['passed', 'failed', 'error', 'budget_exceeded', 'unknownStatus:archived'] as const;
const { pollShape, pollCounters, pollDetail, terminalWords } = qodexVariants;

/** Every reading of the contract that concerns the verdict; every other one with all details that deliveries have. */
const replies = pollShape.values.flatMap((shape) =>
	pollCounters.values.flatMap((counters, nth) =>
		terminalWords.values.map((words, mth) => ({
			pollShape: shape,
			pollCounters: counters,
			terminalWords: words,
			pollDetail: pollDetail.values[(nth + mth) % 2],
		})),
	),
);

/** A boolean `passed` beside an unknown word is the platform's verdict all the same. */
function verdicts({ terminalWords: words }: (typeof replies)[number]) {
	return [
		'passed',
		'failed',
		'failed',
		'inconclusive',
		words === 'completed+passed' ? 'failed' : 'inconclusive',
	];
}

test.each(pollShape.values)('ended runs in replies shaped as %s', async (shape) => {
	const items = [];
	for (const outcome of OUTCOMES) items.push({ runId: await endedRun(outcome, 2) });

	for (const reply of replies.filter((one) => one.pollShape === shape)) {
		await setVariants(reply);
		const read = await run('getRun', { runId: '={{ $json.runId }}' }, { items });
		expect({ ...reply, verdicts: read.json.map(({ verdict }) => verdict) }).toEqual({
			...reply,
			verdicts: verdicts(reply),
		});
		logs.clear();
	}
});

test('runs that have not ended are pending, in replies of any shape', async () => {
	await control().nextRuns({ outcome: 'stuck' });
	const { testRunId: runId } = await control().startRun({});

	for (const reply of replies.filter(({ terminalWords: words }) => words === 'passed/failed')) {
		await setVariants(reply);
		const read = await run('getRun', { runId });
		expect({ ...reply, read: read.json }).toMatchObject({
			...reply,
			read: [{ status: 'running', verdict: 'pending' }],
		});
	}
});

test.each(pollShape.values.flatMap((shape) => terminalWords.values.map((words) => [shape, words] as const)))(
	'runs that are started and awaited, in replies shaped as %s with the words %s',
	async (shape, words) => {
		await setVariants({ pollShape: shape, terminalWords: words, pollCounters: 'none' });
		const outcomes = ['passed', 'failed', 'error', 'budget_exceeded'] as const;
		for (const outcome of outcomes) await control().nextRuns({ outcome, afterPolls: 1, runs: 1 });
		const awaited = await run(
			'startRunAndWait',
			{ ...ALL, ...quickly() },
			{ items: outcomes.map(() => ({})) },
		);

		expect(awaited.error).toBeNull();
		expect(awaited.json.map(({ verdict }) => verdict)).toEqual([
			'passed',
			'failed',
			'failed',
			'inconclusive',
		]);
	},
);

test.each(['scenarios', 'summary', 'flatCounters', 'none'] as const)(
	'counts of a failed run, told as %s',
	async (counters) => {
		await setVariants({ pollCounters: counters });
		const read = await run('getRun', { runId: await endedRun('failed', 2) });

		const known = { total: 7, passed: 5, failed: 2 };
		// The failed scenarios are listed, whatever is counted.
		const unknown = { total: null, passed: null, failed: 2 };
		expect(read.json).toMatchObject([{ counts: counters === 'none' ? unknown : known }]);
		expect((read.json[0]?.failures as object[]).map((one) => (one as { title: string }).title)).toEqual([
			'Sign in with a passkey',
			'Search for an article',
		]);
	},
);

test('a run stopped on its budget keeps what it had found, without being a pass or a failure', async () => {
	await setVariants({ pollCounters: 'scenarios' });
	const read = await run('getRun', { runId: await endedRun('budget_exceeded') });

	expect(read.json).toMatchObject([
		{ status: 'finished', verdict: 'inconclusive', counts: { total: 7, passed: 3, pending: 4 } },
	]);
	expect(read.json[0]?.verdictReason).toContain('budget_exceeded');
});
