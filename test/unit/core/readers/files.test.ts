/** Files as they come: encodings, kinds, limits, several at once. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';

import { reportFormats } from '../../../../core/readers';
import { formatNames } from '../../../../core/readers/formatNames';
import { MAX_ATTRIBUTES, MAX_FILE_SIZE, MAX_LEVELS, MAX_TESTS } from '../../../../core/readers/limits';
import { givingWay, readReports, toEnd } from '../../../../core/readers/readReports';
import { linesOf as textLines, textPieces } from '../../../../core/readers/text';
import { errorFor, formatOf, linesOf, runOf } from './reading';

const JUNIT = '<testsuite name="é🚀"><testcase name="a"/></testsuite>';
const CTRF = JSON.stringify({
	reportFormat: 'CTRF',
	results: { tool: { name: 'x' }, summary: {}, tests: [{ name: 'é🚀', status: 'passed' }] },
});

const utf16 = (text: string, { isBig = false, hasMark = true } = {}) => {
	const bytes = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf16le');
	return isBig ? bytes.swap16() : bytes;
};

describe('encodings', () => {
	it.each([
		['text', JUNIT],
		['text with a mark', `\ufeff${JUNIT}`],
		['UTF-8', Buffer.from(JUNIT)],
		['UTF-8 with a mark', Buffer.from(`\ufeff${JUNIT}`)],
		['UTF-8 that says so', Buffer.from(`<?xml version="1.0" encoding="utf-8"?>${JUNIT}`)],
		['UTF-8 that says it is UTF-16', Buffer.from(`<?xml version="1.0" encoding="utf-16"?>${JUNIT}`)],
		['UTF-16', utf16(JUNIT)],
		['UTF-16, the other way round', utf16(JUNIT, { isBig: true })],
		['UTF-16 without a mark', utf16(`<?xml version="1.0" encoding="UTF-16"?>${JUNIT}`, { hasMark: false })],
		['UTF-16 without a mark, the other way round', utf16(JUNIT, { isBig: true, hasMark: false })],
	])('XML in %s', (_, content) => {
		expect(linesOf(runOf(content))).toEqual(['passed é🚀 > a']);
	});

	it('XML in what its declaration says', () => {
		const latin1 = Buffer.from(
			`<?xml version='1.0' encoding='ISO-8859-1' standalone="yes"?><testsuite name="Caf\u00e9"><testcase name="a"/></testsuite>`,
			'latin1',
		);
		expect(linesOf(runOf(latin1))).toEqual(['passed Café > a']);
		expect(errorFor(Buffer.from('<?xml version="1.0" encoding="x-none"?><testsuite/>'))).toBe(
			'report is written in the encoding "x-none", which is not known here. Let the tool write UTF-8.',
		);
	});

	it.each([
		['UTF-8 with a mark', Buffer.from(`\ufeff${CTRF}`)],
		['UTF-16, as PowerShell writes it', utf16(CTRF)],
	])('JSON in %s', (_, content) => {
		expect(linesOf(runOf(content))).toEqual(['passed é🚀']);
	});

	it('bytes that are no character spoil nothing else', () => {
		const [before, after] = JUNIT.split('é🚀');
		expect(
			linesOf(
				runOf(
					Buffer.concat([
						Buffer.from(before as string),
						Buffer.from([0xff, 0xc3]),
						Buffer.from(after as string),
					]),
				),
			),
		).toEqual(['passed \ufffd\ufffd > a']);
	});
});

describe('pieces and lines', () => {
	it('are the text again, and never end in the middle of a character', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.nat(70_000), (end, length) => {
				const text = ('x'.repeat(length) + end).toWellFormed().replace(/^\ufeff/, '');
				for (const content of [text, Buffer.from(text)]) {
					const pieces = [...textPieces({ name: 'a', content })];
					expect(pieces.join('')).toBe(text);
					expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it('are split at any of the usual ends of lines', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z\n\r]{0,6}$/)), (pieces) => {
				const text = pieces.join('');
				const expected = text.split('\n').map((line) => line.replace(/\r$/, ''));
				if (expected.at(-1) === '' && !text.endsWith('\r')) expected.pop();
				expect([...textLines(pieces)]).toEqual(expected);
			}),
		);
	});
});

const SAMPLES: Record<string, string> = {
	junit: JUNIT,
	ctrf: CTRF,
	playwright: '{"config":{},"suites":[],"errors":[],"stats":{"unexpected":0}}',
	jest: '{"numTotalTests":0,"testResults":[]}',
	mocha: '{"stats":{"passes":0},"tests":[],"passes":[],"failures":[],"pending":[]}',
	cucumber: '[{"keyword":"Feature","name":"a","elements":[]}]',
	trx: '<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"/>',
	nunit: '<test-run/>',
	xunit: '<assemblies/>',
	testng: '<testng-results/>',
	allure: '{"uuid":"u","historyId":"h","status":"passed","stage":"finished"}',
	goTest: '{"Action":"start","Package":"a"}\n{"Action":"skip","Package":"a"}',
	robot: '<robot/>',
	tap: 'TAP version 14\n1..0',
	rspec: '{"examples":[],"summary":{"example_count":0}}',
	dart: '{"type":"start","protocolVersion":"0.1.1"}\n{"type":"done","success":true}',
	newman: '{"collection":{},"run":{"executions":[]}}',
	k6: '{"metrics":{},"root_group":{}}',
};

describe('finding the format', () => {
	it.each(Object.entries(SAMPLES))('%s by its content', (id, content) => {
		expect(formatOf(content)).toBe(id);
	});

	it('knows the formats that the page names', () => {
		const page = readFileSync(path.join(__dirname, '../../../../docs/reading.md'), 'utf8');
		const ids = [...page.matchAll(/\| `(\w+)` +\|\n/g)].map(([, id]) => id);
		expect(ids).toEqual(reportFormats.map(({ id }) => id));
		for (const limit of [`${MAX_FILE_SIZE / 2 ** 20} MB`, `${MAX_LEVELS} deep`, MAX_ATTRIBUTES, MAX_TESTS])
			expect(page).toContain(`| ${limit.toLocaleString('en')} `);
	});

	it('has a sample of each format, and each content is of one format alone', () => {
		expect(Object.keys(SAMPLES)).toEqual(reportFormats.map(({ id }) => id));
		for (const [id, content] of Object.entries(SAMPLES)) {
			for (const format of reportFormats.filter((other) => other.id !== id)) {
				expect(errorFor(content, { format: format.id })).toMatch(/^report is no .* report but one of /);
			}
		}
	});

	it.each([
		['', 'report is empty. It was cut off'],
		[' \n\t\n', 'report is empty.'],
		[
			'hello there',
			'report is no test report of a known format: its text begins with "hello there". Nearly every test tool can write JUnit XML: let yours write that.',
		],
		['[1, 2]', 'it is a list whose entries no known tool writes'],
		['{}', 'it is an empty object'],
		['{"a":1,"b":2,"c":3,"d":4}', 'its fields are a, b, c, …'],
		[
			'{"testsuite":{"$":{"name":"a"}}}',
			'it is XML that was turned into JSON. Keep the file as it is: in a Webhook node, switch on Raw Body',
		],
		[
			'<suites><suite/></suites>',
			'its outermost element is <suites>, so its elements are called suite and case',
		],
		['<html><body/></html>', 'its outermost element is <html>, so it is a web page'],
		['<coverage/>', 'so it is a coverage report'],
		['<TestRun/>', 'its outermost element is <TestRun>'],
		['{"a":', 'ends in the middle of its JSON'],
	])('refuses %j and says what it is', (content, error) => {
		expect(errorFor(content)).toContain(error);
	});

	it.each([
		['a zip archive', [0x50, 0x4b, 0x03, 0x04, 0x14], 'Put a Compression node before this one'],
		['compressed with gzip', [0x1f, 0x8b, 0x08], 'Put a Compression node before this one'],
		['an image', [0x89, 0x50, 0x4e, 0x47], 'Take the file that the test tool writes'],
		['a PDF', [0x25, 0x50, 0x44, 0x46], 'Take the file that the test tool writes'],
	])('says of %s what to do', (what, bytes, advice) => {
		expect(errorFor({ 'a.zip': Uint8Array.from(bytes) })).toContain(`a.zip is ${what}. ${advice}`);
	});

	it('refuses a chosen format that there is not', () => {
		expect(() => runOf(JUNIT, { format: 'html' })).toThrow('There is no report format "html"');
		expect(errorFor('{}', { format: 'junit' })).toContain('no test report of a known format');
		expect(linesOf(runOf(JUNIT, { format: 'junit' }))).toEqual(['passed é🚀 > a']);
	});
});

describe('limits', () => {
	it('of the size of a file', () => {
		const advice = 'is larger than 64 MB. Let the tool write several files';
		expect(errorFor({ 'a.xml': Buffer.alloc(MAX_FILE_SIZE + 1, 0x20) })).toContain(`a.xml ${advice}`);
		expect(errorFor('x'.repeat(MAX_FILE_SIZE + 1))).toContain(advice);
	});

	it('of the number of tests over all files', () => {
		const many = Buffer.from(`<testsuite>${'<testcase/>'.repeat(600_000)}</testsuite>`);
		const files = [1, 2].map((n) => ({
			name: `${n}.xml`,
			content: Buffer.concat([many, Buffer.from(' '.repeat(n))]),
		}));
		expect(() => toEnd(readReports(files))).toThrow(
			'2.xml brings the run to more than 1,000,000 tests. Read the files as several runs.',
		);
	});
});

describe('very many of one thing', () => {
	const MANY = 150_000;

	it.each<[what: string, content: string, total: number]>([
		[
			'tests of one name',
			`<testsuite name="x">${'<testcase classname="a" name="same"/>'.repeat(MANY)}</testsuite>`,
			MANY,
		],
		[
			'rows of one test',
			`<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="x" outcome="Passed"><InnerResults>${'<UnitTestResult testName="x" outcome="Passed"/>'.repeat(MANY)}</InnerResults></UnitTestResult></Results></TestRun>`,
			MANY,
		],
		[
			'lines of the compiler',
			`{"Action":"start","Package":"ex/a"}\n${'# ex/b\n'.repeat(MANY)}FAIL\tex/b [build failed]\n`,
			0,
		],
		[
			'lines of details',
			`TAP version 14\nnot ok 1\n  ---\n  stack: |-\n${'    at a\n'.repeat(MANY)}  ...\n1..1\n`,
			1,
		],
		[
			'parents of a test',
			`{"Action":"start","Package":"ex/a"}\n{"Action":"fail","Package":"ex/a","Test":"Test${'/'.repeat(30_000_000)}"}\n{"Action":"fail","Package":"ex/a"}`,
			1,
		],
	])('%s is read', (_, content, total) => {
		expect(runOf(content).tests?.filter(({ title }) => !title.includes('ex/')).length).toBe(total);
	});
});

describe('several files', () => {
	const suite = (name: string, attributes = '') =>
		`<testsuite name="${name}" ${attributes}><testcase name="a"/></testsuite>`;

	it('give the same run in whatever order, and another one for other contents', () => {
		const [a, b] = [suite('x'), suite('y')];
		const run = runOf({ a, b });
		expect(run.id).toMatch(/^[0-9a-f]{16}$/);
		expect(run.key).toBe(`report:${run.id}`);
		expect(runOf({ b, a }).id).toBe(run.id);
		expect(runOf({ a, b: suite('z') }).id).not.toBe(run.id);
		expect(runOf({ a: Buffer.from(a) }).id).toBe(runOf({ other: a }).id);
	});

	it('begin with the first and take as long as all of them', () => {
		const [a, b] = ['08', '09'].map((hour, n) =>
			suite('x', `time="${n + 1}" timestamp="2026-05-01T${hour}:00:00Z"`),
		);
		expect(runOf({ a: a as string, b: b as string })).toMatchObject({
			startedAt: '2026-05-01T08:00:00.000Z',
			finishedAt: null,
			durationMs: 3000,
		});
		expect(runOf({ a: a as string, b: suite('y') })).toMatchObject({ startedAt: null, durationMs: null });
	});

	it('end in an error that names the one that is damaged', () => {
		expect(errorFor({ 'good.xml': suite('x'), 'bad.xml': '<testsuite>' })).toMatch(
			/^bad\.xml, line 1, column 12, ends inside <testsuite>\./,
		);
		expect(errorFor({ 'good.xml': suite('x'), 'notes.txt': 'hello' })).toMatch(
			/^notes\.txt is no test report/,
		);
	});

	it('name the file of a doubt', () => {
		const doubtful = '<testsuite name="x" failures="3"><testcase name="a"><failure/></testcase></testsuite>';
		expect(runOf({ 'a.xml': doubtful, 'b.xml': suite('y') }).doubt).toBe(
			'a.xml: x counts 2 failures more than its tests show.',
		);
	});
});

it('lists tests only where they are asked for, and failures always', () => {
	const report =
		'<testsuite><testcase name="a"><failure message="no"/></testcase><testcase name="b"/></testsuite>';
	expect(runOf(report, { includeTests: false })).toMatchObject({
		tests: null,
		failures: [{ title: 'a' }],
		platform: 'report',
		platformName: 'JUnit',
	});
	expect(runOf(report).tests).toHaveLength(2);
});

it('makes the project part of the identity of a test', () => {
	const key = (project?: string) => runOf(JUNIT, { project }).tests?.[0]?.testKey;
	expect(key('shop')).not.toBe(key());
	expect(key('shop')).toBe(key('shop'));
});

it('lists a status that is not known as a failure that says so', () => {
	const report = JSON.stringify({
		reportFormat: 'CTRF',
		results: { tests: [{ name: 'a', status: 'sideways' }] },
	});
	const run = runOf(report);
	expect(run).toMatchObject({ verdict: 'failed', counts: { other: 1 }, tests: [{ status: 'other' }] });
	expect(run.failures).toMatchObject([
		{
			status: 'error',
			error: { message: 'The status is "sideways", which says neither passed nor failed.' },
		},
	]);
});

it('may be paused: often, and with the same result', async () => {
	const files = [
		{ name: 'a', content: Buffer.from(`<testsuite>${'<testcase name="x"/>'.repeat(20_000)}</testsuite>`) },
	];
	let asked = 0;
	const read = await givingWay(readReports(files), () =>
		(asked += 1) % 10 === 0 ? Promise.resolve() : undefined,
	);
	expect(read.facts.counts?.total).toBe(20_000);
	expect(asked).toBeGreaterThan(20);
	expect(read).toEqual(toEnd(readReports(files)));
});

test('the table of names holds every format that is read, and no other', () => {
	const read = reportFormats.map(({ id, name }) => [id, name]);
	expect(read.sort()).toEqual(Object.entries(formatNames).sort());
});
