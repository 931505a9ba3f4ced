import { checkedBaseUrl, isLoopback } from '../../../../n8n/transport/baseUrl';

const EXAMPLE = 'https://api.example.com/v1';

describe('checkedBaseUrl', () => {
	test.each([
		['https://api.example.com/v1', 'https://api.example.com/v1'],
		['  https://api.example.com/v1///  ', 'https://api.example.com/v1'],
		['http://127.0.0.1:4010/currents/v1/', 'http://127.0.0.1:4010/currents/v1'],
		['HTTPS://API.example.com', 'HTTPS://API.example.com'],
		['http://[::1]:80', 'http://[::1]:80'],
	])('takes %s', (given, expected) => {
		expect(checkedBaseUrl(given, EXAMPLE)).toBe(expected);
	});

	test.each([
		[undefined, 'must begin with http:// or https://'],
		[null, 'must begin with http:// or https://'],
		['', 'must begin with http:// or https://'],
		['api.example.com', 'must begin with http:// or https://'],
		['//api.example.com', 'must begin with http:// or https://'],
		['ftp://api.example.com', 'must begin with http:// or https://'],
		['javascript:alert(1)', 'must begin with http:// or https://'],
		['file:///etc/hosts', 'must begin with http:// or https://'],
		['https://', 'must begin with http:// or https://'],
		['https://api.example.com?x=1', 'must not have a query or a fragment'],
		['https://api.example.com#x', 'must not have a query or a fragment'],
		['https://api.example.com/v1?', 'must not have a query or a fragment'],
		['https://api.example.com/v1#', 'must not have a query or a fragment'],
		['https://user@api.example.com', 'must not hold a user name or password'],
		['https://:password@api.example.com', 'must not hold a user name or password'],
	])('refuses %j', (given, message) => {
		expect(() => checkedBaseUrl(given, EXAMPLE)).toThrow(
			`'Base URL' in the credential ${message}, e.g. ${EXAMPLE}`,
		);
	});

	test('names the field as the panel does', () => {
		expect(() => checkedBaseUrl('', EXAMPLE, 'Schedule URL')).toThrow(
			/^'Schedule URL' in the credential must begin with /,
		);
	});
});

describe('isLoopback', () => {
	test.each([
		'http://localhost:5678/webhook/x',
		'http://n8n.localhost',
		'http://127.0.0.1',
		'https://127.8.9.10:1/x',
		'http://[::1]:5678',
		'http://LOCALHOST',
		'http://2130706433/',
	])('%s points to this machine', (url) => {
		expect(isLoopback(url)).toBe(true);
	});

	test.each([
		'https://n8n.example.com',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://notlocalhost',
		'http://10.0.0.5:5678',
		'http://[2001:db8::1]',
		'http://host/?127.0.0.1',
		'localhost',
		'',
	])('%j does not', (url) => {
		expect(isLoopback(url)).toBe(false);
	});
});
