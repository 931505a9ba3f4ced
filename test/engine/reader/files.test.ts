/** Where the Reader takes its files from, and how it makes runs of them. */
import { Readable } from 'node:stream';
import { BinaryDataService } from 'n8n-core';

import { ctrf, junit } from '../../smallReports';
import { type Given, keepFilesIn, read, startReading } from './support';

afterEach(() => jest.restoreAllMocks());

const RED = junit('+adds -pays ?refunds');
const REPORT = { file: ['junit.xml', RED] as [string, string] };

describe.each([
	{ storage: 'default', shape: 'separate' },
	{ storage: 'default', shape: 'combined' },
	{ storage: 'filesystem', shape: 'separate' },
	{ storage: 'filesystem', shape: 'combined' },
] as const)('files kept in $storage mode, $shape from the data', ({ storage, shape }) => {
	beforeAll(async () => await keepFilesIn(storage));

	test('become a run', async () => {
		const { error, outputs, runs } = await read([{ files: REPORT }], { shape });

		expect(error).toBeNull();
		expect(outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(outputs[0]?.[0]?.binary).toBeUndefined();
		expect(runs).toEqual([
			expect.objectContaining({
				platform: 'report',
				platformName: 'JUnit',
				status: 'finished',
				verdict: 'failed',
				counts: { total: 3, passed: 1, failed: 1, skipped: 1, flaky: 0, pending: 0, other: 0 },
				failures: [expect.objectContaining({ title: 'pays', suite: 'cart', status: 'failed' })],
				tests: null,
			}),
		]);
	});

	test('are chosen by their fields, by name and with *', async () => {
		const files = { file_0: junit('+adds'), file_1: junit('-pays'), note: 'no report' };
		const totals = async (binaryFields: string) => {
			const { runs, error } = await read([{ files }], { shape, parameters: { binaryFields } });
			return error?.message ?? runs.map(({ counts }) => (counts as { total: number }).total);
		};
		expect(await totals('file_0')).toEqual([1]);
		expect(await totals('file_1, file_0')).toEqual([2]);
		expect(await totals('file_*')).toEqual([2]);
		expect(await totals('*')).toMatch(/^note is no test report of a known format: its text begins with/);
		expect(await totals('file_0, data')).toBe("This item has no file in the field 'data'");
	});

	test('that are no longer there are an error that says so, without a path of the machine', async () => {
		const { error } = await read([{ files: REPORT }], { shape, storage });
		expect(error).toBeNull();
		if (storage === 'default') return;
		const gone = {
			file: { mimeType: 'text/xml', data: 'filesystem-v2', id: 'filesystem-v2:gone', fileName: 'a.xml' },
		};
		const lost = await read([{ json: { _files: gone } }]);
		expect(lost.error?.message).toBe('a.xml could not be loaded');
		expect(lost.error?.description).toMatch(/Run the node that gives the file again/);
		const stored = JSON.stringify(lost.stored);
		expect(stored).not.toContain('ENOENT');
		expect(stored).not.toContain(String(process.env.N8N_USER_FOLDER));
	});
});

describe('a file larger than 64 MB', () => {
	const large = { file: ['big.xml', Buffer.alloc(64 * 1024 * 1024 + 1, ' ')] as [string, Buffer] };

	test.each(['default', 'filesystem'] as const)(
		'is refused before it is read, in %s mode',
		async (storage) => {
			await keepFilesIn(storage);
			const loads = (['getAsStream', 'getAsBuffer'] as const).map((name) =>
				jest.spyOn(BinaryDataService.prototype, name),
			);
			const { error } = await read([{ files: large }]);
			for (const load of loads) expect(load).not.toHaveBeenCalled();
			expect(error?.message).toBe('big.xml is larger than 64 MB');
			expect(error?.description).toMatch(/^Let the tool write several files/);
		},
	);
});

test('a file whose size is not told is read only as far as it may be', async () => {
	await keepFilesIn('filesystem');
	let megabytes = 0;
	const pieces = function* () {
		for (; megabytes < 200; megabytes += 1) yield Buffer.alloc(1024 ** 2, ' ');
	};
	jest.spyOn(BinaryDataService.prototype, 'getAsStream').mockResolvedValue(Readable.from(pieces()));
	const file = {
		mimeType: 'text/xml',
		data: 'filesystem-v2',
		id: 'filesystem-v2:endless',
		fileName: 'big.xml',
	};
	const { error } = await read([{ json: { _files: { file } } }]);

	expect(error?.message).toBe('big.xml is larger than 64 MB');
	expect(megabytes).toBeLessThan(100);
});

describe('text', () => {
	const text = async (report: unknown, more = {}) =>
		await read([{ json: { report } as never }], { parameters: { source: 'text', ...more } });

	test('is a report as well: as it is, and as JSON that n8n has parsed', async () => {
		expect((await text(RED)).runs).toEqual([expect.objectContaining({ verdict: 'failed' })]);
		expect((await text(ctrf('adds'))).runs).toEqual([expect.objectContaining({ platformName: 'toolbox' })]);
		expect((await text(JSON.parse(ctrf('adds')))).runs).toEqual((await text(ctrf('adds'))).runs);
		const feature = { uri: 'a.feature', keyword: 'Feature', name: 'Cart', elements: [] };
		expect((await text([feature])).error?.message).toBeUndefined();
	});

	test('comes from the field that is chosen', async () => {
		const { runs } = await text('', {
			text: '={{ "<testsuite name=\\"a\\"><testcase name=\\"b\\"/></testsuite>" }}',
		});
		expect(runs).toEqual([expect.objectContaining({ verdict: 'passed' })]);
	});

	test.each([
		['', "'Report Text' is empty"],
		[null, "'Report Text' is empty"],
		[7, "'Report Text' is neither a text nor JSON"],
		['   ', 'The text is empty'],
		['hello', 'The text is no test report of a known format: its text begins with "hello"'],
		[
			{ testsuite: { $: { name: 'a' } } },
			'The text is no test report of a known format: it is XML that was turned into JSON',
		],
	])('that is none is refused: %j', async (report, message) => {
		const { error, runs } = await text(report);
		expect(error?.message).toBe(message);
		expect(error?.description).toBeTruthy();
		expect(runs).toEqual([]);
	});
});

describe('One Run Per', () => {
	const items: Given[] = [
		{ files: { a: junit('+adds'), b: junit('-pays') } },
		{ files: { a: junit('+ships', 'post') } },
	];
	const summary = async (runPer: string) => {
		const { outputs } = await read(items, { parameters: { runPer } });
		return (outputs[0] ?? []).map(({ json, pairedItem }) => [
			json.verdict,
			(json.counts as { total: number }).total,
			pairedItem,
		]);
	};

	test('item: all files of an item are one run', async () => {
		expect(await summary('item')).toEqual([
			['failed', 2, { item: 0 }],
			['passed', 1, { item: 1 }],
		]);
	});

	test('file: each file is a run', async () => {
		expect(await summary('file')).toEqual([
			['passed', 1, { item: 0 }],
			['failed', 1, { item: 0 }],
			['passed', 1, { item: 1 }],
		]);
	});

	test('all: the files of all items are one run', async () => {
		expect(await summary('all')).toEqual([['failed', 3, [{ item: 0 }, { item: 1 }]]]);
	});
});

test('several formats in one item are one run', async () => {
	const { runs } = await read([{ files: { a: junit('+adds'), b: ctrf('ships', 'pays') } }]);
	expect(runs).toEqual([
		expect.objectContaining({
			platformName: 'JUnit, toolbox',
			counts: expect.objectContaining({ total: 3, passed: 3 }),
		}),
	]);
});

test('files that are called alike are told apart in what is said of them', async () => {
	const report = (tests: string) => ['junit.xml', junit(tests)] as [string, string];
	const one = await read([{ files: { file_0: report('+adds'), file_1: report('-adds') } }]);
	expect(one.runs[0]?.verdictReason).toMatch(/file_0\/junit\.xml, file_1\/junit\.xml\.$/);
	const two = await read(
		[{ files: { data: report('+adds') } }, { files: { data: ['junit.xml', '<testsuite>'] } }],
		{
			parameters: { runPer: 'all' },
		},
	);
	expect(two.error?.message).toMatch(/^item 1\/data\/junit\.xml, line 1, column 12, /);
	expect(two.error).toMatchObject({ context: { itemIndex: 1 } });
});

test('attachments of Allure results may lie beside them, by the names of the files', async () => {
	const result = {
		uuid: '1',
		name: 'pays',
		status: 'passed',
		historyId: 'h',
		start: 1_700_000_000_000,
		stop: 1_700_000_001_000,
		attachments: [{ name: 'log', source: 'a.txt' }],
	};
	const files = {
		file_0: ['allure/1-result.json', JSON.stringify(result)],
		file_1: ['allure/a.txt', 'text'],
	} as never;
	expect((await read([{ files }])).runs).toEqual([expect.objectContaining({ verdict: 'passed' })]);
});

test('a zip is told what to do with', async () => {
	const { error } = await read([{ files: { data: ['r.zip', Buffer.from([0x50, 0x4b, 3, 4, 0])] } }]);
	expect(error?.message).toBe('r.zip is a zip archive');
	expect(error?.description).toMatch(/^Put a Compression node before this one/);
});

test.each([
	['nothing', {}, 'This item holds no file', /choose the Source 'Text'/],
	[
		'the body of a request',
		{ body: { testsuite: {} } },
		'This item holds no file',
		/turn on Raw Body in the Webhook node/,
	],
	[
		'an error',
		{ error: 'No such host', message: 'Check it.' },
		'This item holds no file but an error: No such host',
		/^Check it\.$/,
	],
])('an item with %s instead of a file is refused', async (_, json, message, description) => {
	const { error } = await read([{ json }]);
	expect(error?.message).toBe(message);
	expect(error?.description).toMatch(description);
});

describe('parameters', () => {
	const run = async (parameters: object) =>
		(await read([{ files: REPORT }], { parameters: parameters as never })).runs[0];

	test('Format: one that the file is not of is refused', async () => {
		expect(await run({ format: 'junit' })).toMatchObject({ verdict: 'failed' });
		const { error } = await read([{ files: REPORT }], { parameters: { format: 'trx' } });
		expect(error?.message).toBe('junit.xml is no TRX report but one of JUnit');
	});

	test('Repeated Tests: retries, or each', async () => {
		const files = { a: junit('-pays +pays') };
		const counts = async (repeats: string) =>
			(await read([{ files }], { parameters: { repeats } })).runs[0]?.counts;
		expect(await counts('retries')).toMatchObject({ total: 1, passed: 1, flaky: 1 });
		expect(await counts('each')).toMatchObject({ total: 2, passed: 1, failed: 1, flaky: 0 });
	});

	test('Include Tests puts all of them into the run', async () => {
		const { tests } = (await run({ includeTests: true })) as { tests: Array<{ title: string }> };
		expect(tests.map(({ title }) => title)).toEqual(['adds', 'pays', 'refunds']);
	});

	test('Additional Fields tell what the file does not, and count more than what it does', async () => {
		const bare = await run({});
		const told = await run({
			additionalFields: {
				name: 'Nightly',
				projectName: 'shop',
				branch: 'main',
				commitSha: 'abc',
				commitMessage: 'Faster',
				environment: 'staging',
				tags: 'smoke, web',
				buildId: '={{ 42 }}',
				url: 'https://ci.example/42',
			},
		});
		expect(told).toMatchObject({
			key: bare?.key,
			name: 'Nightly',
			project: { id: 'shop', name: 'shop' },
			branch: 'main',
			commit: { sha: 'abc', message: 'Faster', author: null },
			environment: 'staging',
			tags: ['smoke', 'web'],
			buildId: '42',
			url: 'https://ci.example/42',
		});
		expect(bare).toMatchObject({ name: null, project: null, commit: null, tags: [], buildId: null });
		const keyOf = (run: unknown) => (run as { failures: Array<{ testKey: string }> }).failures[0]?.testKey;
		expect(keyOf(told)).not.toBe(keyOf(bare));
	});
});

test('an item that comes after is read with its own parameters', async () => {
	const items = ['one', 'two'].map((name) => ({ json: { name }, files: REPORT }));
	const { runs } = await read(items, { parameters: { additionalFields: { name: '={{ $json.name }}' } } });
	expect(runs.map(({ name }) => name)).toEqual(['one', 'two']);
});

test('an execution without items gives none', async () => {
	expect((await startReading([]).finished).items('Reader')).toEqual([]);
});

test('the address of a download, which may be signed, is in no message', async () => {
	const download = {
		mimeType: 'application/xml',
		data: Buffer.from(RED.slice(0, -20)).toString('base64'),
		fileName: 'junit.xml',
		directory: 'https://files.example.com/junit.xml?sig=placeholder',
	};
	const { error } = await read([{ json: { _files: { data: download } } }]);
	expect(error?.message).toMatch(/^junit\.xml, line 1,/);
	expect(JSON.stringify(error)).not.toContain('placeholder');
});
