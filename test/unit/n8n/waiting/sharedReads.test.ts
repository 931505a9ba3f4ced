import type { RunReading } from '../../../../n8n/items/contract';
import { buildRun } from '../../../../core/model/buildRun';
import { pollRun, type SharedReads } from '../../../../n8n/waiting/poll';
import { shareReads } from '../../../../n8n/waiting/sharedReads';

const readingOf = (id: string): RunReading => ({
	run: buildRun({ platform: 'toys', platformName: 'Toys', id, status: 'running' }),
	raw: {},
});

test('a list is read for five runs that have been read by their ids, and not for four', async () => {
	const asked: string[][] = [];
	const list = {
		key: 'toys',
		readGoing: async (ids: string[]) => (asked.push(ids), new Map(ids.map((id) => [id, readingOf(id)]))),
	};
	const share = shareReads();
	const runs = ['1', '2', '3', '4', '5'].map((id) => ({
		id,
		shared: share({ read: async () => readingOf(id), list: () => list }),
	}));
	const [first, ...others] = runs;

	expect(await first!.shared.fromList()).toBeNull();
	for (const { id, shared } of others) shared.noteReading(readingOf(id));
	expect(await others[0]!.shared.fromList()).toBeNull();
	for (const { id, shared } of runs) shared.noteReading(readingOf(id));
	expect((await first!.shared.fromList())?.run.id).toBe('1');
	expect(asked).toEqual([['3', '4', '5', '1', '2']]);
});

test.each([
	['the last read of a wait is by the id', 0, ['by id, last']],
	['an earlier one is from the list', 60_000, []],
])('%s', async (_, timeoutMs, expected) => {
	const reads: string[] = [];
	const read = async (isLast?: boolean) => (reads.push(isLast ? 'by id, last' : 'by id'), readingOf('1'));
	const shared: SharedReads = {
		fromList: async () => readingOf('1'),
		takeTurn: async () => () => undefined,
		noteReading: () => undefined,
	};

	await pollRun({ read }, { timeoutMs, pace: {}, shared, isEnough: () => true });

	expect(reads).toEqual(expected);
});
