import * as fc from 'fast-check';

import type { FullRun } from '../../../platforms/currents/api';
import { instanceFailures, runFacts } from '../../../platforms/currents/normalize';
import { dashboardUrl } from '../../../platforms/currents/service';
import type { CurrentsInstance } from '../../../platforms/currents/wire';
import { buildRun } from '../../../runs/buildRun';

const API = 'https://api.currents.dev/v1';
const runOf = (changes: object = {}) => ({ runId: 'r1', projectId: 'p1', ...changes }) as FullRun;
const modelOf = (changes: object = {}) => buildRun(runFacts(runOf(changes), dashboardUrl(API)));
const group = (tests: object) => ({ groupId: 'g', tests });
const green = [group({ overall: 2, passes: 2, failures: 0, skipped: 0, pending: 0, flaky: 0 })];
const red = [group({ overall: 2, passes: 1, failures: 1, skipped: 0, pending: 0, flaky: 0 })];

describe('the state of a run', () => {
	test.each<[object, string, string]>([
		[{ completionState: 'COMPLETE', status: 'PASSED', groups: green }, 'finished', 'passed'],
		[{ completionState: 'complete', status: 'passed', groups: green }, 'finished', 'passed'],
		[{ completionState: 'COMPLETE', status: 'FAILED', groups: red }, 'finished', 'failed'],
		[{ completionState: 'COMPLETE', status: 'FAILED', groups: green }, 'finished', 'failed'],
		[{ completionState: 'COMPLETE', status: 'PASSED', groups: red }, 'finished', 'failed'],
		[{ completionState: 'COMPLETE', status: 'PASSED', groups: [] }, 'finished', 'passed'],
		[
			{
				completionState: 'COMPLETE',
				status: 'PASSED',
				groups: [group({ overall: 0, passes: 0, failures: 0 })],
			},
			'finished',
			'inconclusive',
		],
		[{ completionState: 'COMPLETE' }, 'finished', 'inconclusive'],
		[{ completionState: 'IN_PROGRESS', status: 'RUNNING' }, 'running', 'pending'],
		[{ completionState: 'IN_PROGRESS', status: 'FAILING', groups: red }, 'running', 'pending'],
		[{ completionState: 'IN_PROGRESS', status: 'FAILED', groups: red }, 'running', 'pending'],
		[{ completionState: 'incomplete', status: 'running' }, 'running', 'pending'],
		[{ completionState: 'CANCELED', status: 'PASSED', groups: green }, 'canceled', 'inconclusive'],
		[{ completionState: 'cancelled', status: 'cancelled', groups: red }, 'canceled', 'inconclusive'],
		[{ completionState: 'TIMEOUT', status: 'PASSED', groups: green }, 'timedOut', 'inconclusive'],
		[{ completionState: 'timedOut', status: 'timedOut' }, 'timedOut', 'inconclusive'],
		[{ status: 'PASSED', groups: green }, 'finished', 'passed'],
		[{ status: 'FAILING', groups: red }, 'running', 'pending'],
		[{ status: 'cancelled' }, 'canceled', 'inconclusive'],
		[{ completionState: 'ARCHIVED', status: 'MAYBE', groups: green }, 'unknown', 'inconclusive'],
		[{}, 'unknown', 'inconclusive'],
		[{ completionState: 7, status: null }, 'unknown', 'inconclusive'],
		[{ completionState: 'constructor', status: '__proto__' }, 'unknown', 'inconclusive'],
	])('%j is %s and %s', (run, status, verdict) => {
		const model = modelOf(run);

		expect([model.status, model.verdict]).toEqual([status, verdict]);
	});
});

describe('the facts of a run', () => {
	test('are summed over its groups; a number that one group does not tell is unknown', () => {
		const groups = [
			group({ overall: 3, passes: 2, failures: 1 }),
			group({ overall: 1, passes: 1, failures: 0, skipped: 0 }),
		];

		expect(modelOf({ groups }).counts).toEqual({
			total: 4,
			passed: 3,
			failed: 1,
			skipped: null,
			flaky: null,
			pending: null,
			other: null,
		});
	});

	test.each<[object, string | null]>([
		[
			{ createdAt: '2026-05-01T10:00:00Z', durationMs: 61_500, completionState: 'COMPLETE' },
			'2026-05-01T10:01:01.500Z',
		],
		[{ createdAt: '2026-05-01T10:00:00Z', durationMs: 61_500, completionState: 'IN_PROGRESS' }, null],
		[{ createdAt: '2026-05-01T10:00:00Z', durationMs: null, completionState: 'COMPLETE' }, null],
		[{ createdAt: 'yesterday', durationMs: 5, completionState: 'COMPLETE' }, null],
		[{ createdAt: '2026-05-01T10:00:00Z', durationMs: -5, completionState: 'COMPLETE' }, null],
		[{ createdAt: '2026-05-01T10:00:00Z', durationMs: 1e300, completionState: 'COMPLETE' }, null],
	])('%j ended at %j', (run, finishedAt) => {
		expect(modelOf(run).finishedAt).toBe(finishedAt);
	});

	test.each([
		[API, 'https://app.currents.dev'],
		['https://API.currents.dev/v1', 'https://app.currents.dev'],
		['https://currents.example.com/v1', 'https://currents.example.com'],
		['http://localhost:4000/v1', 'http://localhost:4000'],
		['https://example.com/currents/v1', 'https://example.com/currents'],
		['https://example.com/api', 'https://example.com/api'],
	])('with the API at %s link to %s', (api, dashboard) => {
		expect(dashboardUrl(api)).toBe(dashboard);
		expect(runFacts(runOf({ runId: 'a/b' }), dashboard).url).toBe(`${dashboard}/run/a%2Fb`);
	});

	test('stay readable whatever the fields hold', () => {
		const names = [
			'projectId',
			'createdAt',
			'durationMs',
			'tags',
			'status',
			'completionState',
			'groups',
			'meta',
			'specs',
		];
		const odd = fc.record(Object.fromEntries(names.map((name) => [name, fc.jsonValue()])), {
			requiredKeys: [],
		});
		const nested = fc.record({
			groups: fc.array(fc.record({ tests: fc.jsonValue(), instances: fc.jsonValue() })),
			meta: fc.record({ commit: fc.jsonValue(), ciBuildId: fc.jsonValue() }),
		});
		fc.assert(
			fc.property(fc.oneof(odd, nested), (changes) => {
				const { counts, tags, commit, branch, buildId, verdict } = modelOf(changes);
				for (const count of Object.values(counts)) expect(count === null || count >= 0).toBe(true);
				for (const tag of tags) expect(typeof tag).toBe('string');
				for (const text of [branch, buildId, commit?.sha ?? null])
					expect(text === null || typeof text === 'string').toBe(true);
				expect(verdict).not.toBe('passed');
			}),
		);
	});
});

describe('the failures of a spec file', () => {
	const instance = (results: object, changes: object = {}) =>
		({ instanceId: 'i', spec: 'tests/a.spec.ts', tags: ['web'], results, ...changes }) as CurrentsInstance;
	const failed = { title: ['cart', 'checkout', 'pays'], state: 'failed' };
	const attempt = (message: string) => ({
		state: 'failed',
		wallClockDuration: 7,
		error: { message, stack: `${message}\n at x` },
	});

	test('tell the last attempt, unless the test has an error of its own', () => {
		const attempts = [attempt('Error: first'), attempt('Error: last')];
		const [own, other] = instanceFailures(
			instance({
				tests: [
					{ ...failed, displayError: 'Error: shown', attempts },
					{ ...failed, attempts },
				],
			}),
			'p1',
		);

		expect(own).toMatchObject({
			title: 'pays',
			suite: 'cart > checkout',
			file: 'tests/a.spec.ts',
			status: 'failed',
			error: { message: 'Error: shown', stack: 'Error: last\n at x' },
			attempts: 2,
			durationMs: 7,
			tags: ['web'],
		});
		expect(other?.error.message).toBe('Error: last');
	});

	test.each<[string, object, number]>([
		[
			'passed tests',
			{
				tests: [
					{ ...failed, state: 'passed' },
					{ ...failed, state: 'pending' },
				],
			},
			0,
		],
		['a failed test in upper case', { tests: [{ ...failed, state: 'FAILED' }] }, 1],
		['a flaky test', { tests: [{ ...failed, state: 'passed', isFlaky: true }] }, 0],
		['a crash', { tests: [], exception: 'SyntaxError: x' }, 1],
		['a crash after a failed test', { tests: [failed], exception: 'Error: x' }, 1],
		['no results', {}, 0],
	])('of %s: %#', (_, results, count) => {
		expect(instanceFailures(instance(results), 'p1')).toHaveLength(count);
	});

	test.each([
		['a text', 'SyntaxError: bad', 'SyntaxError: bad'],
		['an error', { message: 'SyntaxError: bad', stack: 's' }, 'SyntaxError: bad'],
		['anything else', [1], null],
	])('a crash told as %s is one failure of the file', (_, exception, message) => {
		expect(instanceFailures(instance({ exception }), 'p1')).toMatchObject([
			{ title: 'tests/a.spec.ts', status: 'error', error: { message } },
		]);
	});

	test('stay readable whatever the fields hold', () => {
		const test = fc.record(
			{
				title: fc.jsonValue(),
				state: fc.oneof(fc.constant('failed'), fc.jsonValue()),
				displayError: fc.jsonValue(),
				tags: fc.jsonValue(),
				attempts: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
			},
			{ requiredKeys: [] },
		);
		const results = fc.oneof(
			fc.jsonValue(),
			fc.record({ tests: fc.array(fc.oneof(test, fc.jsonValue())), exception: fc.jsonValue() }),
		);
		fc.assert(
			fc.property(results, fc.jsonValue(), (given, spec) => {
				for (const failure of instanceFailures(instance(given as object, { spec, tags: spec }), 'p1')) {
					expect(failure.fingerprint).toMatch(/^[0-9a-f]{16}$/);
					expect(typeof failure.title).toBe('string');
				}
			}),
		);
	});
});
