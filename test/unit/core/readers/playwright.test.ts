import { linesOf, runOf, verdictOf } from './reading';

const json = (value: unknown) => JSON.stringify(value);

describe('Playwright', () => {
	type Attempt = string | object;

	function playwright(tests: object[], more: object = {}) {
		const specs = tests.map((test) => ({
			title: 'pays',
			file: 'cart.spec.ts',
			line: 4,
			tags: ['smoke'],
			tests: [{ projectName: 'chromium', annotations: [], ...test }],
		}));
		const suites = [
			{ title: 'cart.spec.ts', file: 'cart.spec.ts', specs: [], suites: [{ title: 'Cart', specs }] },
		];
		const stats = {
			startTime: '2026-05-01T10:00:00.000Z',
			duration: 1500.4,
			expected: 0,
			unexpected: 0,
			flaky: 0,
			skipped: 0,
		};
		return json({ config: { version: '1.60.0' }, suites, errors: [], stats, ...more });
	}

	function test_(status: string, expectedStatus: string, attempts: Attempt[]) {
		const results = attempts.map((attempt, retry) => ({
			retry,
			duration: 7,
			startTime: '2026-05-01T10:00:01.000Z',
			errors: [],
			attachments: [],
			...(typeof attempt === 'string' ? { status: attempt } : attempt),
		}));
		return { status, expectedStatus, results };
	}

	const failed = {
		status: 'failed',
		error: { message: 'Error: \u001b[31mno\u001b[39m', stack: 'Error: no\n    at cart.spec.ts:4:1' },
		errors: [{ message: 'Error: no' }],
	};

	describe('tests', () => {
		it.each<
			[status: string, expectedStatus: string, attempts: Attempt[], expected: string, error: string | null]
		>([
			['expected', 'passed', ['passed'], 'passed x1', null],
			['expected', 'failed', [failed], 'passed x1', null],
			['unexpected', 'failed', ['passed', 'passed'], 'failed x2', 'Expected to fail, but passed.'],
			['unexpected', 'passed', ['timedOut'], 'timedOut x1', null],
			['unexpected', 'passed', [failed, failed], 'failed x2', 'Error: no'],
			['flaky', 'passed', [failed, 'passed'], 'passed flaky x2', 'Error: no'],
			['flaky', 'skipped', [failed, 'skipped'], 'skipped flaky x2', 'Error: no'],
			['skipped', 'skipped', [], 'skipped', null],
			['skipped', 'skipped', ['skipped'], 'skipped x1', null],
			['skipped', 'passed', [], 'pending', null],
			['skipped', 'failed', [], 'pending', null],
			['skipped', 'passed', ['skipped', 'skipped'], 'pending x2', null],
			['skipped', 'skipped', ['interrupted'], 'pending x1', null],
			['sideways', 'passed', ['passed'], 'other x1', 'The status is "sideways", which is not known.'],
		])('%s, expected to be %s', (status, expectedStatus, attempts, expected, error) => {
			const run = runOf(playwright([test_(status, expectedStatus, attempts)]));
			expect(linesOf(run)).toEqual([`${expected} Cart > pays [chromium] (cart.spec.ts:4)`]);
			expect(run.failures?.[0]?.error.message ?? null).toBe(error);
		});

		it('reads each project as a test of its own, tags, owner, attachments and times', () => {
			const passed = test_('expected', 'passed', [
				{
					status: 'passed',
					attachments: [
						{ name: 'trace', path: '/a/trace.zip' },
						{ name: 'note', body: 'eA==' },
					],
				},
			]);
			const annotations = [{ type: 'owner', description: 'ann' }];
			const run = runOf(
				playwright([
					{ ...passed, annotations },
					{ ...passed, projectName: 'firefox' },
				]),
			);
			expect(run.tests).toMatchObject([
				{
					group: 'chromium',
					tags: ['smoke'],
					owner: 'ann',
					attachments: ['/a/trace.zip', 'note'],
					durationMs: 7,
					startedAt: '2026-05-01T10:00:01.000Z',
				},
				{ group: 'firefox' },
			]);
			expect(run).toMatchObject({
				tool: { name: 'Playwright', version: '1.60.0' },
				startedAt: '2026-05-01T10:00:00.000Z',
				finishedAt: '2026-05-01T10:00:01.500Z',
			});
		});

		it('joins the errors of soft assertions', () => {
			const errors = [{ message: 'Error: one' }, { message: 'Error: two', stack: 'Error: two\n    at b' }];
			const run = runOf(
				playwright([
					test_('unexpected', 'passed', [
						{ status: 'failed', error: { message: 'Error: one', stack: 'Error: one\n    at a' }, errors },
					]),
				]),
			);
			expect(run.failures?.[0]?.error).toEqual({
				message: 'Error: one',
				stack: 'Error: one\n    at a\n\nError: two\n    at b',
			});
		});
	});

	describe('the run', () => {
		it('lists errors of the run, e.g. of a file that does not load', () => {
			const errors = [
				{
					message: 'Error: Cannot find module',
					stack: 'Error: Cannot find module\n  at b',
					location: { file: '/ci/b.spec.ts', line: 1 },
				},
			];
			const run = runOf(playwright([], { suites: [], errors }));
			expect(linesOf(run)).toEqual(['error Error of the test run (/ci/b.spec.ts:1)']);
			expect(run.verdict).toBe('failed');
		});

		it('is no pass when tests did not run, or were interrupted', () => {
			const passed = test_('expected', 'passed', ['passed']);
			const stopped = runOf(playwright([passed, test_('skipped', 'passed', [])]));
			expect(verdictOf(stopped)).toBe(
				'inconclusive: 1 test did not run, though nothing in the report says that they should not.',
			);
			expect(verdictOf(runOf(playwright([passed, test_('skipped', 'passed', ['interrupted'])])))).toBe(
				'inconclusive: The run was canceled.',
			);
		});

		it('refuses a report whose suites are no list', () => {
			expect(() => runOf(playwright([], { suites: {} }))).toThrow('no test report of a known format');
		});
	});
});
