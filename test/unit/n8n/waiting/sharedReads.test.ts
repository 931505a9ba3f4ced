import type { AwaitedRun } from '../../../../n8n/waiting/contract';
import type { RunReading } from '../../../../n8n/items/contract';
import { buildRun } from '../../../../core/model/buildRun';
import { shareReads } from '../../../../n8n/waiting/sharedReads';

test('the last read is told that it is the last, also of a run that stands in a list', async () => {
	const run = buildRun({ platform: 'toys', platformName: 'Toys', id: '1', status: 'running' });
	const reading: RunReading = { run, raw: {} };
	const told: Array<boolean | undefined> = [];
	const awaited: AwaitedRun = {
		read: async (isLast) => (told.push(isLast), reading),
		list: () => ({ key: 'toys', readGoing: async () => new Map() }),
	};
	const shared = shareReads()(awaited);

	await shared.read();
	await shared.read(true);

	expect(told).toEqual([undefined, true]);
});
