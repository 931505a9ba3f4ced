import * as fc from 'fast-check';

import { multipart } from '../../../../n8n/transport/multipart';

const read = async (files: Parameters<typeof multipart>[0]) => {
	const { body, contentType } = multipart(files);
	const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
	return await Promise.all(
		[...form.entries()].map(async ([field, file]) => {
			const { name, type } = file as File;
			return { field, name, type, content: Buffer.from(await (file as File).arrayBuffer()) };
		}),
	);
};

test('files come out as they went in, whatever is in them', async () => {
	const file = fc.record({
		field: fc.constant('file[]'),
		name: fc.stringMatching(/^[\w äöü€.-]{1,30}$/),
		type: fc.constantFrom('image/png', 'text/plain; charset=utf-8', 'application/zip'),
		content: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
			const found = await read(files);
			expect(found.map(({ field, name, content }) => ({ field, name, content }))).toEqual(
				files.map(({ field, name, content }) => ({ field, name, content })),
			);
		}),
	);
});

test.each([
	['a"; filename="b', 'a%22; filename=%22b'],
	['a\r\nX-Injected: 1', 'a%0D%0AX-Injected: 1'],
])('a name cannot break out of its place: %j', (name, written) => {
	const { body } = multipart([{ field: 'file', name, type: 'text/plain', content: Buffer.from('x') }]);
	expect(body.toString()).toContain(`filename="${written}"\r\n`);
	expect(body.toString()).not.toMatch(/^X-Injected/m);
});

test.each(['image/png\r\nX-Injected: 1', '', 'png'])('%j is no media type', (type) => {
	const { body } = multipart([{ field: 'file', name: 'a', type, content: Buffer.from('x') }]);
	expect(body.toString()).toContain('Content-Type: application/octet-stream\r\n\r\nx');
});
