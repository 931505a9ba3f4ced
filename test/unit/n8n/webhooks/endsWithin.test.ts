import { endsWithin } from '../../../../n8n/webhooks/endsWithin';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

/** Whether work of this length, in milliseconds, ends within five seconds; and when that is known. */
async function outcomeOf(work: Promise<unknown>) {
	const startedAt = Date.now();
	const known = endsWithin(work, 5_000).then((isOver) => ({ isOver, after: Date.now() - startedAt }));
	await jest.advanceTimersByTimeAsync(60_000);
	return await known;
}

const after = async (ms: number, fails = false) =>
	await new Promise((resolve, reject) => setTimeout(fails ? reject : resolve, ms));

test.each([
	[0, { isOver: true, after: 0 }],
	[499, { isOver: true, after: 499 }],
	[4_999, { isOver: true, after: 4_999 }],
	[5_001, { isOver: false, after: 5_000 }],
	[50_000, { isOver: false, after: 5_000 }],
])('work of %i ms: %j', async (ms, outcome) => {
	expect(await outcomeOf(after(ms))).toEqual(outcome);
});

test('work that fails is over, too, and its error is its own business', async () => {
	const work = after(700, true);
	work.catch(() => undefined);

	expect(await outcomeOf(work)).toEqual({ isOver: true, after: 700 });
});

test('no timer is left behind for longer than half a second', async () => {
	await endsWithin(Promise.resolve(), 5_000);

	expect(jest.getTimerCount()).toBeLessThanOrEqual(1);
	await jest.advanceTimersByTimeAsync(500);
	expect(jest.getTimerCount()).toBe(0);
});
