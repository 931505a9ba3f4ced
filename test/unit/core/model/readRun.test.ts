import * as fc from 'fast-check';
import { buildTest } from '../../../../core/model/buildFailure';
import { decide } from '../../../../core/gate/gate';
import { readDecision, readFailure, readRun } from '../../../../core/model/readRun';
import type { TestRunEvent } from '../../../../core/model/TestRun';
import { sampleFailure, sampleRun } from '../sampleRun';

const run = sampleRun({
	name: 'Nightly',
	project: { id: 'p1', name: null },
	url: 'https://example.com/run/1',
	counts: { total: 3, passed: 2, failed: 1, skipped: 0, flaky: 0, pending: 0, other: 0 },
	startedAt: '2025-03-01T10:11:12Z',
	finishedAt: '2025-03-01T10:12:12Z',
	branch: 'main',
	commit: { sha: 'abc', message: null, author: null },
	environment: 'staging',
	tags: ['smoke'],
	buildId: 'b1',
	group: 'chrome',
	failures: [
		sampleFailure('pays', { change: 'new', tags: ['slow'], group: 'firefox', errorCode: 'RATE_LIMIT' }),
		sampleFailure('logs in', { suite: null }),
	],
	failuresTruncated: true,
	failuresNote: 'One spec could not be read.',
	doubt: 'The read lags.',
	tests: [
		buildTest({ project: 'p1', title: 'pays', status: 'failed', group: 'firefox', startedAt: null }),
		buildTest({ project: 'p1', title: 'opens', status: 'passed', flaky: true, attempts: 2, durationMs: 5 }),
	],
});

const event: TestRunEvent = {
	event: 'RUN_FINISH',
	platformEvent: 'RUN_FINISH',
	platform: 'currents',
	deliveryKey: 'k',
	occurredAt: null,
	receivedAt: '2025-03-01T10:12:13.000Z',
	run,
};

/** The least that is a run. */
const least = {
	platform: 'currents',
	platformName: 'Currents',
	status: 'finished',
	verdict: 'passed',
	counts: {},
};

describe('readFailure', () => {
	it('reads a failure that is an item by itself', () => {
		const failure = sampleFailure('pays', { change: 'new' });
		expect(readFailure(JSON.parse(JSON.stringify(failure)))).toEqual(failure);
	});

	it.each<[string, unknown]>([
		['a run', run],
		['something with a title', { title: 'pays' }],
		['something with a fingerprint', { fingerprint: '0123456789abcdef' }],
		['null', null],
		['a list', [sampleFailure('pays')]],
	])('does not take %s for one', (_what, json) => {
		expect(readFailure(json)).toBeNull();
	});
});

describe('readDecision', () => {
	it('reads what a gate added', () => {
		const gate = { verdict: 'passed', reasons: ['All good.', 5], checks: [] };
		expect(readDecision({ ...run, gate })).toEqual({ verdict: 'passed', reasons: ['All good.'] });
	});

	it.each([{}, { gate: null }, { gate: 'passed' }, { gate: { verdict: 'green' } }, null])(
		'is null without one: %j',
		(json) => {
			expect(readDecision(json)).toBeNull();
		},
	);
});

describe('readRun', () => {
	describe('what is read', () => {
		it('reads a run back as it was', () => {
			expect(readRun(JSON.parse(JSON.stringify(run)))).toEqual(run);
		});

		it('keeps that a run passed despite failures, if it says so itself', () => {
			const muted = sampleRun({
				platformVerdict: 'passed',
				trustsPass: true,
				counts: { total: 3, passed: 2, failed: 1 },
			});
			expect(readRun(JSON.parse(JSON.stringify(muted)))).toEqual(muted);
			expect(readRun({ ...least, passedDespiteFailures: 'yes' })).not.toHaveProperty('passedDespiteFailures');
		});

		it('reads the run of an event', () => {
			expect(readRun(JSON.parse(JSON.stringify(event)))).toEqual(run);
		});

		it('takes a run whose other fields are missing', () => {
			expect(readRun(least)).toEqual({
				...sampleRun({ platformVerdict: 'passed' }),
				id: '',
				key: 'currents:',
				verdictReason: 'The run is passed.',
			});
		});
	});

	describe('what cannot be as it says', () => {
		it('reads fields of another type as unknown', () => {
			const odd = {
				...least,
				id: 5,
				name: {},
				project: 'p1',
				commit: 'abc',
				tags: 'smoke',
				counts: { passed: 'three', failed: -1, total: NaN, skipped: '', flaky: ' ', pending: [1] },
				failures: 'none',
				failuresTruncated: 'yes',
				durationMs: '5',
			};
			expect(readRun(odd)).toEqual(readRun(least));
		});

		it('reads counts that came back as text from a sheet or a database', () => {
			const counts = { total: '10', passed: ' 9 ', failed: '1', skipped: '0' };
			expect(readRun({ ...least, counts })?.counts).toMatchObject({
				total: 10,
				passed: 9,
				failed: 1,
				skipped: 0,
			});
		});

		it('counts entries of the list that are no failures', () => {
			const read = readRun({
				...least,
				counts: { passed: 5 },
				failures: [null, 'pays', { title: 'logs in' }],
			});
			expect(read?.failures?.map(({ title }) => title)).toEqual(['unnamed test', 'unnamed test', 'logs in']);
			expect(read && decide(read, {}).verdict).toBe('failed');
		});

		it('reads a test of an unknown status as one of another status', () => {
			const tests = [null, { title: 'pays', status: 'great' }];
			expect(readRun({ ...least, tests })?.tests?.map(({ status }) => status)).toEqual(['other', 'other']);
		});

		it('names the platform of an older item by its id', () => {
			expect(readRun({ ...least, platformName: undefined })?.platformName).toBe('currents');
		});

		it.each<[string, unknown]>([
			['nothing', undefined],
			['null', null],
			['a text', 'passed'],
			['a list', [run]],
			['an empty object', {}],
			['no platform', { ...least, platform: undefined }],
			['an empty platform', { ...least, platform: '' }],
			['a platform that is no text', { ...least, platform: 5 }],
			['a status that is not known', { ...least, status: 'done' }],
			['a verdict that is not known', { ...least, verdict: 'PASSED' }],
			['no verdict', { ...least, verdict: undefined }],
			['no counts', { ...least, counts: undefined }],
			['counts in a list', { ...least, counts: [] }],
			['an event without a run', { ...event, run: null }],
			['an event whose run is none', { ...event, run: { id: '1' } }],
		])('does not guess from %s', (_what, json) => {
			expect(readRun(json)).toBeNull();
		});

		it('never throws, and makes a pass of nothing that does not say so', () => {
			fc.assert(
				fc.property(
					fc.oneof(fc.anything(), fc.object({ key: fc.constantFrom(...Object.keys(run)) })),
					(json) => {
						expect(readRun(json)?.verdict ?? null).toBeNull();
					},
				),
			);
		});
	});
});

describe('an item out of an error output, which holds the run beside the error', () => {
	const sure = { ...run, doubt: null };
	const told = { error: 'Could not read the run', message: 'Try again later.' };
	const doubt = 'An earlier node ended with an error for this item: Could not read the run';

	test.each(['passed', 'pending', 'inconclusive'] as const)('is inconclusive where it was %s', (verdict) => {
		expect(readRun({ ...sure, verdict, ...told })).toMatchObject({
			verdict: 'inconclusive',
			verdictReason: doubt,
			doubt,
		});
	});

	test('stays failed, with the doubt', () => {
		const failed = { ...run, verdict: 'failed', doubt: 'The read lags.', ...told };

		expect(readRun(failed)).toMatchObject({ verdict: 'failed', doubt: `The read lags. ${doubt}` });
	});

	test.each([
		['an event', { event: 'RUN_FINISH', run: { ...sure, verdict: 'passed' }, ...told }, /Could not read/],
		[
			'an error of n8n itself',
			{ ...sure, verdict: 'passed', error: { message: 'ECONNRESET' } },
			/ECONNRESET$/,
		],
		['an error without words', { ...sure, verdict: 'passed', error: 500 }, /it does not say which$/],
	])('%s', (_, json, reason) => {
		expect(readRun(json)).toMatchObject({ verdict: 'inconclusive', doubt: expect.stringMatching(reason) });
	});

	test.each([null, '', undefined])('no error (%j) leaves it as it is', (error) => {
		expect(readRun({ ...sure, verdict: 'passed', error })).toMatchObject({ verdict: 'passed', doubt: null });
	});
});

it('keeps what is known of the tool and of each test', () => {
	const test = {
		...{
			testKey: 'a'.repeat(16),
			title: 'pays',
			suite: null,
			file: 'cart.ts',
			group: null,
			status: 'passed',
		},
		...{ flaky: false, attempts: null, durationMs: 5, startedAt: null, url: null, tags: [] },
		...{ line: 12, owner: 'team', attachments: ['a.png'] },
	};
	const tool = { name: 'Playwright', version: '1.50' };
	const json = { platform: 'report', status: 'finished', verdict: 'passed', counts: {}, tool, tests: [test] };
	expect(readRun(json)).toMatchObject({ tool, tests: [test] });
	expect(readRun({ ...json, tool: 'Playwright', tests: [{}] })).not.toHaveProperty('tool');
});
