import * as fc from 'fast-check';

import { unusableIdIn } from '../../../../n8n/transport/ids';

describe('an ID in a path', () => {
	test.each([
		['/runs/..', '..'],
		['/runs/../cancel', '..'],
		['/v1/run/./5', '.'],
		['/runs/%2e%2E', '%2e%2E'],
		['/runs/%252e%252e', '%252e%252e'],
		['/runs/.%2e', '.%2e'],
		['/runs/', ''],
		['/runs//cancel', ''],
		['/runs/%20', ' '],
		['/runs/a%EF%BF%BD', 'a\uFFFD'],
	])('%s leads elsewhere', (path, id) => {
		expect(unusableIdIn(path)).toBe(decodeURIComponent(id));
	});

	test.each([
		'',
		'/',
		'/runs',
		'/runs/...',
		'/runs/a..b',
		'/runs/..a',
		'/runs/%',
		'/runs/%2F',
		'/webhooks/trigger',
	])('%j leads where it says', (path) => expect(unusableIdIn(path)).toBeNull());

	test('that is let through stays where it is, however often it is decoded', () => {
		const texts = fc.string({
			unit: fc.constantFrom('.', '%', '2', 'e', 'E', '5', ' ', '/', 'a'),
			maxLength: 12,
		});
		fc.assert(
			fc.property(texts, (id) => {
				const path = `/runs/${encodeURIComponent(id)}/cancel`;
				if (unusableIdIn(path) !== null) return;
				expect(new URL(path, 'http://127.0.0.1').pathname.split('/')).toHaveLength(4);
				expect(new URL(path.replaceAll('%25', '%'), 'http://127.0.0.1').pathname).toMatch(/^\/runs\/.+/);
			}),
		);
	});
});
