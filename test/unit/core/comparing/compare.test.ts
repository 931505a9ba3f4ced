import * as fc from 'fast-check';

import { compareFailures, type ComparedRun } from '../../../../core/comparing/compare';
import type { RunStatus, TestFailure, TestResult } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';

type Status = TestResult['status'] | null;

/** What a test did in a run: it failed with this error, or has this status. A test that is not named did not belong to it. */
type Did = Record<string, string | { status: Status }>;

function failure(test: string, error: string, more: Partial<TestFailure> = {}): TestFailure {
	const [title, group = null] = test.split('@');
	return sampleFailure(title, {
		fingerprint: `${title}/${error}`,
		testKey: test,
		group,
		error: { message: error, stack: null },
		...more,
	});
}

/** A run of at least as many tests as it names. */
function side(did: Did, { status = 'finished' as RunStatus, ran = 10, more = {} } = {}): ComparedRun {
	const failures = Object.entries(did).flatMap(([test, what]) =>
		typeof what === 'string' ? [failure(test, what)] : [],
	);
	const counts = {
		total: ran,
		passed: ran - failures.length,
		failed: failures.length,
		skipped: 0,
		flaky: 0,
		pending: 0,
		other: 0,
	};
	const run = sampleRun({ platform: 'p', id: 'r', status, counts, failures, ...more });
	const statuses = Object.entries(did).flatMap(([test, what]) =>
		typeof what === 'string' ? [] : [[test, what.status] as const],
	);
	return { run, statuses: new Map(statuses) };
}

const PASSED = { status: 'passed' as const };
const SKIPPED = { status: 'skipped' as const };
const PENDING = { status: 'pending' as const };
const UNKNOWN = { status: null };
/** It failed, and is not in the list of failures. */
const UNLISTED = { status: 'failed' as const };

async function changes(now: ComparedRun, ...earlier: ComparedRun[]) {
	const { failures, recovered, notRun, unresolved } = await compareFailures(now, earlier);
	const labels = [...failures, ...recovered, ...notRun].map(
		({ testKey, change = 'not known', comparedWith }) =>
			`${testKey}: ${change}${comparedWith ? ` (${comparedWith})` : ''}`,
	);
	return [...labels, ...(unresolved > 0 ? [`${unresolved} unresolved`] : [])];
}

describe('one test, before and now', () => {
	const BEFORE: Record<string, ComparedRun> = {
		'failed alike': side({ pay: 'Payment was refused' }),
		'failed otherwise': side({ pay: 'The cart is empty' }),
		passed: side({ pay: PASSED }),
		skipped: side({ pay: SKIPPED }),
		absent: side({}),
		'not known': side({ pay: UNKNOWN }),
		'not known, of a run whose failures were not all read': side(
			{ pay: UNKNOWN },
			{ more: { failuresTruncated: true } },
		),
		'failed, unlisted': side({ pay: UNLISTED }),
		'absent in a canceled run': side({}, { status: 'canceled' }),
		'absent in a running run': side({}, { status: 'running' }),
		'absent in a small run': side({}, { ran: 4 }),
		'absent in a run of half the size': side({}, { ran: 5 }),
	};

	test.each([
		['failed alike', 'stillFailing'],
		['failed otherwise', 'new'],
		['passed', 'new'],
		['skipped', 'new'],
		['absent', 'new'],
		['not known', 'new'],
		['not known, of a run whose failures were not all read', 'not known'],
		['failed, unlisted', 'not known'],
		['absent in a canceled run', 'not known'],
		['absent in a running run', 'not known'],
		['absent in a small run', 'not known'],
		['absent in a run of half the size', 'new'],
	])('%s before, failed now: %s', async (before, label) => {
		expect(await changes(side({ pay: 'Payment was refused' }), BEFORE[before])).toEqual([`pay: ${label}`]);
	});

	test.each<[string, ComparedRun, string[]]>([
		['passed', side({ pay: PASSED }), ['pay: recovered']],
		['skipped', side({ pay: SKIPPED }), ['pay: notRun']],
		['pending', side({ pay: PENDING }), ['pay: notRun']],
		['absent', side({}), ['pay: notRun']],
		['absent in a canceled run', side({}, { status: 'canceled' }), ['pay: notRun']],
		['absent in a running run', side({}, { status: 'running' }), ['pay: notRun']],
		['passed in a canceled run', side({ pay: PASSED }, { status: 'canceled' }), ['pay: recovered']],
		['passed in a running run', side({ pay: PASSED }, { status: 'running' }), ['pay: recovered']],
		['not known', side({ pay: UNKNOWN }), ['1 unresolved']],
		['failed, unlisted', side({ pay: UNLISTED }), ['1 unresolved']],
	])('failed before, %s now', async (_, now, labels) => {
		expect(await changes(now, BEFORE['failed alike'])).toEqual(labels);
	});
});

describe('groups', () => {
	test('a failure that is new in one browser is new there', async () => {
		const now = side({ 'pay@firefox': 'refused', 'pay@chrome': 'refused' });
		const before = side({ 'pay@chrome': 'refused', 'pay@firefox': PASSED });
		expect(await changes(now, before)).toEqual(['pay@firefox: new', 'pay@chrome: stillFailing']);
	});

	test('a test that has recovered in one browser only', async () => {
		const now = side({ 'pay@chrome': 'refused', 'pay@firefox': PASSED });
		const before = side({ 'pay@chrome': 'refused', 'pay@firefox': 'refused' });
		expect(await changes(now, before)).toEqual(['pay@chrome: stillFailing', 'pay@firefox: recovered']);
	});

	test('where one of the runs does not tell them, the problem is enough', async () => {
		expect(await changes(side({ 'pay@chrome': 'refused' }), side({ pay: 'refused' }))).toEqual([
			'pay@chrome: stillFailing',
		]);
		expect(await changes(side({ pay: 'refused' }), side({ 'pay@chrome': 'refused' }))).toEqual([
			'pay: stillFailing',
		]);
	});
});

describe('several earlier runs', () => {
	const small = side({ login: PASSED }, { ran: 2, more: { id: 'smoke' } });

	test('each test is compared with the newest that executed it', async () => {
		const now = side({ pay: 'refused', cart: 'empty', login: 'slow' });
		const nightly = side({ pay: 'refused', cart: PASSED }, { more: { id: 'nightly' } });
		expect(await changes(now, small, nightly)).toEqual([
			'pay: stillFailing (p:nightly)',
			'cart: new (p:nightly)',
			'login: new',
		]);
	});

	test('what a newer one saw pass did not fail when it was executed last', async () => {
		const nightly = side({ login: 'slow', pay: 'refused' }, { more: { id: 'nightly' } });
		expect(await changes(side({ login: PASSED, pay: PASSED }), small, nightly)).toEqual(['pay: recovered']);
	});

	test('a test that failed in two of them recovers once', async () => {
		expect(
			await changes(side({ pay: PASSED }), side({ pay: 'refused' }), side({ pay: 'The cart is empty' })),
		).toEqual(['pay: recovered']);
	});
});

describe('what is no failure', () => {
	const flaky = failure('pay', 'refused', { flaky: true });
	const left = [
		failure('pay', 'refused', { change: 'recovered' }),
		failure('cart', 'empty', { change: 'notRun' }),
	];
	const holding = (failures: TestFailure[], statuses: ComparedRun['statuses'] = new Map()): ComparedRun => ({
		run: { ...side({}).run, failures },
		statuses,
	});

	test('flaky tests, before and now', async () => {
		const now = side({ pay: 'refused' });
		expect(await changes(now, holding([flaky], new Map([['pay', 'passed']])))).toEqual(['pay: new']);
		expect(await changes(holding([flaky], new Map([['pay', 'passed']])), now)).toEqual(['pay: recovered']);
	});

	test('what an earlier comparison left in the list', async () => {
		expect(await changes(holding(left), holding(left))).toEqual([]);
	});
});

describe('texts that differ a little', () => {
	const LONG =
		'The order page did not show the confirmation banner within the time that the test allows for job';
	test.each<[string, string, string, 'stillFailing' | 'new']>([
		['an id that no rule knows', `${LONG} zk41xq`, `${LONG} pw93rt`, 'stillFailing'],
		['a word more', `${LONG} once`, LONG, 'stillFailing'],
		['another name in quotes', `${LONG}: 'pay'`, `${LONG}: 'cancel'`, 'new'],
		['another short number', `${LONG}: HTTP 500`, `${LONG}: HTTP 404`, 'new'],
		['another sentence', LONG, 'The server closed the connection before an answer came', 'new'],
		['a short text with one other word', 'cart is empty', 'cart is full', 'new'],
	])('%s', async (_, before, now, change) => {
		expect(await changes(side({ pay: now }), side({ pay: before }))).toEqual([`pay: ${change}`]);
	});

	test('of different tests they are different problems', async () => {
		expect(await changes(side({ pay: LONG }), side({ cart: LONG, pay: PASSED }))).toEqual([
			'pay: new',
			'cart: notRun',
		]);
	});
});

test('the runs are left alone', async () => {
	const [now, before] = [side({ pay: 'refused' }), side({ cart: 'empty' })];
	const copy = structuredClone([now, before]);
	await compareFailures(now, [before]);
	expect([now, before]).toEqual(copy);
});

const someRun = fc
	.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', PASSED, SKIPPED, UNKNOWN))
	.map((did) => side(did));

test('nothing is new, recovered or missing in the same run', async () => {
	await fc.assert(
		fc.asyncProperty(someRun, async (run) => {
			expect((await changes(run, run)).every((label) => label.endsWith('stillFailing'))).toBe(true);
		}),
	);
});

test('each test that failed is accounted for once', async () => {
	await fc.assert(
		fc.asyncProperty(someRun, fc.array(someRun, { minLength: 1, maxLength: 3 }), async (now, earlier) => {
			const { failures, recovered, notRun } = await compareFailures(now, earlier);
			expect(failures.map(({ testKey }) => testKey)).toEqual(now.run.failures?.map(({ testKey }) => testKey));
			const keys = [...failures, ...recovered, ...notRun].map(({ testKey }) => testKey);
			expect(new Set(keys).size).toBe(keys.length);
			for (const { testKey } of recovered) expect(now.statuses.get(testKey)).toBe('passed');
		}),
	);
});
