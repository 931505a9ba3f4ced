const { expect, test } = require('@playwright/test');

test.describe('Cart', () => {
	test('adds an item', { tag: '@smoke' }, () => {});

	test('pays the total', () => {
		expect(3).toBe(4);
	});

	test('reads the price', () => {
		throw new TypeError('no price');
	});

	test('waits for the bank', async () => {
		test.setTimeout(200);
		await new Promise(() => {});
	});

	test.skip('sends a gift', () => {}); // the reports have to show a skipped test

	test.fixme('gives a discount', () => {});

	for (const price of [1, 2]) test(`costs ${price}`, () => {});

	test('shows <b>"A & B"</b> 🚀', () => {
		throw new Error('no <b>"A & B"</b> 🚀');
	});

	test('asks again', ({}, { retry }) => {
		if (retry === 0) throw new Error('busy');
	});

	test('fails on the phone', ({}, { project }) => {
		if (project.name === 'phone') throw new Error('too small');
	});

	test('should fail and does', () => {
		test.fail();
		throw new Error('as it should');
	});

	test('should fail and passes', () => {
		test.fail();
	});

	test('says two things', () => {
		expect.soft(1).toBe(2);
		expect.soft(5).toBe(6);
	});
});

test.describe('Stock', () => {
	test.beforeAll(() => {
		throw new Error('no stock');
	});

	test('is counted', () => {});

	test('is full', () => {});
});

test.describe('Till', () => {
	test.afterAll(() => {
		throw new Error('does not close');
	});

	test('opens', () => {});
});
