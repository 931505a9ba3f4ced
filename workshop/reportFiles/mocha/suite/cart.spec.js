const assert = require('node:assert');

let asked = 0;

describe('Cart', () => {
	it('adds an item', () => {});

	it('pays the total', () => {
		assert.strictEqual(3, 4, 'three is not four');
	});

	it('reads the price', () => {
		throw new TypeError('no price');
	});

	it('waits for the bank', function () {
		this.timeout(200);
		return new Promise(() => {});
	});

	it.skip('sends a gift', () => {}); // the reports have to show a skipped test

	it('gives a discount');

	for (const price of [1, 2]) it(`costs ${price}`, () => {});

	it('shows <b>"A & B"</b> 🚀', () => {
		throw new Error('no <b>"A & B"</b> 🚀');
	});

	it('same title', () => {});

	it('same title', () => {
		throw new Error('the second');
	});

	it('asks again', function () {
		this.retries(2);
		asked += 1;
		if (asked < 2) throw new Error('busy');
	});

	it('gives up', function () {
		this.retries(2);
		throw new Error('closed');
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
