import { budgetOf, PATIENCE_MS, sharedBudget } from '../../../../n8n/transport/budget';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const asked = (ms: number) => ({ ms, isAsked: true });
const own = (ms: number) => ({ ms, isAsked: false });

test('what one call takes is not there for the next one', () => {
	const budget = budgetOf(20_000);

	expect(budget.leftMs()).toBe(20_000);
	jest.advanceTimersByTime(15_000);
	expect(budget.leftMs()).toBe(5_000);
	expect(budget.grant(own(4_999))).toBe(true);
	expect(budget.grant(own(5_000))).toBe(false);
});

test('a call that comes too late has next to no time, never more', () => {
	const budget = budgetOf(20_000);
	jest.advanceTimersByTime(60_000);

	expect(budget.leftMs()).toBe(1);
});

test('without a limit there is none', () => {
	expect(sharedBudget()).toBeUndefined();
});

test('a pause that the platform asks for leaves the time for attempts as it was', () => {
	const budget = budgetOf(20_000);

	expect(budget.grant(asked(60_000))).toBe(true);
	jest.advanceTimersByTime(60_000);
	expect(budget.leftMs()).toBe(20_000);
});

test('patience is more than the minute that Qase asks for, and ends', () => {
	const budget = budgetOf(20_000);

	expect(PATIENCE_MS).toBeGreaterThan(60_000);
	expect(budget.grant(asked(PATIENCE_MS + 1))).toBe(false);
	expect(budget.grant(asked(PATIENCE_MS - 1_000))).toBe(true);
	jest.advanceTimersByTime(PATIENCE_MS - 1_000);
	expect(budget.grant(asked(1_001))).toBe(false);
	expect(budget.grant(asked(1_000))).toBe(true);
});

test('calls that are made at the same time pause together', () => {
	const budget = budgetOf(20_000);

	for (let call = 0; call < 20; call += 1) expect(budget.grant(asked(60_000))).toBe(true);
	jest.advanceTimersByTime(60_000);
	expect(budget.leftMs()).toBe(20_000);
	expect(budget.grant(asked(60_000))).toBe(false);
});
