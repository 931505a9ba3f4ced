/** What the panel says about waiting, and proposes. */
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { actionGroups } from '../../../platforms';
import { shown } from '../parameters';
import { outOf, waitingForTests } from './support';

const { sandbox, run } = waitingForTests();

/** Two lines of the panel at its usual width. */
const TWO_LINES = 115;

const operations = actionGroups.flatMap(({ id, operations: all }) =>
	all
		.filter((operation) => 'begin' in operation)
		.map((operation) => [id, operation.value, operation] as const),
);
const panel = (resource: string, operation: string, waitMode: string) =>
	shown(new TestRun(), { resource, operation, waitMode });

describe.each(operations)('%s %s', (resource, value, operation) => {
	const modes = panel(resource, value, 'poll').find(({ name }) => name === 'waitMode')
		?.options as INodePropertyOptions[];
	const callback = operation.callback ? ['callback'] : [];

	test('says in two lines at most what each wait mode does, and for how many items', () => {
		expect(modes.map((mode) => mode.value)).toEqual(['poll', 'suspend', ...callback]);
		for (const { description = '' } of modes) {
			expect(description).toMatch(/^For runs of (minutes|hours), (one item|any number of items)\. /);
			expect(description.length).toBeLessThanOrEqual(TWO_LINES);
		}
	});

	test('proposes a longer time limit where the execution is stored', () => {
		const proposed = modes.map((mode) =>
			panel(resource, value, mode.value as string)
				.filter(({ name }) => name === 'timeoutMinutes')
				.map((field) => field.default),
		);

		expect(proposed).toEqual([[30], [720], ...callback.map(() => [720])]);
	});

	test('says how to close the loop, in a mode that pauses and in no other', () => {
		const notices = (waitMode: string) =>
			panel(resource, value, waitMode)
				.filter(({ type }) => type === 'notice')
				.map(({ displayName }) => displayName);
		const [loop = ''] = notices('suspend');

		expect(notices('poll')).toEqual([]);
		expect(loop).toMatch(/^Connect Still Running of a Gate back to this node/);
		// Whoever waits for a run by its id needs the id; whoever starts it needs to know that it is not started again.
		expect(loop).toMatch(operation.resume ? /starts no other\.$/ : /ID in \{\{ \$json\.id \}\}\.$/);
		for (const notice of [loop, ...callback.flatMap(notices)]) {
			expect(notice.length).toBeLessThanOrEqual(TWO_LINES);
		}
	});
});

describe('a limit that is left as it is proposed', () => {
	/** A run that was first looked at so many minutes ago. */
	const awaited = async (minutes: number): Promise<IDataObject> => {
		await sandbox().control.qodex.nextRuns({ outcome: 'stuck' });
		const { testRunId } = await sandbox().control.qodex.startRun({});
		const since = new Date(Date.now() - minutes * 60_000).toISOString();
		return { id: testRunId, waiting: { since, runId: testRunId } };
	};
	const suspended = async (minutes: number) =>
		await run(
			{ resource: 'qodex', operation: 'waitForRun', runId: '={{ $json.id }}', waitMode: 'suspend' },
			{ input: [await awaited(minutes)] },
		);

	test('stores the execution once more after 11 hours', async () => {
		expect(await suspended(11 * 60)).toMatchObject({ status: 'waiting' });
	});

	test('ends the wait after 12 hours, without a verdict', async () => {
		const ended = await suspended(12 * 60);

		expect(outOf(ended)).toMatchObject({
			status: 'running',
			verdict: 'inconclusive',
			verdictReason: expect.stringContaining('720 minutes') as string,
		});
	});
});
