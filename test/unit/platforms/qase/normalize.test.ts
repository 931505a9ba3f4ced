/** Reading what Qase sends: runs, stats, results and addresses, genuine and hostile. */
import fc from 'fast-check';

import { inChunks } from '../../../../platforms/qase/newResults';
import { resultFailure, runFacts, statsCounts } from '../../../../platforms/qase/normalize';
import { epochSeconds, optionalQaseTime, qaseTime } from '../../../../platforms/qase/time';
import type { QaseNewResult, QaseResult, QaseRun } from '../../../../platforms/qase/wire';
import { buildRun } from '../../../../core/model/buildRun';
import { decide } from '../../../../core/gate/gate';

const view = { code: 'SHOP', origin: 'https://app.qase.io' };

const stats = (statuses: Record<string, number>) => ({ statuses });

describe('the state of a run', () => {
	test.each([
		['in_progress', {}, 'running', 'pending'],
		['active', {}, 'running', 'pending'],
		['passed', { passed: 3 }, 'finished', 'passed'],
		['Passed', { passed: 3 }, 'finished', 'passed'],
		['passed', { passed: 2, skipped: 1 }, 'finished', 'passed'],
		['passed', { passed: 2, untested: 1 }, 'finished', 'passed'],
		['passed', { passed: 1, with_notes: 2 }, 'finished', 'passed'],
		['passed', { passed: 1, needs_rework: 2 }, 'finished', 'passed'],
		['passed', { with_notes: 2 }, 'finished', 'passed'],
		['failed', { passed: 1, needs_rework: 2 }, 'finished', 'failed'],
		['passed', { skipped: 2 }, 'finished', 'inconclusive'],
		['passed', {}, 'finished', 'passed'],
		// Muted tests, or results that came after the run was completed: a failed test is never a pass.
		['passed', { passed: 2, failed: 1 }, 'finished', 'failed'],
		['failed', { passed: 2, failed: 1 }, 'finished', 'failed'],
		['failed', { passed: 2, blocked: 1 }, 'finished', 'failed'],
		['failed', { passed: 3 }, 'finished', 'failed'],
		['aborted', { passed: 3 }, 'canceled', 'inconclusive'],
		['abort', { failed: 3 }, 'canceled', 'inconclusive'],
		// The older word tells no verdict.
		['complete', { passed: 3 }, 'finished', 'passed'],
		['complete', { passed: 2, failed: 1 }, 'finished', 'failed'],
		['complete', { passed: 2, invalid: 1 }, 'finished', 'failed'],
		['complete', { passed: 2, with_notes: 1 }, 'finished', 'inconclusive'],
		['complete', {}, 'finished', 'inconclusive'],
		// Words that are not published are never a pass.
		['archived', { passed: 3 }, 'unknown', 'inconclusive'],
		['constructor', { passed: 3 }, 'unknown', 'inconclusive'],
		['', { passed: 3 }, 'unknown', 'inconclusive'],
	])('%j with %j is %s and %s', (words, counts, status, verdict) => {
		const raw = { id: 12, status: 1, status_text: words, stats: stats(counts) } as unknown as QaseRun;
		expect(buildRun(runFacts(raw, view))).toMatchObject({ status, verdict, key: 'qase:SHOP:12' });
	});

	test.each([
		[
			'complete',
			{ passed: 8, in_review: 2 },
			"2 of 10 tests have a status of your workspace's own (in_review), which is neither a pass nor a failure.",
		],
		[
			'passed',
			{ passed: 8, in_review: 1, needs_rework: 1, unused: 0 },
			"The platform says the run passed; 8 passed, and 2 of 10 tests have a status of your workspace's own (in_review, needs_rework).",
		],
		['passed', { passed: 10, in_review: 0 }, 'All 10 tests passed.'],
		['failed', { passed: 8, failed: 1, in_review: 1 }, '1 of 10 tests failed.'],
	])('%j with %j: %s', (words, counts, reason) => {
		const raw = { id: 12, status_text: words, stats: stats(counts) } as unknown as QaseRun;
		expect(buildRun(runFacts(raw, view)).verdictReason).toBe(reason);
	});

	describe('a run that Qase passed although tests failed', () => {
		const muted = {
			id: 12,
			status_text: 'passed',
			stats: stats({ passed: 9, failed: 1 }),
		} as unknown as QaseRun;

		test('has failed, and its reason says what to do about muted tests', () => {
			const run = buildRun(runFacts(muted, view));
			expect(run).toMatchObject({
				verdict: 'failed',
				verdictReason:
					"1 of 10 tests failed, although the platform says the run passed. Qase does not count muted tests, nor results that came later: the option 'Trust Qase's Verdict' lets its pass count.",
			});
			expect(decide(run, {}).verdict).toBe('failed');
		});

		test('has passed where its verdict is trusted, for the Gate as well', () => {
			const run = buildRun(runFacts(muted, { ...view, trustsPass: true }));
			expect(run).toMatchObject({
				verdict: 'passed',
				verdictReason: 'The platform says the run passed, although 1 of 10 tests failed.',
				passedDespiteFailures: true,
				counts: { passed: 9, failed: 1 },
				passRate: 0.9,
			});
			expect(decide(run, {}).verdict).toBe('passed');
		});

		test.each([
			['failed', 'failed'],
			['aborted', 'inconclusive'],
			['complete', 'failed'],
			['in_progress', 'pending'],
			['archived', 'failed'],
		])('nothing else is trusted: %s is %s', (words, verdict) => {
			const raw = { ...muted, status_text: words } as unknown as QaseRun;
			const run = buildRun(runFacts(raw, { ...view, trustsPass: true }));
			expect(run.verdict).toBe(verdict);
			expect(run).not.toHaveProperty('passedDespiteFailures');
		});
	});

	test('the number of the status tells nothing', () => {
		const raw = { id: 12, status: 1, stats: stats({ passed: 3 }) } as unknown as QaseRun;
		expect(buildRun(runFacts(raw, view)).verdict).toBe('inconclusive');
	});

	test('times, environment and tags', () => {
		const raw = {
			id: 12,
			status_text: 'in_progress',
			start_time: '2026-05-01T10:00:00+02:00',
			end_time: '2026-05-01T11:00:00+02:00',
			elapsed_time: 0,
			environment: { title: 'Staging', slug: 'staging', host: null },
			tags: [{ title: 'nightly', internal_id: 3 }, null, { internal_id: 4 }],
		} as unknown as QaseRun;
		expect(buildRun(runFacts(raw, view))).toMatchObject({
			url: 'https://app.qase.io/run/SHOP/dashboard/12',
			startedAt: '2026-05-01T08:00:00.000Z',
			finishedAt: null,
			durationMs: null,
			environment: 'staging',
			tags: ['nightly'],
		});
	});

	test('any answer makes a run, and only the word makes it a pass', () => {
		fc.assert(
			fc.property(fc.object(), fc.integer(), (anything, id) => {
				const run = buildRun(runFacts({ ...anything, id } as unknown as QaseRun, view));
				expect(run.id).toBe(String(id));
				if (run.verdict === 'passed')
					expect(String(anything.status_text).trim()).toMatch(/^(passed|complete)$/i);
			}),
		);
	});
});

describe('stats', () => {
	const none = {
		total: null,
		passed: null,
		failed: null,
		skipped: null,
		flaky: null,
		pending: null,
		other: null,
	};

	test.each([
		['nothing', undefined, none],
		['a total alone', { total: 4 }, { ...none, total: 4 }],
		['an empty map without flat fields', { total: 4, statuses: {} }, { ...none, total: 4 }],
		[
			'an empty map, beside which the flat fields count',
			{ total: 4, statuses: {}, passed: 2, failed: 1, skipped: 1, untested: 0 },
			{ ...none, total: 4, passed: 2, failed: 1, skipped: 1, pending: 0, other: 0 },
		],
		[
			'the map, which wins over the flat fields',
			{ total: 5, statuses: { passed: 2, failed: 1, blocked: 1, untested: 1 }, passed: 9 },
			{ ...none, total: 5, passed: 2, failed: 1, skipped: 0, pending: 1, other: 1 },
		],
		[
			'the flat fields',
			{
				total: 6,
				untested: 1,
				passed: 1,
				failed: 1,
				blocked: 0,
				skipped: 1,
				retest: 1,
				in_progress: 1,
				invalid: 0,
			},
			{ ...none, total: 6, passed: 1, failed: 1, skipped: 1, pending: 3, other: 0 },
		],
		[
			'a map that leaves some tests out',
			{ total: 5, statuses: { passed: 2 } },
			{ ...none, total: 5, passed: 2 },
		],
		[
			'a custom status, which is in the total alone',
			{ total: 3, statuses: { passed: 1, with_notes: 2 } },
			{ ...none, total: 3, passed: 1, failed: 0, skipped: 0, pending: 0, other: 0 },
		],
		[
			'a custom status, which is in the total alone also where the total is not told',
			{ statuses: { passed: 1, with_notes: 2 } },
			{ ...none, total: 3, passed: 1, failed: 0, skipped: 0, pending: 0, other: 0 },
		],
		['numbers that are none', { total: -1, statuses: { passed: '3', failed: NaN, skipped: -2 } }, none],
	])('%s', (_, given, counts) => {
		expect(statsCounts(given)).toEqual(counts);
	});
});

describe('a failed test', () => {
	const result = {
		hash: 'a',
		case_id: 3,
		status: 'blocked',
		comment: 'No key',
		stacktrace: 'at x:1',
		time_spent_ms: 40,
	};

	test('is the same one when its case was renamed, and another one in another project', () => {
		const failure = resultFailure(result, 'signs in', 'SHOP');
		expect(failure).toMatchObject({
			title: 'signs in',
			status: 'blocked',
			error: { message: 'No key', stack: 'at x:1' },
			durationMs: 40,
		});
		expect(resultFailure(result, 'signs in with a passkey', 'SHOP').fingerprint).toBe(failure.fingerprint);
		expect(resultFailure(result, 'signs in', 'APP').testKey).not.toBe(failure.testKey);
		expect(resultFailure({ ...result, case_id: 4 }, 'signs in', 'SHOP').testKey).not.toBe(failure.testKey);
	});

	test('may have no case, or one that is gone', () => {
		expect(resultFailure(result, null, 'SHOP').title).toBe('Case 3');
		expect(resultFailure({ ...result, case_id: null }, null, 'SHOP').title).toBe('Result without a case');
	});

	test('is made of any result', () => {
		fc.assert(
			fc.property(fc.object(), (anything) => {
				const failure = resultFailure(anything as unknown as QaseResult, null, 'SHOP');
				expect(failure.fingerprint).toMatch(/^[0-9a-f]{16}$/);
				expect(['failed', 'blocked', 'error']).toContain(failure.status);
			}),
		);
	});
});

describe('what is sent', () => {
	test('times in UTC without a zone', () => {
		expect(qaseTime('2026-05-01T00:30:00.000Z')).toBe('2026-05-01 00:30:00');
		expect(optionalQaseTime(undefined)).toBeUndefined();
		expect(epochSeconds(qaseTime(1_777_629_600_999))).toBe(1_777_629_600);
	});

	test('results in requests that Qase takes, in order, none twice', () => {
		const sizes = fc.array(fc.constantFrom(0, 1000, 262_144), { maxLength: 700 });
		fc.assert(
			fc.property(sizes, (contexts) => {
				const results = contexts.map((size, index): QaseNewResult => {
					const text = 'x'.repeat(size);
					const execution = index % 2 === 0 ? { error_context: text } : { stacktrace: text };
					return { id: String(index), title: 'a', execution: { status: 'failed', ...execution } };
				});
				const chunks = inChunks(results);
				expect(chunks.flat()).toEqual(results);
				for (const chunk of chunks) {
					expect(chunk.length).toBeLessThanOrEqual(200);
					const context = chunk.reduce(
						(sum, { execution: { error_context: one, stacktrace: other } }) =>
							sum + `${one ?? ''}${other ?? ''}`.length,
						0,
					);
					expect(context).toBeLessThanOrEqual(4_194_304);
				}
			}),
			{ numRuns: 30 },
		);
	});
});
