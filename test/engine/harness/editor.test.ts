import { credentialTest, listSearch, loadOptions, nodeCredentialTest } from './index';
import { KEY, useToys } from './toy-setup';
import { toyAction, toyApi, toyApiByBody } from './toys';

const toys = useToys();

describe('lists in the editor', () => {
	test('runs a list search', async () => {
		const search = { ...toys.action(''), method: 'findThings', filter: 'a', paginationToken: '1' };

		expect(await listSearch(search)).toEqual({
			results: [{ name: 'a of page 1', value: 1 }],
			paginationToken: '2',
		});
	});

	test('loads options with the credential of the node', async () => {
		toys.service.answers['/colours'] = () => ({ body: { names: ['red'] } });

		expect(await loadOptions({ ...toys.action('/colours'), method: 'getColours' })).toEqual([
			{ name: 'red', value: 'red' },
		]);
		expect(toys.service.seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
	});
});

describe('testing a credential', () => {
	const data = () => ({ apiKey: KEY, baseUrl: toys.service.url });

	test('sends the test request with authentication', async () => {
		toys.service.answers['/me'] = () => ({ body: { account: { active: true } } });

		expect(await credentialTest({ credentialType: toyApi, data: data() })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(toys.service.seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
	});

	test.each([
		[401, 'The key is wrong'],
		[503, 'Service Unavailable'],
	])('says what HTTP %d means', async (status, message) => {
		toys.service.answers['/me'] = () => ({ status, body: {} });

		expect(await credentialTest({ credentialType: toyApi, data: data() })).toEqual({
			status: 'Error',
			message,
		});
	});

	test('reads the body where the rules say so', async () => {
		toys.service.answers['/me'] = () => ({ body: { account: { active: false } } });

		expect(await credentialTest({ credentialType: toyApiByBody, data: data() })).toEqual({
			status: 'Error',
			message: 'The account is closed',
		});
	});

	test("runs a node's own test function", async () => {
		toys.service.answers['/me'] = () => ({ body: { name: 'toy' } });
		const test = { node: toyAction, method: 'toyApiTest', type: 'toyApi', data: data() };

		expect(await nodeCredentialTest(test)).toEqual({ status: 'OK', message: 'Hello toy' });
	});

	test('says when nothing listens', async () => {
		const unreachable = { apiKey: KEY, baseUrl: 'http://127.0.0.1:1' };

		expect(await credentialTest({ credentialType: toyApi, data: unreachable })).toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});
});
