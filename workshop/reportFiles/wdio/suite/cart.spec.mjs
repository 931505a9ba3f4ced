import assert from 'node:assert';

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

	it.skip('sends a gift', () => {});

	it('shows <b>"A & B"</b> 🚀', () => {
		throw new Error('no <b>"A & B"</b> 🚀');
	});

	it('asks again', function () {
		this.retries(2);
		asked += 1;
		if (asked < 2) throw new Error('busy');
	});
});

describe('Stock', () => {
	before(() => {
		throw new Error('no stock');
	});

	it('is counted', () => {});
});
