import { linesOf, runOf, verdictOf } from './reading';

const json = (value: unknown) => JSON.stringify(value);

describe('CTRF', () => {
	function ctrf(tests: object[], summary: object = {}, more: object = {}) {
		const results = {
			tool: { name: 'jest', version: '30.1' },
			summary: { start: 1777622400000, stop: 1777622410000, ...summary },
			tests,
			...more,
		};
		return json({ reportFormat: 'CTRF', specVersion: '1.0.0', results });
	}

	describe('tests', () => {
		it.each([
			[{ status: 'passed' }, 'passed'],
			[{ status: 'failed' }, 'failed'],
			[{ status: 'failed', rawStatus: 'timedOut' }, 'timedOut'],
			[{ status: 'failed', message: 'Test timeout of 30000ms exceeded.' }, 'timedOut'],
			[{ status: 'skipped' }, 'skipped'],
			[{ status: 'pending' }, 'pending'],
			[{ status: 'pending', rawStatus: 'pending' }, 'skipped'],
			[{ status: 'skipped', rawStatus: 'interrupted' }, 'pending'],
			[{ status: 'other', rawStatus: 'todo' }, 'pending'],
			[{ status: 'other' }, 'other'],
			[{ status: 'sideways' }, 'other'],
			[{ status: 'constructor' }, 'other'],
			[{}, 'other'],
			[{ status: 'passed', retries: 0 }, 'passed x1'],
			[{ status: 'passed', retries: 2 }, 'passed flaky x3'],
			[{ status: 'passed', retries: 2, flaky: false }, 'passed x3'],
			[{ status: 'passed', flaky: true }, 'passed flaky'],
			[
				{
					status: 'passed',
					retryAttempts: [
						{ attempt: 1, status: 'failed' },
						{ attempt: 2, status: 'passed' },
					],
				},
				'passed flaky x2',
			],
			[
				{ status: 'skipped', retries: 1, flaky: false, retryAttempts: [{ status: 'failed' }] },
				'skipped flaky x2',
			],
			[
				{ status: 'passed', rawStatus: 'passed', flaky: true, extra: { annotations: [{ type: 'fail' }] } },
				'failed',
			],
		])('%j reads as %s', (test, expected) => {
			expect(linesOf(runOf(ctrf([{ name: 'pays', duration: 5, ...test }])))).toEqual([`${expected} pays`]);
		});

		it('reads names, group, times, tags, owner and attachments', () => {
			const test = {
				...{
					name: 'pays',
					status: 'failed',
					duration: 5,
					suite: ['Cart', 'Paying'],
					filePath: 'cart.spec.ts',
					line: 3,
				},
				...{
					browser: 'chrome',
					device: 'phone',
					parameters: { card: 'visa', n: 2 },
					start: 1777622401,
					tags: ['@smoke'],
				},
				...{
					message: '\u001b[31mno\u001b[39m',
					trace: 'Error: no\n  at a',
					extra: { owner: 'ann' },
					attachments: [{ name: 'shot', path: '/a/shot.png' }],
				},
			};
			const run = runOf(ctrf([test]));
			expect(linesOf(run)).toEqual([
				'failed Cart > Paying > pays [chrome phone card=visa, n=2] (cart.spec.ts:3)',
			]);
			expect(run.tests).toMatchObject([
				{ startedAt: '2026-05-01T08:00:01.000Z', tags: ['smoke'], owner: 'ann', attachments: ['shot'] },
			]);
			expect(run.failures?.[0]?.error).toEqual({ message: 'no', stack: 'Error: no\n  at a' });
		});

		it('takes project, file and suites out of the texts of older writers', () => {
			const inPlaywright = ctrf([
				{
					name: 'pays',
					status: 'passed',
					suite: 'chromium > cart.spec.ts > Cart',
					filePath: '/ci/cart.spec.ts',
				},
			]);
			expect(linesOf(runOf(inPlaywright.replace('"jest"', '"playwright"')))).toEqual([
				'passed Cart > pays [chromium] (/ci/cart.spec.ts)',
			]);
			const inJest = ctrf([
				{ name: 'Cart pays', status: 'passed', suite: 'cart.test.ts > Cart', filePath: '/ci/cart.test.ts' },
			]);
			expect(linesOf(runOf(inJest))).toEqual(['passed Cart > pays (/ci/cart.test.ts)']);
		});

		it('keeps the identity that the writer gives, whatever the test is called', () => {
			const [before, after] = ['pays', 'pays by card'].map(
				(name) => runOf(ctrf([{ name, testId: 't1', status: 'passed' }])).tests?.[0]?.testKey,
			);
			expect(before).toBe(after);
		});
	});

	describe('the run', () => {
		it('reads what it says of the run', () => {
			const environment = {
				reportName: 'Nightly',
				branchName: 'main',
				commit: 'abc',
				testEnvironment: 'staging',
				buildUrl: 'https://ci.example.com/7',
				buildNumber: 7,
			};
			expect(runOf(ctrf([{ name: 'a', status: 'passed' }], {}, { environment }))).toMatchObject({
				...{
					platformName: 'jest',
					tool: { name: 'jest', version: '30.1' },
					name: 'Nightly',
					branch: 'main',
					environment: 'staging',
					buildId: '7',
				},
				...{
					url: 'https://ci.example.com/7',
					commit: { sha: 'abc' },
					startedAt: '2026-05-01T08:00:00.000Z',
					durationMs: 10_000,
				},
			});
			expect(runOf(ctrf([], {}, { environment: { buildUrl: 'javascript:alert(1)' } })).url).toBeNull();
		});

		it('is no pass when nothing ran, or the summary counts failures that are not there', () => {
			expect(verdictOf(runOf(ctrf([])))).toBe('inconclusive: No test ran, so nothing counts as a pass.');
			expect(runOf(ctrf([{ name: 'a', status: 'passed' }], { failed: 1 })).verdict).toBe('inconclusive');
		});

		it('reads a draft without a mark of its own', () => {
			expect(
				runOf(
					json({ results: { tool: { name: 'x' }, summary: {}, tests: [{ name: 'a', status: 'passed' }] } }),
				).verdict,
			).toBe('passed');
		});
	});
});
