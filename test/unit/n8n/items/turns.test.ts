import { turnOf, turns } from '../../../../n8n/items/turns';

const moment = async () => await new Promise(setImmediate);

test('turns are limited in number, and every task gets one', async () => {
	const takeTurn = turns(3);
	let [underWay, most] = [0, 0];
	const work = async () => {
		const endTurn = await takeTurn();
		most = Math.max(most, ++underWay);
		await moment();
		underWay--;
		endTurn();
	};
	await Promise.all(Array.from({ length: 20 }, work));

	expect(most).toBe(3);
	expect(underWay).toBe(0);
});

test('tasks of one key follow each other, and those of another key do not wait', async () => {
	const events: string[] = [];
	const work = async (key: string, name: string) => {
		const endTurn = await turnOf(key);
		events.push(`${name} begins`);
		await moment();
		events.push(`${name} ends`);
		endTurn();
	};
	await Promise.all([work('a', 'a1'), work('a', 'a2'), work('b', 'b1')]);
	await work('a', 'a3');

	const ofA = events.filter((event) => event.startsWith('a'));
	expect(ofA).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends', 'a3 begins', 'a3 ends']);
	expect(events.indexOf('b1 begins')).toBeLessThan(events.indexOf('a1 ends'));
});
