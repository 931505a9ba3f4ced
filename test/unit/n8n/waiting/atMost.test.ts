import { atMost } from '../../../../n8n/waiting/atMost';

test('so much is done at the same time, and all of it in the end', async () => {
	const inTurn = atMost(3);
	let [underWay, most] = [0, 0];
	const work = async (n: number) => {
		most = Math.max(most, ++underWay);
		await new Promise(setImmediate);
		underWay--;
		if (n % 4 === 0) throw new Error('broken');
		return n;
	};
	const done = await Promise.allSettled(
		Array.from({ length: 20 }, async (_, n) => await inTurn(() => work(n))),
	);

	expect(most).toBe(3);
	expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
});
