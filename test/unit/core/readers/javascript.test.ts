/** CTRF, Playwright, Jest, Vitest, Mocha and mochawesome. */
import { errorsOf, linesOf, runOf, verdictOf } from './reading';

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
			runOf(json({ results: { tool: { name: 'x' }, summary: {}, tests: [{ name: 'a', status: 'passed' }] } }))
				.verdict,
		).toBe('passed');
	});
});

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

describe('Jest', () => {
	function jest(files: object[], more: object = {}) {
		const testResults = files.map((file) => ({
			name: '/ci/cart.test.ts',
			status: 'passed',
			message: '',
			startTime: 1,
			endTime: 1777622410000,
			assertionResults: [],
			...file,
		}));
		return json({
			numTotalTests: 1,
			numFailedTests: 0,
			numRuntimeErrorTestSuites: 0,
			openHandles: [],
			snapshot: {},
			startTime: 1777622400000,
			success: true,
			testResults,
			...more,
		});
	}

	const one = (test: object) => ({
		assertionResults: [
			{ ancestorTitles: ['Cart', 'Paying'], title: 'pays', duration: 7, failureMessages: [], ...test },
		],
	});

	it.each([
		[{ status: 'passed', invocations: 1, retryReasons: [] }, 'passed', null],
		[{ status: 'failed', failureMessages: ['Error: no\n    at a (b.js:1:1)'] }, 'failed', 'Error: no'],
		[
			{ status: 'failed', failureMessages: ['Error: thrown: "Exceeded timeout of 200 ms for a test.\nAdd'] },
			'timedOut',
			'Error: thrown: "Exceeded timeout of 200 ms for a test.\nAdd',
		],
		[{ status: 'pending' }, 'skipped', null],
		[{ status: 'skipped' }, 'skipped', null],
		[{ status: 'disabled' }, 'skipped', null],
		[{ status: 'todo' }, 'pending', null],
		[{ status: 'focused' }, 'other', 'The status is "focused", which is not known.'],
		[
			{ status: 'passed', invocations: 2, retryReasons: ['Error: first\n    at a (b.js:1:1)'] },
			'passed flaky x2',
			'Error: first',
		],
		[{ status: 'passed', invocations: 3 }, 'passed flaky x3', null],
		[
			{
				status: 'failed',
				invocations: 3,
				failureMessages: ['Error: last'],
				retryReasons: ['Error: first', 'Error: second'],
			},
			'failed x3',
			'Error: last',
		],
	])('%j reads as %s', (test, expected, error) => {
		const run = runOf(jest([one(test)]));
		expect(linesOf(run)).toEqual([`${expected} Cart > Paying > pays (/ci/cart.test.ts)`]);
		expect(run.failures?.[0]?.error.message ?? null).toBe(error);
	});

	it('keeps equal titles apart', () => {
		const [passed, failed] = [one({ status: 'passed' }), one({ status: 'failed' })];
		const run = runOf(jest([{ assertionResults: [...passed.assertionResults, ...failed.assertionResults] }]));
		expect(run.counts).toMatchObject({ total: 2, passed: 1, failed: 1, flaky: 0 });
	});

	const HEADING = '  ● Test suite failed to run\n\n    ';

	it.each([
		[
			'does not load',
			{ status: 'failed', message: `${HEADING}Cannot find module './b'\n\n      at Resolver (r.js:1)` },
			["error cart.test.ts does not load: Cannot find module './b'"],
		],
		[
			'breaks in afterAll',
			{ ...one({ status: 'passed' }), status: 'failed', message: `\n\n${HEADING}afterAll broke\n` },
			['error cart.test.ts: error outside its tests: afterAll broke'],
		],
		[
			'breaks in afterAll behind a failed test',
			{
				...one({ status: 'failed', failureMessages: ['Error: no'] }),
				status: 'failed',
				message: `  ● Cart › pays\n\n    no\n\n${HEADING}afterAll broke\n\n  ● more`,
			},
			['failed pays: Error: no', 'error cart.test.ts: error outside its tests: afterAll broke'],
		],
		[
			'fails, and no more',
			{ ...one({ status: 'passed' }), status: 'failed' },
			['error cart.test.ts: error outside its tests: The report says that the file failed, and no more.'],
		],
		[
			'has a failed test',
			{
				...one({ status: 'failed', failureMessages: ['Error: no'] }),
				status: 'failed',
				message: '  ● Cart › pays\n\n    no',
			},
			['failed pays: Error: no'],
		],
		['has tests that were left out by .only', { ...one({ status: 'passed' }), status: 'focused' }, []],
	])('a file that %s', (_, file, expected) => {
		expect(errorsOf(runOf(jest([file])))).toEqual(expected);
	});

	it('is no pass when the run says it failed, was interrupted, or counts what is not there', () => {
		const file = one({ status: 'passed' });
		expect(errorsOf(runOf(jest([file], { success: false })))).toEqual([
			'error Error of the test run: The report says that the run failed, though no test and no file of it did.',
		]);
		expect(verdictOf(runOf(jest([file], { wasInterrupted: true })))).toBe(
			'inconclusive: The run was canceled.',
		);
		expect(runOf(jest([file], { numFailedTests: 1 })).verdict).toBe('inconclusive');
	});

	it('reads location, times and the tool', () => {
		const run = runOf(jest([one({ status: 'passed', location: { line: 3, column: 1 } })]));
		expect(run).toMatchObject({
			tool: { name: 'Jest' },
			startedAt: '2026-05-01T08:00:00.000Z',
			finishedAt: '2026-05-01T08:00:10.000Z',
			tests: [{ line: 3, durationMs: 7 }],
		});
	});
});

describe('Vitest', () => {
	function vitest(files: object[], more: object = {}) {
		const testResults = files.map((file) => ({
			name: '/ci/cart.test.ts',
			status: 'passed',
			message: '',
			assertionResults: [],
			...file,
		}));
		return json({
			numTotalTests: 1,
			numFailedTests: 0,
			success: true,
			startTime: 1777622400000,
			snapshot: {},
			testResults,
			...more,
		});
	}

	const one = (test: object) => ({
		assertionResults: [{ ancestorTitles: [], title: 'pays', failureMessages: [], tags: ['smoke'], ...test }],
	});

	it.each([
		[{ status: 'passed' }, 'passed', null],
		[{ status: 'pending' }, 'pending', null],
		[{ status: 'skipped', failureMessages: ['Error: x'] }, 'skipped', null],
		[{ status: 'passed', failureMessages: ['Error: first'] }, 'passed flaky x2', 'Error: first'],
		[{ status: 'failed', failureMessages: ['Error: 1', 'Error: 2', 'Error: 3'] }, 'failed x3', 'Error: 3'],
		[{ status: 'failed', failureMessages: ['Error: no'] }, 'failed', 'Error: no'],
	])('%j reads as %s', (test, expected, error) => {
		const run = runOf(vitest([one(test)]));
		expect(linesOf(run)).toEqual([`${expected} pays (/ci/cart.test.ts)`]);
		expect(run.failures?.[0]?.error.message ?? null).toBe(error);
		expect(run).toMatchObject({ platformName: 'Vitest', tests: [{ tags: ['smoke'] }] });
	});

	it('lists a file that failed although its tests passed, and of which nothing else is told', () => {
		const run = runOf(vitest([{ ...one({ status: 'passed' }), status: 'failed' }]));
		expect(errorsOf(run)).toEqual([
			'error cart.test.ts: error outside its tests: The report says that the file failed, and no more.',
		]);
		expect(errorsOf(runOf(vitest([{ status: 'failed', message: 'No test suite found' }])))).toEqual([
			'error cart.test.ts does not load: No test suite found',
		]);
	});

	it('passes a file that says it passed: an error after all tests shows in the exit code alone', () => {
		expect(runOf(vitest([one({ status: 'passed' })])).verdict).toBe('passed');
	});

	it('is no pass when a filter matched nothing', () => {
		expect(verdictOf(runOf(vitest([one({ status: 'skipped' })])))).toBe(
			'inconclusive: The only test was skipped, so nothing counts as a pass.',
		);
	});
});

describe('Mocha', () => {
	const test_ = (title: string, more: object = {}) => ({
		title,
		fullTitle: `Cart ${title}`,
		file: '/ci/cart.spec.js',
		duration: 3,
		currentRetry: 0,
		err: {},
		...more,
	});
	const err = { message: 'no', stack: 'Error: no\n    at a' };

	function mocha(
		{ passes = [], failures = [], pending = [], tests }: Record<string, object[]>,
		stats: object = {},
	) {
		const all = tests ?? [...passes, ...failures, ...pending];
		const { length } = failures;
		return json({
			stats: {
				suites: 1,
				tests: all.length,
				passes: passes.length,
				failures: length,
				pending: pending.length,
				start: '2026-05-01T10:00:00.000Z',
				end: '2026-05-01T10:00:01.000Z',
				duration: 900,
				...stats,
			},
			tests: all,
			passes,
			failures,
			pending,
		});
	}

	it('reads how a test ended by the lists that it is in', () => {
		const late = { err: { message: 'Timeout of 100ms exceeded.', code: 'ERR_MOCHA_TIMEOUT' } };
		const run = runOf(
			mocha({
				passes: [test_('a')],
				failures: [test_('b', { err }), test_('c', late)],
				pending: [test_('d', { duration: undefined })],
			}),
		);
		expect(linesOf(run)).toEqual([
			'passed Cart > a (/ci/cart.spec.js)',
			'failed Cart > b (/ci/cart.spec.js)',
			'timedOut Cart > c (/ci/cart.spec.js)',
			'skipped Cart > d (/ci/cart.spec.js)',
		]);
		expect(run).toMatchObject({
			startedAt: '2026-05-01T10:00:00.000Z',
			durationMs: 900,
			platformName: 'Mocha',
		});
		expect(run.failures?.[0]?.error).toEqual({ message: 'no', stack: 'Error: no\n    at a' });
	});

	it('tells tests of one title apart, one of which did not run, and one that is in no list', () => {
		const skipped = test_('a', { duration: undefined });
		expect(runOf(mocha({ passes: [test_('a')], pending: [skipped] })).counts).toMatchObject({
			passed: 1,
			skipped: 1,
		});
		expect(linesOf(runOf(mocha({ passes: [], tests: [test_('a')] })))[0]).toMatch(/^other/);
	});

	it('reads retries: the error before a pass is not told', () => {
		const run = runOf(
			mocha({ passes: [test_('a', { currentRetry: 1 })], failures: [test_('b', { currentRetry: 2, err })] }),
		);
		expect(linesOf(run)[0]).toMatch(/^passed flaky x2/);
		expect(linesOf(run)[1]).toMatch(/^failed x3/);
		expect(errorsOf(run)[0]).toBe('flaky a: null');
	});

	it('lists hooks that failed, which are in the failures alone', () => {
		const hook = test_('"before all" hook for "a"', {
			err: { message: 'before broke', stack: 'Error: before broke\n    at a' },
		});
		const run = runOf(
			mocha({
				passes: [test_('z')],
				failures: [test_('b', { err }), hook],
				tests: [test_('z'), test_('b', { err })],
			}),
		);
		expect(errorsOf(run)).toEqual(['failed b: no', 'error "before all" hook for "a": before broke']);
		expect(run.counts).toMatchObject({ total: 3, passed: 1, failed: 1, other: 1 });
	});

	it('reads mochawesome: hooks in lists of their own, tests behind them not run', () => {
		const done = (title: string, more: object) => ({
			title,
			fullTitle: title,
			duration: 3,
			timedOut: false,
			state: null,
			pass: false,
			fail: false,
			pending: false,
			skipped: false,
			err: {},
			...more,
		});
		const suite = {
			title: 'Cart',
			fullFile: '/ci/cart.spec.js',
			beforeHooks: [
				done('"before each" hook', {
					state: 'failed',
					fail: true,
					err: { message: 'Error: broke', estack: 'Error: broke\n    at a' },
				}),
			],
			afterHooks: [done('"after all" hook', { state: 'passed' })],
			tests: [
				done('a', { state: 'passed', pass: true }),
				done('b', { state: 'failed', fail: true, err: { message: 'AssertionError: no', estack: 'x' } }),
				done('c', { state: 'failed', fail: true, timedOut: true }),
				done('d', { state: 'pending', pending: true }),
				done('e', { skipped: true }),
				done('f', {}),
			],
			suites: [
				{
					title: 'Inner',
					fullFile: '/ci/cart.spec.js',
					tests: [done('g', { state: 'passed', pass: true })],
					suites: [],
				},
			],
		};
		const run = runOf(
			json({
				stats: { testsRegistered: 7, failures: 2, other: 1 },
				results: [{ title: '', suites: [suite], tests: [] }, false],
				meta: { mocha: { version: '10.8.2' }, mochawesome: {} },
			}),
		);
		expect(linesOf(run)).toEqual([
			'error Cart > "before each" hook (/ci/cart.spec.js)',
			...[
				'passed Cart > a',
				'failed Cart > b',
				'timedOut Cart > c',
				'skipped Cart > d',
				'pending Cart > e',
				'other Cart > f',
				'passed Cart > Inner > g',
			].map((line) => `${line} (/ci/cart.spec.js)`),
		]);
		expect(run.tool).toEqual({ name: 'Mocha', version: '10.8.2' });
	});

	it('is no pass when the statistics count failures that are not there', () => {
		expect(runOf(mocha({ passes: [test_('a')] }, { failures: 2 })).verdict).toBe('inconclusive');
	});
});
