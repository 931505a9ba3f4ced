import { describe, expect, test } from 'vitest';

let asked = 0;

describe('Cart', () => {
	test('adds an item', () => {});

	test('pays the total', () => {
		expect(3).toBe(4);
	});

	test('reads the price', () => {
		throw new TypeError('no price');
	});

	test('waits for the bank', { timeout: 200 }, () => new Promise(() => {}));

	test.skip('sends a gift', () => {});

	test.todo('gives a discount');

	test.each([1, 2])('costs %i', (price) => {
		expect(price).toBeLessThan(3);
	});

	test('shows <b>"A & B"</b> 🚀', () => {
		throw new Error('no <b>"A & B"</b> 🚀');
	});

	test('same title', () => {});

	test('same title', () => {
		throw new Error('the second');
	});

	test('asks again', { retry: 2 }, () => {
		asked += 1;
		if (asked < 2) throw new Error('busy');
	});

	test('gives up', { retry: 2 }, () => {
		throw new Error('closed');
	});
});
