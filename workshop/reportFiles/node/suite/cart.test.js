const assert = require('node:assert');
const { after, before, describe, it, test } = require('node:test');

describe('Cart', () => {
	it('adds an item', () => {});

	it('pays the total', () => {
		assert.strictEqual(3, 4, 'three is not four');
	});

	it('reads the price', () => {
		throw new TypeError('no price');
	});

	it('waits for the bank', { timeout: 200 }, () => new Promise((resolve) => setTimeout(resolve, 1_000)));

	it.skip('sends a gift', () => {}); // the reports have to show a skipped test

	it.todo('gives a discount'); // the reports have to show a test that is still to be written

	it('gives a discount that fails', { todo: true }, () => {
		throw new Error('later');
	});

	for (const price of [1, 2]) it(`costs ${price}`, () => {});

	it('shows <b>"A & B"</b> 🚀', () => {
		throw new Error('no <b>"A & B"</b> 🚀');
	});
});

describe('Stock', () => {
	before(() => {
		throw new Error('no stock');
	});

	it('is counted', () => {});
});

describe('Till', () => {
	after(() => {
		throw new Error('does not close');
	});

	it('opens', () => {});
});

test('has parts', async (t) => {
	await t.test('passes', () => {});
	await t.test('fails', () => {
		throw new Error('one part');
	});
});
