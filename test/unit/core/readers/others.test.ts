/** Allure, RSpec, Newman and k6. */
import { errorFor, errorsOf, linesOf, runOf, verdictOf } from './reading';

const json = (value: unknown) => JSON.stringify(value);

describe('Allure', () => {
	const label = (name: string, value: string) => ({ name, value });

	function result(more: object = {}) {
		return json({
			uuid: 'u1',
			historyId: 'h1',
			testCaseId: 'c1',
			fullName: 'shop.Cart.pays',
			name: 'pays',
			status: 'passed',
			stage: 'finished',
			start: 1777622400000,
			stop: 1777622400250,
			labels: [label('suite', 'Cart')],
			...more,
		});
	}

	it.each([
		[{ status: 'passed' }, 'passed'],
		[{ status: 'PASSED' }, 'passed'],
		[{ status: 'failed' }, 'failed'],
		[{ status: 'broken' }, 'error'],
		[{ status: 'failed', statusDetails: { message: 'Failed: Timeout >1.0s' } }, 'timedOut'],
		[{ status: 'skipped' }, 'skipped'],
		[{ status: 'unknown' }, 'other'],
		[{ status: undefined }, 'other'],
		[{ status: 'passed', stage: 'scheduled' }, 'pending'],
		[{ status: 'passed', stage: 'running' }, 'error'],
		[{ status: 'passed', stage: 'interrupted', stop: undefined }, 'error'],
		[{ status: 'passed', stage: undefined, stop: undefined }, 'error'],
		[{ status: 'passed', stage: undefined }, 'passed'],
		[{ status: 'failed', stage: 'running' }, 'failed'],
		[{ status: 'passed', statusDetails: { flaky: true } }, 'passed flaky'],
		[{ status: 'failed', statusDetails: { flaky: true, muted: true } }, 'failed'],
	])('%j reads as %s', (more, expected) => {
		expect(linesOf(runOf(result(more)))).toEqual([`${expected} Cart > pays`]);
	});

	it('reads suites, parameters, labels, attachments, error and the tool', () => {
		const labels = [
			label('parentSuite', 'Shop'),
			label('suite', 'Cart'),
			label('subSuite', 'Paying'),
			label('tag', 'smoke'),
			label('owner', 'ann'),
			label('framework', 'pytest'),
		];
		const parameters = [
			{ name: 'browser', value: 'chrome' },
			{ name: 'run', value: '7', excluded: true },
			{ name: 'key', value: 'secret', mode: 'masked' },
		];
		const run = runOf(
			result({
				status: 'failed',
				labels,
				parameters,
				statusDetails: { message: '\u001b[31mno\u001b[0m', trace: 'trace' },
				attachments: [{ name: 'shot', source: 'x.png' }],
			}),
		);
		expect(linesOf(run)).toEqual(['failed Shop > Cart > Paying > pays [browser=chrome]']);
		expect(run).toMatchObject({
			tool: { name: 'pytest' },
			startedAt: '2026-05-01T08:00:00.000Z',
			durationMs: 250,
		});
		expect(run.tests).toMatchObject([
			{ tags: ['smoke'], owner: 'ann', attachments: ['shot'], durationMs: 250 },
		]);
		expect(run.failures?.[0]?.error).toEqual({ message: 'no', stack: 'trace' });
	});

	it('takes files of one history as attempts, of which the newest counts', () => {
		const first = result({ uuid: 'u0', status: 'failed', statusDetails: { message: 'first' } });
		const later = { start: 1777622401000, stop: 1777622402000 };
		expect(linesOf(runOf({ 'b-result.json': result(later), 'a-result.json': first }))).toEqual([
			'passed flaky x2 Cart > pays',
		]);
		const failedLast = result({ uuid: 'u2', ...later, status: 'failed' });
		expect(linesOf(runOf({ a: failedLast, b: result() }))).toEqual(['failed x2 Cart > pays']);
		expect(runOf({ a: first, b: result(later) }, { repeats: 'each' }).counts).toMatchObject({
			total: 2,
			failed: 1,
			passed: 1,
		});
	});

	it('lists fixtures that failed, which leave their tests passed', () => {
		const container = json({
			uuid: 'k1',
			children: ['u1'],
			befores: [{ name: 'db', status: 'passed' }],
			afters: [{ name: 'clean up', status: 'broken', statusDetails: { message: 'no disk', trace: 'at x' } }],
		});
		const run = runOf({ 'a-result.json': result(), 'b-container.json': container });
		expect(errorsOf(run)).toEqual(['error Fixture clean up failed: no disk']);
		expect(run).toMatchObject({ verdict: 'failed', startedAt: '2026-05-01T08:00:00.000Z' });
	});

	it('leaves out the files that belong to its results, and no others', () => {
		const steps = [
			{ name: 'a', steps: [{ name: 'b', attachments: [{ name: 'log', source: 'deep-attachment.txt' }] }] },
		];
		const report = result({ attachments: [{ name: 'shot', source: 'shot-attachment.png' }], steps });
		const files = {
			'allure/a-result.json': report,
			'allure/shot-attachment.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
			'allure/deep-attachment.txt': 'text',
			'allure/environment.properties': 'a=b',
			'executor.json': '{"name":"CI"}',
		};
		expect(runOf(files).counts.total).toBe(1);
		expect(errorFor({ ...files, 'other.txt': 'text' })).toMatch(
			/^other\.txt is no test report of a known format/,
		);
	});
});

describe('RSpec', () => {
	function rspec(examples: object[], summary: object = {}, messages: string[] = []) {
		const all = examples.map((example) => ({
			id: './spec/cart_spec.rb[1:1]',
			description: 'pays',
			full_description: 'Cart paying pays',
			file_path: './spec/cart_spec.rb',
			line_number: 3,
			run_time: 0.25,
			pending_message: null,
			...example,
		}));
		return json({
			version: '3.13.0',
			messages,
			examples: all,
			summary: {
				duration: 1.5,
				example_count: all.length,
				failure_count: 0,
				errors_outside_of_examples_count: 0,
				...summary,
			},
		});
	}

	it.each([
		[{ status: 'passed' }, 'passed'],
		[{ status: 'failed', exception: { class: 'X', message: '\nno\n', backtrace: ['a.rb:1'] } }, 'failed'],
		[{ status: 'pending', pending_message: 'Temporarily skipped with xit' }, 'skipped'],
		[{ status: 'pending', pending_message: 'Not yet implemented' }, 'pending'],
		[{ status: 'sideways' }, 'other'],
	])('%j reads as %s', (example, expected) => {
		const run = runOf(rspec([example]));
		expect(linesOf(run)).toEqual([`${expected} Cart paying > pays (./spec/cart_spec.rb:3)`]);
		if (expected === 'failed') expect(run.failures?.[0]?.error).toEqual({ message: 'no', stack: 'a.rb:1' });
		expect(run).toMatchObject({
			durationMs: 1500,
			tool: { version: '3.13.0' },
			tests: [{ durationMs: 250 }],
		});
	});

	it('lists errors outside of examples, which are a number and a text', () => {
		const load =
			'\nAn error occurred while loading ./spec/b_spec.rb. - Did you mean?\n    rspec ./spec/a_spec.rb\n\nFailure/Error: require "x"\n\nLoadError:\n  cannot load such file';
		const run = runOf(rspec([], { errors_outside_of_examples_count: 1 }, ['Run options: x', load]));
		expect(errorsOf(run)).toEqual([
			'error An error occurred while loading ./spec/b_spec.rb.: Failure/Error: require "x"\n\nLoadError:\n  cannot load such file',
		]);
		expect(run.verdict).toBe('failed');
		const hook = '\nAn error occurred in an `after(:context)` hook.\nFailure/Error: raise "no"';
		expect(
			errorsOf(runOf(rspec([{ status: 'passed' }], { errors_outside_of_examples_count: 1 }, [hook]))),
		).toEqual(['error An error occurred in an `after(:context)` hook.: Failure/Error: raise "no"']);
		expect(errorsOf(runOf(rspec([{ status: 'passed' }], { errors_outside_of_examples_count: 1 })))).toEqual([
			'error Error outside any example: null',
		]);
	});

	it('keeps equal descriptions apart', () => {
		expect(runOf(rspec([{ status: 'passed' }, { status: 'failed' }])).counts).toMatchObject({
			passed: 1,
			failed: 1,
			flaky: 0,
		});
	});
});

describe('Newman', () => {
	const request = { id: 'r1', name: 'Pay' };
	const SECRET = { request: { header: [{ value: 'Bearer secret' }] }, response: { stream: [115] } };

	function newman(executions: object[], run: object = {}) {
		const all = executions.map((execution) => ({
			cursor: { iteration: 0, cycles: 1, ref: 'x1' },
			item: request,
			...SECRET,
			...execution,
		}));
		const collection = {
			info: { name: 'Shop' },
			item: [
				{ id: 'f1', name: 'Cart', item: [request] },
				{ id: 'r2', name: 'Alone' },
			],
		};
		return json({
			collection,
			environment: { values: [{ key: 'token', value: 'secret' }] },
			run: {
				stats: { assertions: { failed: 0 } },
				timings: { started: 1777622400000, completed: 1777622401000 },
				executions: all,
				failures: [],
				error: null,
				...run,
			},
		});
	}

	it('reads each assertion as a test in its folder and request', () => {
		const assertions = [
			{ assertion: 'is paid' },
			{
				assertion: 'is quick',
				error: { name: 'AssertionError', message: 'no', stack: 'AssertionError: no\n   at x' },
			},
			{ assertion: 'later', skipped: true },
		];
		const run = runOf(newman([{ assertions }, { item: { id: 'r2', name: 'Alone' } }]));
		expect(linesOf(run)).toEqual([
			'passed Cart > Pay > is paid',
			'failed Cart > Pay > is quick',
			'skipped Cart > Pay > later',
		]);
		expect(errorsOf(run)).toEqual(['failed is quick: no']);
		expect(run).toMatchObject({
			name: 'Shop',
			startedAt: '2026-05-01T08:00:00.000Z',
			durationMs: 1000,
			platformName: 'Newman',
		});
		expect(json(run)).not.toContain('secret');
	});

	it('keeps iterations and equal assertions apart', () => {
		const assertions = [{ assertion: 'same' }, { assertion: 'same', error: { message: 'no' } }];
		const run = runOf(
			newman([
				{ assertions, cursor: { iteration: 0, cycles: 2 } },
				{ assertions: [{ assertion: 'same' }], cursor: { iteration: 1, cycles: 2 } },
			]),
		);
		expect(linesOf(run)).toEqual([
			'passed Cart > Pay > same [iteration 1]',
			'failed Cart > Pay > same [iteration 1]',
			'passed Cart > Pay > same [iteration 2]',
		]);
	});

	it('lists requests and scripts that failed, which count as no failed assertion', () => {
		const requestError = { code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port: 1 };
		expect(errorsOf(runOf(newman([{ requestError }])))).toEqual([
			'error Cart > Pay: request failed: connect ECONNREFUSED 127.0.0.1:1',
		]);
		const failures = [{ at: 'request', cursor: { ref: 'x1' }, error: { name: 'Error', message: 'refused' } }];
		expect(errorsOf(runOf(newman([{ requestError }], { failures })))).toEqual([
			'error Cart > Pay: request failed: Error: refused',
		]);
		const script = [{ error: { name: 'ReferenceError', message: 'x is not defined' } }];
		expect(
			errorsOf(
				runOf(
					newman([
						{ prerequestScript: script, testScript: [{}, ...script], assertions: [{ assertion: 'ok' }] },
					]),
				),
			),
		).toEqual([
			'error Cart > Pay: pre-request script failed: ReferenceError: x is not defined',
			'error Cart > Pay: test script failed: ReferenceError: x is not defined',
		]);
		expect(errorsOf(runOf(newman([], { error: { name: 'Error', message: 'no data' } })))).toEqual([
			'error Error of the test run: Error: no data',
		]);
	});
});

describe('k6', () => {
	const check = (name: string, passes: number, fails: number) => ({
		name,
		path: `::${name}`,
		id: 'x',
		passes,
		fails,
	});
	const metrics = (thresholds: object, more: object = {}) => ({
		iterations: { values: { count: 9 } },
		http_req_duration: {
			type: 'trend',
			contains: 'time',
			values: { avg: 612.3456, 'p(95)': 700 },
			thresholds,
		},
		...more,
	});

	it('reads thresholds of handleSummary: ok is a pass', () => {
		const summary = {
			metrics: metrics({ 'p(95)<500': { ok: false }, 'avg<900': { ok: true }, 'max<1': {} }),
			root_group: {
				checks: [check('is 200', 9, 0)],
				groups: [{ name: 'Cart', groups: [], checks: [check('is paid', 3, 0)] }],
			},
			state: { testRunDurationMs: 1500 },
		};
		const run = runOf(json(summary));
		expect(linesOf(run)).toEqual([
			'failed http_req_duration > p(95)<500',
			'passed http_req_duration > avg<900',
			'other http_req_duration > max<1',
			'passed is 200',
			'passed Cart > is paid',
		]);
		expect(errorsOf(run)[0]).toBe(
			'failed p(95)<500: The threshold was crossed: http_req_duration has avg=612.346, p(95)=700.',
		);
		expect(run).toMatchObject({ durationMs: 1500, platformName: 'k6' });
	});

	it('reads thresholds of --summary-export: true is crossed', () => {
		const flat = {
			iterations: { count: 9 },
			http_req_duration: { avg: 612, thresholds: { 'p(95)<500': true, 'avg<900': false } },
		};
		const run = runOf(
			json({
				metrics: flat,
				root_group: {
					checks: { 'is 200': check('is 200', 9, 0) },
					groups: { Cart: { name: 'Cart', checks: { a: check('is paid', 3, 0) }, groups: {} } },
				},
			}),
		);
		expect(linesOf(run)).toEqual([
			'failed http_req_duration > p(95)<500',
			'passed http_req_duration > avg<900',
			'passed is 200',
			'passed Cart > is paid',
		]);
	});

	it('does not pass checks that failed, unless a threshold judges them', () => {
		const summary = (thresholds: object, passes: number) => ({
			metrics: metrics({}, { checks: { values: { passes, fails: 1 }, thresholds } }),
			root_group: { checks: [check('is 200', passes, 1)] },
		});
		expect(linesOf(runOf(json(summary({}, 9))))).toEqual(['other x10 is 200']);
		expect(runOf(json(summary({}, 9))).verdict).toBe('failed');
		expect(linesOf(runOf(json(summary({ 'rate>0.8': { ok: true } }, 9))))).toEqual([
			'passed checks > rate>0.8',
			'passed flaky x10 is 200',
		]);
		expect(linesOf(runOf(json(summary({ 'rate>0': { ok: true } }, 0))))).toEqual([
			'passed checks > rate>0',
			'other x1 is 200',
		]);
	});

	it('doubts thresholds that had nothing to judge', () => {
		const run = runOf(
			json({
				metrics: { http_req_duration: { values: {}, thresholds: { 'avg<9': { ok: true } } } },
				root_group: { checks: [check('is 200', 0, 0)] },
			}),
		);
		expect(linesOf(run)[1]).toBe('pending is 200');
		expect(run.doubt).toBe(
			'No iteration of the script ended, so the thresholds may have had nothing to judge. A check was never made.',
		);
	});

	it('takes the newest shape for no pass, since it does not tell of thresholds', () => {
		const summary = {
			version: '1.0.0',
			config: { duration: 2 },
			metadata: { k6Version: '1.5.0' },
			results: { checks: { results: [check('is 200', 9, 0)] }, metrics: [] },
		};
		const run = runOf(json(summary));
		expect(linesOf(run)).toEqual(['passed is 200']);
		expect(run).toMatchObject({
			verdict: 'inconclusive',
			durationMs: 2000,
			tool: { name: 'k6', version: '1.5.0' },
		});
	});

	it('is no pass with neither thresholds nor checks', () => {
		expect(verdictOf(runOf(json({ metrics: { iterations: { values: {} } }, root_group: {} })))).toBe(
			'inconclusive: No test ran, so nothing counts as a pass.',
		);
	});
});
