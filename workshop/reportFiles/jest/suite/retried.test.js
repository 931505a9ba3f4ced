jest.retryTimes(2);

let asked = 0;

describe('Bank', () => {
	test('asks again', () => {
		asked += 1;
		if (asked < 2) throw new Error('busy');
	});

	test('gives up', () => {
		throw new Error('closed');
	});
});
