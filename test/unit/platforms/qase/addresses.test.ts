import fc from 'fast-check';

import { apiOrigin, appOrigin, qaseService } from '../../../../platforms/qase/service';

describe('addresses', () => {
	test.each([
		['https://api.qase.io', 'https://api.qase.io', 'https://app.qase.io'],
		[' https://api.qase.io/v1/ ', 'https://api.qase.io', 'https://app.qase.io'],
		['https://api.qase.io//v1', 'https://api.qase.io', 'https://app.qase.io'],
		['https://api.qase.io/v2', 'https://api.qase.io', 'https://app.qase.io'],
		['https://api-company.qase.io/v1', 'https://api-company.qase.io', 'https://company.qase.io'],
		['https://qase.example.com:8443/api/v1/', 'https://qase.example.com:8443/api', null],
		['https://api.example.com:8443/v1', 'https://api.example.com:8443', 'https://app.example.com:8443'],
		['http://API-qa.Example.com/qase/', 'http://API-qa.Example.com/qase', 'http://qa.example.com'],
		['https://apis.example.com', 'https://apis.example.com', null],
		['http://api.localhost', 'http://api.localhost', null],
		['http://127.0.0.1:4010/qase', 'http://127.0.0.1:4010/qase', null],
	])('%j is the API at %s and the app at %s', (pasted, api, app) => {
		expect(apiOrigin(pasted)).toBe(api);
		expect(appOrigin({ origin: pasted })).toBe(app);
	});

	test.each([
		['https://qase.example.com/', 'https://qase.example.com'],
		[' https://qase.example.com/tms// ', 'https://qase.example.com/tms'],
		['', 'https://app.qase.io'],
		['javascript:alert(1)', 'https://app.qase.io'],
	])('the app is at %j where the credential says so', (appUrl, app) => {
		expect(appOrigin({ origin: 'https://api.qase.io', appUrl })).toBe(app);
	});

	test('the app is told of any origin, and never with a password', () => {
		expect(appOrigin({ origin: 'https://user:secret@api.example.com' })).toBe('https://app.example.com');
		fc.assert(fc.property(fc.string(), (origin) => void appOrigin({ origin })));
	});

	test('a wrong address of the app is an error that names the field', () => {
		expect(() => qaseService.baseUrl({ origin: 'https://api.qase.io', appUrl: 'qase.example.com' })).toThrow(
			"'Web App URL' in the credential must begin with http:// or https://",
		);
	});

	test.each(['', 'api.qase.io', 'ftp://api.qase.io', 'https://api.qase.io?x=1'])(
		'%j is refused',
		(pasted) => {
			expect(() => apiOrigin(pasted)).toThrow("'Base URL' in the credential must");
		},
	);
});

describe('words of a refusal', () => {
	test.each([
		[{ status: false, errorMessage: 'Data is invalid.' }, 'Data is invalid.'],
		[
			{
				status: false,
				errorMessage: 'Data is invalid.',
				errorFields: [{ field: 'title', error: 'is required' }],
			},
			'Data is invalid. title: is required',
		],
		[
			{ message: 'Invalid', errors: { title: ['is required', 'is short'] } },
			'Invalid title: is required, is short',
		],
		[{ error: 'No' }, 'No'],
		[{}, null],
		[null, null],
		['Bad gateway', 'Bad gateway'],
	])('%j', (body, words) => {
		expect(qaseService.errorText(body)).toBe(words);
	});

	test('are read from any body', () => {
		fc.assert(
			fc.property(fc.anything(), (body) => {
				const words = qaseService.errorText(body);
				expect(words === null || words.length > 0).toBe(true);
			}),
		);
	});
});
