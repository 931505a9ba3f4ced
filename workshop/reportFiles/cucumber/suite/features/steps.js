const assert = require('node:assert');
const { Before, Given, Then } = require('@cucumber/cucumber');

let asked = 0;

Before({ tags: '@no-stock' }, () => {
	throw new Error('no stock');
});

Given('a cart', () => {});

Then('it holds {int}', (count) => assert.ok(count));

Then('it costs {int}', (price) => {
	assert.strictEqual(price, 3, `it does not cost ${price}`);
});

Then('the price is read', () => {
	throw new TypeError('no price');
});

Then('the bank answers', { timeout: 200 }, () => new Promise(() => {}));

Then('a gift is sent', () => 'skipped');

Then('a discount is given', () => 'pending');

Then(/^it has two meanings$/, () => {});

Then('it has two meanings', () => {});

Then('it shows markup', () => {
	throw new Error('no <b>"A & B"</b> 🚀');
});

Then('the bank answers when asked again', () => {
	asked += 1;
	if (asked < 2) throw new Error('busy');
});

Then('the bank is open', () => {
	throw new Error('closed');
});
