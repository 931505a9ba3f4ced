/** What of a test becomes which field of a result. */
import { buildFailure, buildTest, type TestFacts } from '../../../../core/model/buildFailure';
import type { TestResult } from '../../../../core/model/TestRun';
import { resultOfTest } from '../../../../platforms/qase/resultOfTest';

const facts: TestFacts = { project: 'shop', title: 'pays', status: 'passed' };

function resultOf(
	changes: Partial<TestFacts>,
	error?: { message?: string; stack?: string },
	ids: number[] = [],
) {
	const test = buildTest({ ...facts, ...changes });
	const failure = error && buildFailure({ ...facts, ...changes, status: 'failed', ...error });
	return resultOfTest({ test, failure, ids, title: test.title, tags: test.tags });
}

test('a test of which nothing else is known', () => {
	expect(resultOf({})).toEqual({ title: 'pays', execution: { status: 'passed' }, message: null });
});

test('all that is known of a failed test', () => {
	const known: Partial<TestFacts> = {
		status: 'failed',
		suite: 'Checkout > Cards',
		file: 'tests/pay.spec.ts',
		line: 12,
		group: 'chromium',
		durationMs: 1234.6,
		startedAt: '2026-05-01T10:00:00.250Z',
		url: 'https://ci.example.com/1',
		tags: ['smoke', 'a,b'],
	};
	expect(resultOf(known, { message: 'No invoice', stack: 'at pay.spec.ts:12' }, [3])).toEqual({
		title: 'pays',
		testops_id: 3,
		execution: {
			status: 'failed',
			start_time: 1_777_629_600.25,
			end_time: 1_777_629_601.4846,
			duration: 1235,
			stacktrace: 'at pay.spec.ts:12',
		},
		message: 'No invoice\n\nFile: tests/pay.spec.ts:12\n\nhttps://ci.example.com/1',
		params: { group: 'chromium' },
		fields: { tags: 'smoke,a b' },
		relations: {
			suite: { data: [{ title: 'tests/pay.spec.ts' }, { title: 'Checkout' }, { title: 'Cards' }] },
		},
	});
});

test.each<[TestResult['status'], string, string | null]>([
	['passed', 'passed', null],
	['failed', 'failed', null],
	['error', 'invalid', null],
	['blocked', 'blocked', null],
	['timedOut', 'failed', 'Timed out.'],
	['skipped', 'skipped', null],
	['pending', 'skipped', 'Not executed (pending).'],
	['other', 'invalid', 'The status of this test is not known.'],
])('%s is %s', (status, slug, message) => {
	expect(resultOf({ status })).toMatchObject({ execution: { status: slug }, message });
});

test.each<[Partial<TestFacts>, string]>([
	[{ attempts: 3 }, 'Flaky: passed at attempt 3.\n\nBoom'],
	[{}, 'Flaky: passed after a failed attempt.\n\nBoom'],
	[{ status: 'skipped' }, 'Flaky: an earlier attempt failed.\n\nBoom'],
])('a flaky test says so: %j', (changes, message) => {
	expect(resultOf({ flaky: true, ...changes }, { message: 'Boom' })).toMatchObject({
		execution: { status: changes.status ?? 'passed' },
		message,
	});
});

test('times that are not known are left out', () => {
	const execution = { status: 'passed' };
	expect(resultOf({ startedAt: 'yesterday', durationMs: 5 }).execution).toEqual({
		...execution,
		duration: 5,
	});
	expect(resultOf({ startedAt: '1970-01-01T00:00:01Z' }).execution).toEqual({ ...execution, start_time: 1 });
});

test('several cases', () => {
	expect(resultOf({}, undefined, [3, 14])).toMatchObject({ testops_ids: [3, 14] });
});

describe('suites', () => {
	const suitesOf = (changes: Partial<TestFacts>) =>
		(
			resultOf(changes).relations as { suite: { data: Array<{ title: string }> } } | undefined
		)?.suite.data.map(({ title }) => title);

	test.each<[string, Partial<TestFacts>, string[] | undefined]>([
		['none', {}, undefined],
		['a path', { suite: 'Checkout > Cards' }, ['Checkout', 'Cards']],
		['a file without one', { file: 'tests\\pay.spec.ts' }, ['tests/pay.spec.ts']],
		[
			'a class in the file of its name',
			{ suite: 'shop.PayTest', file: 'src/PayTest.java' },
			['shop.PayTest'],
		],
		['empty parts', { suite: 'A >  > B' }, ['A', 'B']],
	])('%s', (_, changes, path) => {
		expect(suitesOf(changes)).toEqual(path);
	});

	test('are the same on every machine', () => {
		const onOne = suitesOf({ file: '/home/runner/work/shop/shop/tests/pay.spec.ts' });
		expect(onOne).toEqual(suitesOf({ file: 'tests/pay.spec.ts' }));
	});

	test('tell tests of two files apart', () => {
		const same = { suite: 'Form', title: 'is shown' };
		expect(suitesOf({ ...same, file: 'a/login.test.js' })).not.toEqual(
			suitesOf({ ...same, file: 'a/order.test.js' }),
		);
	});
});

describe('a title that is too long', () => {
	const long = (end: string) => 'long '.repeat(60) + end;

	test('is cut to what Qase takes, and told in full in the message', () => {
		const { title, message } = resultOf({ title: long('a') });
		expect(title).toHaveLength(255);
		expect(title).toMatch(/^long .*… [0-9a-f]{8}$/);
		expect(message).toBe(`Title: ${long('a')}`);
	});

	test('stays another than one that differs at its end, and the same on every run', () => {
		expect(resultOf({ title: long('a') }).title).toBe(resultOf({ title: long('a') }).title);
		expect(resultOf({ title: long('a') }).title).not.toBe(resultOf({ title: long('b') }).title);
	});

	test('never ends in half a character', () => {
		for (let length = 235; length < 250; length += 1) {
			const { title } = resultOf({ title: 'a'.repeat(length) + '😀'.repeat(20) });
			expect(title.isWellFormed()).toBe(true);
			expect(title.length).toBeLessThanOrEqual(255);
		}
	});

	test('of 255 characters is left as it is', () => {
		expect(resultOf({ title: 'a'.repeat(255) })).toMatchObject({ title: 'a'.repeat(255), message: null });
	});

	test('of a suite is cut as well', () => {
		const { relations } = resultOf({ suite: long('a') });
		expect(JSON.stringify(relations)).toMatch(/"long .*… [0-9a-f]{8}"/);
	});
});
