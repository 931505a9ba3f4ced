import { asInconclusive, buildRun, type RunFacts, withReason } from '../../../../core/model/buildRun';
import { noCounts } from '../../../../core/model/counts';
import type { TestFailure } from '../../../../core/model/TestRun';

const bare: RunFacts = { platform: 'qase', platformName: 'Qase', id: '12', status: 'finished' };
const failure = { title: 'pays with card' } as TestFailure;

const whole = { failuresTruncated: false, failuresNote: null };
const missing = (failuresNote: string) => ({ failuresTruncated: true, failuresNote });

describe('buildRun', () => {
	describe('what is given and what is not', () => {
		it('fills what is not told with null, [] and false', () => {
			expect(buildRun(bare)).toEqual({
				platform: 'qase',
				platformName: 'Qase',
				key: 'qase:12',
				id: '12',
				name: null,
				project: null,
				url: null,
				status: 'finished',
				verdict: 'inconclusive',
				verdictReason: 'The run finished, but the platform did not say whether its tests passed.',
				doubt: null,
				counts: noCounts(),
				passRate: null,
				startedAt: null,
				finishedAt: null,
				durationMs: null,
				branch: null,
				commit: null,
				environment: null,
				tags: [],
				buildId: null,
				group: null,
				failures: null,
				failuresTruncated: false,
				failuresNote: null,
				tests: null,
			});
		});

		it('keeps what is told, and nothing that is no part of a run', () => {
			const told = {
				name: 'Nightly',
				project: { id: 'DEMO', name: 'Demo' },
				url: 'https://example.com/run/12',
				durationMs: 5,
				branch: 'main',
				commit: { sha: 'abc', message: null, author: null },
				environment: 'staging',
				tags: ['smoke'],
				buildId: 'b1',
				group: 'chrome',
				failures: [],
				failuresTruncated: true,
				failuresNote: 'One spec could not be read.',
				doubt: 'The read lags.',
				tests: [],
			};
			const run = buildRun({
				...bare,
				...told,
				platformVerdict: 'passed',
				platformWords: 'ok',
				keyParts: ['DEMO', '12'],
			});
			expect(run).toMatchObject({ ...told, key: 'qase:DEMO:12', verdict: 'passed' });
			expect(Object.keys(run).sort()).toEqual(Object.keys(buildRun(bare)).sort());
		});

		it('names the tool where it is told', () => {
			const tool = { name: 'Playwright', version: '1.60.0' };
			expect(buildRun({ ...bare, tool }).tool).toEqual(tool);
			expect(buildRun(bare)).not.toHaveProperty('tool');
		});

		it('judges the run', () => {
			const run = buildRun({ ...bare, counts: { ...noCounts(), total: 3, passed: 2, failed: 1 } });
			expect(run).toMatchObject({
				verdict: 'failed',
				verdictReason: '1 of 3 tests failed.',
				passRate: 2 / 3,
			});
			const passed = { ...noCounts(), total: 3, passed: 3, failed: 0 };
			expect(buildRun({ ...bare, counts: passed, undecidedBecause: 'The report ends early.' })).toMatchObject(
				{
					verdict: 'inconclusive',
					verdictReason: 'The report ends early.',
				},
			);
		});

		it('does not pass a run whose failed tests are listed but not counted', () => {
			const counts = { ...noCounts(), passed: 5, total: 5 };
			expect(buildRun({ ...bare, counts, failures: [failure] }).verdict).toBe('failed');
			expect(buildRun({ ...bare, counts, failures: [] }).verdict).toBe('passed');
			expect(buildRun({ ...bare, counts, failures: [failure] }).counts.failed).toBeNull();
		});

		it('does not count a listed failure twice', () => {
			const counts = { ...noCounts(), total: 9, other: 1 };
			expect(buildRun({ ...bare, counts, failures: [failure] }).verdictReason).toBe(
				'1 of 9 tests ended in error or was blocked.',
			);
		});
	});

	describe('says which failures are missing', () => {
		const flaky = { title: 'logs in', flaky: true } as TestFailure;
		const counted = (failed: number | null, other: number | null = null) => ({
			...noCounts(),
			failed,
			other,
		});

		it.each<[string, Partial<RunFacts>, { failuresTruncated: boolean; failuresNote: string | null }]>([
			['nothing, where all are listed', { counts: counted(1), failures: [failure] }, whole],
			['nothing, where there are none', { counts: counted(0), failures: [] }, whole],
			['nothing, where none were asked for', { counts: counted(2) }, whole],
			[
				'some that could not be read',
				{ counts: counted(2, 1), failures: [failure] },
				missing('3 failed tests are counted, but only 1 could be read.'),
			],
			[
				'all of them',
				{ counts: counted(1), failures: [] },
				missing('1 failed test is counted, but none of them could be read.'),
			],
			[
				'failures that are not flaky ones',
				{ counts: counted(1), failures: [flaky] },
				missing('1 failed test is counted, but none of them could be read.'),
			],
			[
				'failures of a run that failed without counting them',
				{ platformVerdict: 'failed', failures: [] },
				missing('The run failed, but no failed test could be read.'),
			],
			[
				'those beyond what was asked for',
				{ counts: counted(2), failures: [failure], failuresTruncated: true },
				missing('Listed are 1 of 2 failed tests, as many as were asked for.'),
			],
			[
				'more than can be counted',
				{ failures: [failure], failuresTruncated: true },
				missing('More tests failed than are listed.'),
			],
			[
				'what the platform knows better',
				{ counts: counted(2), failures: [failure], failuresNote: 'One spec is of an unknown form.' },
				missing('One spec is of an unknown form.'),
			],
		])('%s', (_what, facts, expected) => {
			expect(buildRun({ ...bare, ...facts })).toMatchObject(expected);
		});
	});

	it('takes a given pass rate only where the counts tell none', () => {
		expect(buildRun({ ...bare, passRate: 0.5 }).passRate).toBe(0.5);
		const counts = { ...noCounts(), passed: 1, failed: 0 };
		expect(buildRun({ ...bare, counts, passRate: 0.5 }).passRate).toBe(1);
		expect(buildRun({ ...bare, passRate: NaN }).passRate).toBeNull();
	});

	it.each([NaN, Infinity, -1])('takes a count of %p as unknown', (failed) => {
		expect(buildRun({ ...bare, counts: { ...noCounts(), failed } }).counts.failed).toBeNull();
	});

	describe('times', () => {
		const times = { startedAt: 1_740_823_872, finishedAt: '2025-03-01T10:12:12+00:00' };

		it('are ISO, and tell the duration of a run that is over', () => {
			expect(buildRun({ ...bare, ...times })).toMatchObject({
				startedAt: '2025-03-01T10:11:12.000Z',
				finishedAt: '2025-03-01T10:12:12.000Z',
				durationMs: 60_000,
			});
		});

		it('a told duration wins', () => {
			expect(buildRun({ ...bare, ...times, durationMs: 0 }).durationMs).toBe(0);
		});

		it.each(['queued', 'running'] as const)('tell no duration of a %s run', (status) => {
			expect(buildRun({ ...bare, ...times, status }).durationMs).toBeNull();
		});

		it('that contradict each other tell no duration', () => {
			const { startedAt: finishedAt, finishedAt: startedAt } = times;
			expect(buildRun({ ...bare, startedAt, finishedAt }).durationMs).toBeNull();
			expect(buildRun({ ...bare, startedAt: 'soon', finishedAt }).durationMs).toBeNull();
		});
	});
});

describe('withReason', () => {
	it('adds a sentence to a copy', () => {
		const run = buildRun({ ...bare, platformVerdict: 'passed' });
		const added = withReason(run, 'Its failures could not be read.');
		expect(added.verdictReason).toBe('The platform says the run passed. Its failures could not be read.');
		expect(added).toEqual({ ...run, verdictReason: added.verdictReason });
		expect(run.verdictReason).toBe('The platform says the run passed.');
	});
});

describe('asInconclusive', () => {
	it('replaces verdict and reason in a copy', () => {
		const run = buildRun({ ...bare, platformVerdict: 'passed' });
		expect(asInconclusive(run, 'The run could not be read back.')).toEqual({
			...run,
			verdict: 'inconclusive',
			verdictReason: 'The run could not be read back.',
		});
		expect(run.verdict).toBe('passed');
	});
});
