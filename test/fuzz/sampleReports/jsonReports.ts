/** Reports that are one JSON. */
import { json, lines, list, type SampleReport } from './sampleReport';

export const jsonReports: SampleReport[] = [
	{
		format: 'ctrf',
		text: (failed) =>
			json({
				reportFormat: 'CTRF',
				specVersion: '1.0.0',
				results: {
					tool: { name: 'jest', version: '30.1' },
					summary: { tests: failed ? 3 : 2, passed: 2, failed: failed ? 1 : 0, start: 1777622400000 },
					tests: [
						{ name: 'adds', status: 'passed', duration: 5, suite: ['Cart'], tags: ['smoke'] },
						{ name: 'again', status: 'passed', duration: 5, flaky: true, retries: 1 },
						...list(failed, { name: 'pays', status: 'failed', message: 'no', trace: 'Error: no\n  at a' }),
					],
				},
			}),
	},
	{
		format: 'playwright',
		text: (failed) => {
			const result = (status: string) => ({
				status,
				duration: 7,
				startTime: '2026-05-01T08:00:01.000Z',
				errors: status === 'failed' ? [{ message: 'Error: no', stack: 'Error: no\n    at a.ts:4:1' }] : [],
			});
			const spec = (title: string, status: string, ...results: string[]) => ({
				title,
				file: 'cart.spec.ts',
				line: 4,
				tests: [{ projectName: 'chromium', status, expectedStatus: 'passed', results: results.map(result) }],
			});
			return json({
				config: { version: '1.60.0' },
				suites: [
					{
						title: 'cart.spec.ts',
						specs: [
							spec('adds', 'expected', 'passed'),
							spec('again', 'flaky', 'failed', 'passed'),
							...list(failed, spec('pays', 'unexpected', 'failed')),
						],
					},
				],
				errors: [],
				stats: { expected: 1, unexpected: failed ? 1 : 0, flaky: 1, skipped: 0, duration: 20 },
			});
		},
	},
	{
		format: 'jest',
		text: (failed) => {
			const test = (title: string, status: string, messages: string[] = []) => ({
				title,
				status,
				ancestorTitles: ['Cart'],
				duration: 3,
				failureMessages: messages,
				location: { line: 4, column: 1 },
			});
			return json({
				success: !failed,
				numFailedTests: failed ? 1 : 0,
				numPassedTests: 1,
				numTotalTests: failed ? 2 : 1,
				startTime: 1777622400000,
				testResults: [
					{
						name: '/ci/cart.test.ts',
						status: failed ? 'failed' : 'passed',
						message: '',
						assertionResults: [
							test('adds', 'passed'),
							...list(failed, test('pays', 'failed', ['Error: no\n    at a (cart.test.ts:4:1)'])),
						],
					},
				],
			});
		},
	},
	{
		format: 'mocha',
		text: (failed) => {
			const passes = { title: 'adds', fullTitle: 'Cart adds', duration: 1, currentRetry: 0, err: {} };
			const failure = {
				...passes,
				title: 'pays',
				fullTitle: 'Cart pays',
				err: { message: 'no', stack: 'no' },
			};
			const failures = list(failed, failure);
			return json({
				stats: { tests: failed ? 2 : 1, passes: 1, failures: failures.length, duration: 9 },
				tests: [passes, ...failures],
				pending: [],
				failures,
				passes: [passes],
			});
		},
	},
	{
		format: 'mocha',
		shape: 'mochawesome',
		text: (failed) => {
			const passes = { title: 'adds', fullTitle: 'Cart adds', state: 'passed', pass: true, err: {} };
			const failure = {
				...passes,
				title: 'pays',
				state: 'failed',
				pass: false,
				fail: true,
				err: { message: 'no' },
			};
			return json({
				stats: { tests: failed ? 2 : 1, passes: 1, failures: failed ? 1 : 0 },
				results: [
					{
						title: '',
						suites: [{ title: 'Cart', tests: [passes, ...list(failed, failure)], suites: [] }],
						tests: [],
					},
				],
				meta: { mochawesome: { version: '7.1.3' } },
			});
		},
	},
	{
		format: 'cucumber',
		text: (failed) => {
			const step = (status: string, error?: string) => ({
				keyword: 'Given ',
				name: 'a cart',
				result: { status, duration: 1_500_000, ...(error ? { error_message: error } : {}) },
			});
			const scenario = (name: string, ...steps: object[]) => ({
				...{ keyword: 'Scenario', type: 'scenario', id: `cart;${name}`, name, line: 4, steps },
				tags: [{ name: '@smoke' }],
			});
			return json([
				{
					uri: 'features/cart.feature',
					id: 'cart',
					keyword: 'Feature',
					name: 'Cart',
					elements: [
						scenario('adds', step('passed')),
						...list(failed, scenario('pays', step('passed'), step('failed', 'Error: no'))),
					],
				},
			]);
		},
	},
	{
		format: 'cucumber',
		shape: 'messages',
		text: (failed) => {
			const time = (seconds: number) => ({ seconds: 1_777_622_400 + seconds, nanos: 5 });
			const scenario = (name: string, status: string) => [
				{
					pickle: {
						id: `p-${name}`,
						uri: 'cart.feature',
						name,
						astNodeIds: [],
						steps: [{ id: 'ps', text: 'a' }],
					},
				},
				{
					testCase: { id: `c-${name}`, pickleId: `p-${name}`, testSteps: [{ id: 's', pickleStepId: 'ps' }] },
				},
				{ testCaseStarted: { id: `r-${name}`, testCaseId: `c-${name}`, attempt: 0, timestamp: time(1) } },
				{
					testStepFinished: {
						testCaseStartedId: `r-${name}`,
						testStepId: 's',
						testStepResult: { status, message: status === 'FAILED' ? 'Error: no' : undefined },
						timestamp: time(2),
					},
				},
				{ testCaseFinished: { testCaseStartedId: `r-${name}`, timestamp: time(2), willBeRetried: false } },
			];
			return lines([
				{ meta: { protocolVersion: '27.0.0', implementation: { name: 'cucumber-js', version: '12.0' } } },
				{ testRunStarted: { timestamp: time(0) } },
				...scenario('adds', 'PASSED'),
				...(failed ? scenario('pays', 'FAILED') : []),
				{ testRunFinished: { success: !failed, timestamp: time(3) } },
			]);
		},
	},
	{
		format: 'allure',
		text: (failed) =>
			json({
				uuid: 'u1',
				historyId: 'h1',
				fullName: 'shop.Cart.pays',
				name: 'pays',
				...(failed
					? { status: 'failed', statusDetails: { message: 'no', trace: 'at' } }
					: { status: 'passed' }),
				stage: 'finished',
				start: 1777622400000,
				stop: 1777622400250,
				labels: [{ name: 'suite', value: 'Cart' }],
				parameters: [{ name: 'browser', value: 'chrome' }],
			}),
	},
	{
		format: 'rspec',
		text: (failed) => {
			const example = {
				...{ id: './spec/cart_spec.rb[1:1]', description: 'adds', full_description: 'Cart adds' },
				...{ status: 'passed', file_path: './spec/cart_spec.rb', line_number: 3, run_time: 0.25 },
			};
			const failure = {
				...example,
				id: './spec/cart_spec.rb[1:2]',
				status: 'failed',
				exception: { class: 'X', message: '\nno\n', backtrace: ['a.rb:1'] },
			};
			return json({
				version: '3.13.0',
				examples: [example, ...list(failed, failure)],
				summary: {
					duration: 1.5,
					example_count: failed ? 2 : 1,
					failure_count: failed ? 1 : 0,
					errors_outside_of_examples_count: 0,
				},
				summary_line: failed ? '2 examples, 1 failure' : '1 example, 0 failures',
			});
		},
	},
	{
		format: 'newman',
		text: (failed) => {
			const assertions = [
				{ assertion: 'is added' },
				...list(failed, { assertion: 'is paid', error: { name: 'AssertionError', message: 'no' } }),
			];
			return json({
				collection: { info: { name: 'Shop' }, item: [{ id: 'r1', name: 'Pay' }] },
				run: {
					stats: { assertions: { total: assertions.length, failed: failed ? 1 : 0 } },
					timings: { started: 1777622400000, completed: 1777622401000 },
					executions: [{ cursor: { iteration: 0, cycles: 1 }, item: { id: 'r1', name: 'Pay' }, assertions }],
					failures: list(failed, { at: 'assertion:1', error: { name: 'AssertionError', message: 'no' } }),
					error: null,
				},
			});
		},
	},
	{
		format: 'k6',
		tellsOnce: true,
		text: (failed) =>
			json({
				metrics: {
					iterations: { values: { count: 9 } },
					http_req_duration: {
						type: 'trend',
						values: { avg: 12.5, 'p(95)': 700 },
						thresholds: { 'p(95)<500': { ok: !failed } },
					},
				},
				root_group: { name: '', groups: [], checks: [{ name: 'is 200', passes: 9, fails: 0 }] },
				state: { testRunDurationMs: 1500 },
			}),
	},
	{
		format: 'robot',
		shape: 'JSON',
		text: (failed) =>
			json({
				generator: 'Rebot 7.1 (Python 3.12 on linux)',
				generated: '2026-05-01T10:00:00',
				rpa: false,
				suite: {
					name: 'Shop',
					source: '/ci/shop.robot',
					tests: [
						{ name: 'Adds', status: 'PASS', elapsed_time: 0.1 },
						...list(failed, { name: 'Pays', status: 'FAIL', message: '1 != 2', elapsed_time: 0.1 }),
					],
					status: failed ? 'FAIL' : 'PASS',
				},
				statistics: { total: { pass: 1, fail: failed ? 1 : 0, skip: 0, label: 'All Tests' } },
				errors: [],
			}),
	},
];
