import { errorsOf, linesOf, runOf, verdictOf } from './reading';

const json = (value: unknown) => JSON.stringify(value);

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

	describe('thresholds', () => {
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
	});

	describe('what is no pass', () => {
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
});
