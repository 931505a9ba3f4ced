import { isGoingOn, settled } from '../../../../n8n/webhooks/settled';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

/** What comes of reading these states one after the other, and how long that takes. */
async function read(...states: string[]) {
	const startedAt = Date.now();
	const left = [...states];
	const asked: number[] = [];
	const reading = settled(
		async () => (left.length > 1 ? left.shift() : left[0]) as 'running' | 'finished',
		(status, looks) => asked.push(looks) > 0 && isGoingOn({ status }),
	).then((latest) => ({ latest, asked, seconds: (Date.now() - startedAt) / 1_000 }));
	await jest.advanceTimersByTimeAsync(60_000);
	return await reading;
}

test('a run that is over is read once', async () => {
	expect(await read('finished')).toEqual({ latest: 'finished', asked: [1], seconds: 0 });
});

test('one that is not over yet is looked at again, every two seconds', async () => {
	expect(await read('running', 'queued', 'finished')).toEqual({
		latest: 'finished',
		asked: [1, 2, 3],
		seconds: 4,
	});
});

test('one that goes on is given up after ten seconds, and comes as it was read last', async () => {
	expect(await read('queued', 'running')).toEqual({
		latest: 'running',
		asked: [1, 2, 3, 4, 5],
		seconds: 10,
	});
});

test('what cannot be read is said at once', async () => {
	const reading = settled(
		async () => await Promise.reject(new Error('no')),
		() => true,
	);

	await expect(reading).rejects.toThrow('no');
});
