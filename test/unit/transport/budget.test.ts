import { sharedBudget } from '../../../transport/budget';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('what one call takes is not there for the next one', () => {
	const remaining = sharedBudget(20_000);

	expect(remaining()).toBe(20_000);
	jest.advanceTimersByTime(15_000);
	expect(remaining()).toBe(5_000);
});

test('a call that comes too late has next to no time, never more', () => {
	const remaining = sharedBudget(20_000);
	jest.advanceTimersByTime(60_000);

	expect(remaining()).toBe(1);
});

test('without a limit there is none', () => {
	expect(sharedBudget()()).toBeUndefined();
});
