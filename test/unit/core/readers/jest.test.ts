import { errorsOf, linesOf, runOf, verdictOf } from './reading';

const json = (value: unknown) => JSON.stringify(value);

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

	describe('tests', () => {
		it.each([
			[{ status: 'passed', invocations: 1, retryReasons: [] }, 'passed', null],
			[{ status: 'failed', failureMessages: ['Error: no\n    at a (b.js:1:1)'] }, 'failed', 'Error: no'],
			[
				{
					status: 'failed',
					failureMessages: ['Error: thrown: "Exceeded timeout of 200 ms for a test.\nAdd'],
				},
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
			const run = runOf(
				jest([{ assertionResults: [...passed.assertionResults, ...failed.assertionResults] }]),
			);
			expect(run.counts).toMatchObject({ total: 2, passed: 1, failed: 1, flaky: 0 });
		});
	});

	describe('files and the run', () => {
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
