import { givingWay } from '../../../n8n/givingWay';

// Never goes back, from one test to the next either.
let clock = 1_000;

beforeEach(() => {
	jest.useFakeTimers();
	jest.spyOn(performance, 'now').mockImplementation(() => clock);
});

afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

/** Work that takes its time, without anything else getting a turn. */
const work = (milliseconds: number) => (clock += milliseconds);

test('work that has not taken long goes on at once', () => {
	const giveWay = givingWay();
	work(19);

	expect(giveWay()).toBeUndefined();
});

test('work that has taken 20 ms waits until others have had their turn, and then may take as long again', async () => {
	const giveWay = givingWay();
	work(20);
	const order: string[] = [];
	setTimeout(() => order.push('another execution'), 0);
	const waiting = giveWay()?.then(() => order.push('this work'));

	expect(waiting).toBeInstanceOf(Promise);
	await jest.advanceTimersByTimeAsync(5);
	await waiting;
	expect(order).toEqual(['another execution', 'this work']);
	work(10);
	expect(giveWay()).toBeUndefined();
	work(10);
	expect(giveWay()).toBeInstanceOf(Promise);
	await jest.runAllTimersAsync();
});

test('all work waits for one turn: with a timer each, one would go on right after the other', async () => {
	const [one, other] = [givingWay(), givingWay()];
	work(20);
	const waiting = one();

	expect(waiting).toBeInstanceOf(Promise);
	expect(other()).toBe(waiting);
	await jest.runAllTimersAsync();
	expect(one()).toBeUndefined();
	expect(other()).toBeUndefined();
});

test('what was done before the work began does not count', () => {
	work(1_000);
	const giveWay = givingWay();
	work(10);

	expect(giveWay()).toBeUndefined();
});
