import { readRow, RowFault } from '../../../../core/history/readRow';

const plain = { runKey: 'qase:DEMO:12', testKey: 'a', status: 'passed' };
const read = (facts: object) => readRow({ ...plain, ...facts });

test('of a data table', () => {
	const row = {
		...plain,
		id: 7,
		flaky: false,
		finishedAt: new Date('2026-01-02T03:04:05Z'),
		createdAt: '2026-01-02T04:00:00.000Z',
		updatedAt: '2026-01-02T05:00:00.000Z',
		complete: true,
	};
	expect(readRow(row)).toEqual({
		...plain,
		title: null,
		suite: null,
		group: null,
		flaky: false,
		durationMs: null,
		fingerprint: null,
		branch: null,
		finishedAt: '2026-01-02T03:04:05.000Z',
		commit: null,
		environment: null,
		complete: true,
		createdAt: row.createdAt,
		updatedAt: row.updatedAt,
	});
});

test('of a sheet, which writes switches and numbers as texts, and makes numbers of digits', () => {
	expect(read({ flaky: 'TRUE', complete: 'FALSE', durationMs: '12.5', branch: 7, commit: '' })).toMatchObject(
		{
			flaky: true,
			complete: false,
			durationMs: 12.5,
			branch: '7',
			commit: null,
		},
	);
});

test('of a database', () => {
	expect(read({ flaky: 't', complete: 0, testKey: null })).toMatchObject({
		flaky: true,
		complete: false,
		testKey: '',
	});
});

test.each([
	['durationMs', 'soon', null],
	['durationMs', -1, null],
	['durationMs', '', null],
	['finishedAt', 'soon', null],
	['finishedAt', '', null],
	['flaky', 'perhaps', false],
	['complete', '', null],
	['title', {}, null],
])('%s %p is read as %p', (name, value, expected) => {
	expect(read({ [name]: value })).toMatchObject({ [name]: expected });
});

test('of a whole item', () => {
	expect(readRow({ json: plain, pairedItem: 0 })).toMatchObject(plain);
});

test('an empty table gives one empty object', () => {
	expect(readRow({})).toBeNull();
	expect(readRow({ json: {} })).toBeNull();
});

test.each<[string, unknown, string]>([
	['a text', 'row', 'holds no row'],
	['nothing', null, 'holds no row'],
	['a list', [plain], 'holds no row'],
	['no run', { ...plain, runKey: '' }, "has no 'runKey'"],
	['no test', { runKey: 'a', status: 'passed' }, "has no 'testKey'"],
	['no status', { ...plain, status: null }, "has no 'status'"],
	['an error', { error: 'The table is full' }, 'holds no row but an error: The table is full'],
])('%s is refused', (_, value, complaint) => {
	expect(readRow(value)).toBeInstanceOf(RowFault);
	expect(readRow(value)).toMatchObject({ complaint, advice: expect.stringMatching(/\.$/) });
});
