/** How runs and scenarios of Preclinical are read, whatever is in them. */
import fc from 'fast-check';

import { buildRun } from '../../../../core/model/buildRun';
import { noCounts } from '../../../../core/model/counts';
import type { Verdict } from '../../../../core/model/TestRun';
import { runFacts, runPageUrl } from '../../../../platforms/preclinical/normalize';
import { runJson } from './preclinicalRun';

const HOSTED = { flavour: 'hosted', baseUrl: 'https://app.preclinical.dev/api/v1' } as const;

const SELF_HOSTED = { flavour: 'selfHosted', baseUrl: 'http://localhost:3000' } as const;

describe('a run', () => {
	describe('the state and the counts', () => {
		test('is read completely', () => {
			expect(buildRun(runFacts(runJson, HOSTED))).toMatchObject({
				key: `preclinical:${runJson.id}`,
				name: 'Nightly',
				project: { id: runJson.agent_id, name: 'Appointment desk' },
				url: `https://app.preclinical.dev/test/${runJson.id}`,
				status: 'finished',
				verdict: 'failed',
				verdictReason: '1 of 4 tests failed.',
				counts: { total: 4, passed: 3, failed: 1, other: 0, skipped: null, flaky: null, pending: null },
				passRate: 0.75,
				startedAt: '2026-05-04T09:58:00.000Z',
				finishedAt: '2026-05-04T10:00:00.000Z',
				durationMs: 120_000,
			});
		});

		test.each<[string, object, Verdict]>([
			['scheduled', {}, 'pending'],
			['pending', {}, 'pending'],
			['running', {}, 'pending'],
			['grading', {}, 'pending'],
			['completed', {}, 'failed'],
			['completed', { passed_count: 4, failed_count: 0 }, 'passed'],
			['COMPLETED', { passed_count: 4, failed_count: 0 }, 'passed'],
			['completed', { passed_count: 3, failed_count: 0 }, 'inconclusive'],
			['completed', { passed_count: 0, failed_count: 0, error_count: 4 }, 'failed'],
			['completed', { passed_count: 0, failed_count: 0, total_scenarios: 0 }, 'inconclusive'],
			['completed', { passed_count: null, failed_count: null, error_count: null }, 'inconclusive'],
			['completed', { passed_count: '4', failed_count: '0' }, 'inconclusive'],
			['failed', { passed_count: 4, failed_count: 0 }, 'failed'],
			['failed', { passed_count: 0, failed_count: 0 }, 'failed'],
			['canceled', { passed_count: 4, failed_count: 0 }, 'inconclusive'],
			['archived', { passed_count: 4, failed_count: 0 }, 'inconclusive'],
			['passed', { passed_count: 4, failed_count: 0 }, 'inconclusive'],
			['constructor', { passed_count: 4, failed_count: 0 }, 'inconclusive'],
		])('that is %s with %j is judged', (status, counts, verdict) => {
			for (const origin of [HOSTED, SELF_HOSTED]) {
				expect(buildRun(runFacts({ ...runJson, ...counts, status }, origin)).verdict).toBe(verdict);
			}
		});

		test('of a self-hosted server has a page there, and ends when it was canceled', () => {
			const canceled_at = '2026-05-04T09:59:00Z';
			const run = buildRun(
				runFacts({ ...runJson, status: 'canceled', completed_at: null, canceled_at }, SELF_HOSTED),
			);

			expect(run).toMatchObject({
				url: `http://localhost:3000/test/${runJson.id}`,
				finishedAt: '2026-05-04T09:59:00.000Z',
				status: 'canceled',
			});
		});

		test.each(['scheduled', 'pending', 'running', 'grading', 'canceled', 'archived'])(
			'that is %s has counted nothing while its counts are all 0',
			(status) => {
				const none = { passed_count: 0, failed_count: 0, error_count: 0, pass_rate: 0 };
				const run = buildRun(runFacts({ ...runJson, ...none, status }, SELF_HOSTED));

				expect(run.counts).toEqual({ ...noCounts(), total: 4 });
				expect(run.passRate).toBeNull();
			},
		);
	});

	describe('names, rates and pages', () => {
		test('that was counted while it goes on tells so, unless its scenarios tell more', () => {
			const running = { ...runJson, status: 'running' };
			const listed = { ...noCounts(), total: 4, passed: 1, failed: 2, other: 0, pending: 1 };

			expect(buildRun(runFacts(running, HOSTED)).counts).toMatchObject({ passed: 3, failed: 1, other: 0 });
			expect(buildRun(runFacts(running, HOSTED, listed)).counts).toEqual(listed);
			expect(buildRun(runFacts(runJson, HOSTED, listed)).counts).toMatchObject({ passed: 3, failed: 1 });
		});

		test('that was given no name has none, rather than an ID', () => {
			expect(buildRun(runFacts({ ...runJson, name: null }, SELF_HOSTED)).name).toBeNull();
		});

		test('tells its rate by pass_rate only where the counts do not', () => {
			const uncounted = { passed_count: null, failed_count: null, error_count: null };
			expect(buildRun(runFacts({ ...runJson, pass_rate: 33.333332 }, HOSTED)).passRate).toBe(0.75);
			expect(buildRun(runFacts({ ...runJson, ...uncounted }, HOSTED)).passRate).toBe(0.75);
		});

		test('links to its page on a host of its own', () => {
			expect(runPageUrl('https://qa.example.com/api/v1', 'a/b')).toBe('https://qa.example.com/test/a%2Fb');
		});

		test('is never passed by anything but a completed run that counts so', () => {
			const value = fc.oneof(
				fc.jsonValue(),
				fc.constantFrom('completed', 'failed', 'passed', 0, 1, 4, -1, NaN),
			);
			const hostile = fc.record(
				Object.fromEntries(Object.keys(runJson).map((name) => [name, value])) as Record<string, typeof value>,
				{ requiredKeys: [] },
			);
			fc.assert(
				fc.property(hostile, (json) => {
					const run = buildRun(runFacts(json as Record<string, unknown>, HOSTED));
					if (run.verdict !== 'passed') return;
					expect(String(json.status).toLowerCase()).toBe('completed');
					expect(run.counts.passed).toBeGreaterThan(0);
					expect(run.counts.failed ?? 0).toBe(0);
				}),
			);
		});
	});
});
