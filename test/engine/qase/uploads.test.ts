/** Uploading files to Qase. */
import type { INodeParameters } from 'n8n-workflow';

import { byId, complaint, PROJECT, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const file = (content: string | Buffer, mimeType: string, fileName?: string) => ({
	data: Buffer.from(content).toString('base64'),
	mimeType,
	fileName,
});
type Files = Record<string, ReturnType<typeof file>>;

const NOT_TEXT = Buffer.from([0x89, 0x50, 0x00, 0x0d, 0x0a, 0x2d, 0x2d]);
const SCREENSHOT = file(NOT_TEXT, 'image/png', 'Süße "Ansicht".png');

const upload = async (files: Files, parameters: INodeParameters = {}) =>
	await qase.run('uploadAttachment', parameters, { files });

test('a file arrives byte by byte, and its hash names it in a result', async () => {
	const { json, error } = await upload({ data: SCREENSHOT });

	expect(error).toBeNull();
	const [stored] = await qase.control().attachments();
	expect(stored).toMatchObject({ filename: 'Süße %22Ansicht%22.png', mime: 'image/png', size: 7 });
	expect(json).toMatchObject([
		{ hash: stored.hash, mime: 'image/png', url: expect.any(String), project: { id: 'SHOP', name: null } },
	]);

	const { id: runId } = await qase.openRun();
	const rows = [{ title: 'pays', caseId: '1', attachments: String(json[0].hash) }];
	await qase.run('createResults', { runId: byId(runId), results: { rows } });
	expect(await qase.control().results({ project: PROJECT, runId })).toMatchObject([
		{ attachments: [{ size: 7, mime: 'image/png' }] },
	]);
});

test('several files of an item come out one an item', async () => {
	const files = { shot: SCREENSHOT, log: file('all fine', 'text/plain') };
	const { json } = await upload(files, { binaryField: 'log, shot' });
	expect(json.map(({ mime }) => mime)).toEqual(['text/plain', 'image/png']);
});

test.each([
	['a field that holds no file', { data: SCREENSHOT }, 'data, page', "The item has no binary field 'page'"],
	['no field', { data: SCREENSHOT }, ' , ', "'Input Binary Field' is empty"],
	[
		'a file that is too large',
		{ data: file(Buffer.alloc(32 * 1024 * 1024 + 1), 'application/zip') },
		'data',
		'names a file of 33 MB in data; Qase takes 32 MB at most',
	],
])('%s is refused before anything is sent', async (_, files, binaryField, words) => {
	expect(complaint(await upload(files as Files, { binaryField }))).toContain(words);
	expect(await qase.calls()).toEqual([]);
});

test('an upload is sent again after 429, and not after a lost answer', async () => {
	await qase.setVariants({ retryAfter: '0' });
	await qase.fault({ fault: { kind: 'status', status: 429 } });
	expect((await upload({ data: SCREENSHOT })).json).toHaveLength(1);
	expect(await qase.control().attachments()).toHaveLength(1);

	await qase.fault({ fault: { kind: 'closeSocket' }, afterEffect: true });
	expect(complaint(await upload({ data: SCREENSHOT }))).toContain('Could not upload Süße "Ansicht".png');
	expect(await qase.control().attachments()).toHaveLength(2);
});
