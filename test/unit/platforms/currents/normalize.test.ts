import * as fc from 'fast-check';

import type { FullRun } from '../../../../platforms/currents/api';
import { runFacts } from '../../../../platforms/currents/normalize';
import { dashboardUrl } from '../../../../platforms/currents/service';
import { buildRun } from '../../../../core/model/buildRun';

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

	test.each<[string, object, object]>([
		['all have reported', { overall: 9, tests: 9, pending: 2 }, { total: 9, pending: 2 }],
		['some have not reported', { overall: 5, tests: 9, pending: 1 }, { total: 9, pending: 5 }],
		['none has reported', { overall: 0, tests: 9, pending: 0 }, { total: 9, pending: 9 }],
		['more reported than planned', { overall: 9, tests: 5, pending: 0 }, { total: 9, pending: 0 }],
		['the plan is not told', { overall: 5, pending: 1 }, { total: 5, pending: 1 }],
		['only the plan is told', { tests: 5, pending: 1 }, { total: 5, pending: 1 }],
		['pending ones are not told', { overall: 5, tests: 9 }, { total: 9, pending: null }],
		['nothing is told', {}, { total: null, pending: null }],
	])('count planned tests that have not reported as pending: %s', (_, tests, counts) => {
		expect(modelOf({ groups: [group(tests)] }).counts).toMatchObject(counts);
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

describe('the name of a run is the first of these that is known', () => {
	const message = 'Round the totals\n\nAs the shop does';
	const commit = { message, ghaEventData: { prTitle: 'Totals of the basket' } };
	const pr = { id: 'example/shop#71', title: 'Basket totals' };
	test.each<[string, object, string | null]>([
		['the pull request', { pr, title: 'Nightly', commit, ciBuildId: 'b7' }, 'Basket totals'],
		['the pull request by GitHub', { pr: { id: pr.id }, title: 'Nightly', commit }, 'Totals of the basket'],
		[
			'its number',
			{ pr: { id: pr.id, title: ' ' }, title: 'Nightly', commit: { message } },
			'Pull Request #71',
		],
		['a bare number', { pr: { id: '71' } }, 'Pull Request #71'],
		['the title, not an id without a number', { pr: { id: 'main' }, title: 'Nightly' }, 'Nightly'],
		['the commit, first line', { title: null, commit: { message }, ciBuildId: 'b7' }, 'Round the totals'],
		[
			'the commit, not a title that GitHub made',
			{ title: 'Merge 1a2b into 3c4d', commit: { message } },
			'Round the totals',
		],
		[
			'the build, not a merge of GitHub',
			{ commit: { message: 'Merge 1a2b into 3c4d' }, ciBuildId: 'b7' },
			'Run #b7',
		],
		[
			'the commit that merged a branch',
			{ commit: { message: "Merge branch 'x' into main" } },
			"Merge branch 'x' into main",
		],
		['the build', { ciBuildId: 'b7' }, 'Run #b7'],
		['none', {}, null],
		['nothing readable', { pr: 'x', title: 7.5, commit: [], ciBuildId: {} }, '7.5'],
	])('%s', (_, meta, name) => {
		expect(modelOf({ meta }).name).toBe(name);
	});

	test('and none without any', () => {
		expect(modelOf().name).toBeNull();
	});
});
