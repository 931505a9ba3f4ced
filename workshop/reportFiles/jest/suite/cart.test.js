describe('Cart', () => {
	test('adds an item', () => {});

	test('pays the total', () => {
		expect(3).toBe(4);
	});

	test('reads the price', () => {
		throw new TypeError('no price');
	});

	test('waits for the bank', () => new Promise(() => {}), 200);

	test.skip('sends a gift', () => {}); // the reports have to show a skipped test

	test.todo('gives a discount'); // the reports have to show a test that is still to be written

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

	test.failing('should fail and does', () => {
		throw new Error('as it should');
	});

	test.failing('should fail and passes', () => {});
});

test('is in no block', () => {});
