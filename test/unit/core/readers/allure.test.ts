import { errorFor, errorsOf, linesOf, runOf } from './reading';

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

	describe('results', () => {
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
	});

	describe('fixtures and other files', () => {
		it('lists fixtures that failed, which leave their tests passed', () => {
			const container = json({
				uuid: 'k1',
				children: ['u1'],
				befores: [{ name: 'db', status: 'passed' }],
				afters: [
					{ name: 'clean up', status: 'broken', statusDetails: { message: 'no disk', trace: 'at x' } },
				],
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
});
