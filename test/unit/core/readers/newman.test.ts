import { errorsOf, linesOf, runOf } from './reading';

const json = (value: unknown) => JSON.stringify(value);

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
