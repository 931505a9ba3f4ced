import { beforeAll, describe, test } from 'vitest';

describe('Stock', () => {
	beforeAll(() => {
		throw new Error('no stock');
	});

	test('is counted', () => {});
});
