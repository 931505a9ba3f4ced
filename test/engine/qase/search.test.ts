/** Search by QQL of Qase. */
import type { INodeParameters } from 'n8n-workflow';

import { complaint, PROJECT, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const FAILED_RUNS = 'entity = "run" and project = "SHOP" and status = "Failed" ORDER BY started DESC';
const search = async (query: string, more: INodeParameters = {}) =>
	await qase.run('search', { query, ...more });
/** The next search finds these. */
const finds = async (...entities: object[]) => {
	const body = { status: true, result: { entities, total: entities.length } };
	await qase.fault({ fault: { kind: 'status', status: 200, body } });
};

test('runs are found, lean or as Qase sends them', async () => {
	const { json, error } = await search(FAILED_RUNS);
	expect(error).toBeNull();
	expect(json.map(({ entity, id, status_text: status }) => [entity, id, status])).toEqual([
		['run', 2, 'failed'],
		['run', 5, 'failed'],
	]);
	expect(json[0]).not.toHaveProperty('public');
	expect((await search(FAILED_RUNS, { simplify: false })).json[0]).toMatchObject({
		entity: 'run',
		public: false,
	});
	expect((await qase.calls())[0].query).toEqual({ query: [FAILED_RUNS], limit: ['50'], offset: ['0'] });
});

test.each([
	['result', { hash: expect.any(String), run_id: expect.any(Number), status: 'failed' }],
	['case', { id: 1, title: 'pays with a saved card' }],
	['defect', { id: 1, title: 'No invoice', status: 'open' }],
	['plan', { id: 1, title: 'Regression', cases_count: 12 }],
])('a %s is known by its field', async (entity, expected) => {
	await qase.control().addDefect({ project: PROJECT, title: 'No invoice' });
	const status = entity === 'result' ? ' and status = "failed"' : '';
	const { json } = await search(`entity = "${entity}" and project = "SHOP"${status}`, { limit: 1 });
	expect(json).toMatchObject([{ entity, ...expected }]);
});

test('the id is there although only the field of the kind is', async () => {
	await finds(
		{ requirement_id: 4, title: 'Fast' },
		{ result_hash: 'a1', run_id: 2 },
		{ run_id: 3, plan_id: 1 },
	);
	expect((await search('entity = "x"')).json).toMatchObject([
		{ entity: 'requirement', id: 4, title: 'Fast', status: null },
		{ entity: 'result', hash: 'a1', run_id: 2 },
		{ entity: 'run', id: 3, plan_id: 1 },
	]);
});

test('what Qase may add one day is not dropped', async () => {
	await finds({ review_id: 4, title: 'New steps' });
	expect((await search('entity = "review"')).json).toEqual([
		{
			entity: 'unknown',
			note: expect.stringContaining('none of the fields'),
			review_id: 4,
			title: 'New steps',
		},
	]);
});

test('all pages are read', async () => {
	const titles = Array.from({ length: 230 }, (_, index) => `opens article ${index + 1}`);
	await qase.control().addCases({ project: PROJECT, titles });
	await qase.sandbox().control.clearCalls();
	const { json } = await search('entity = "case" and project = "SHOP"', { returnAll: true });
	expect(json).toHaveLength(242);
	expect((await qase.calls()).map(({ query }) => query.offset[0])).toEqual(['0', '100', '200']);
});

test.each(['402', '403'] as const)('a plan without the search (HTTP %s)', async (searchPlan) => {
	await qase.setVariants({ searchPlan });
	const words = complaint(await search(FAILED_RUNS));
	expect(words).toContain(`(HTTP ${searchPlan}) | Qase says: "Your plan has no search"`);
	expect(words).toContain('Business (newer name: Teams) and Enterprise plans');
});

test('a query that Qase does not understand', async () => {
	const words = complaint(await search('entity = "run" and created = "2026-05-01"'));
	expect(words).toContain('Could not search by QQL: Qase did not accept the request (HTTP 400)');
	expect(words).toContain('Unknown attribute "created"');
	expect(words).not.toContain('Teams');
});

test.each([
	[' ', "'Query' is empty"],
	['a'.repeat(2001), "'Query' has 2001 characters, and Qase takes 2000 at most"],
])('a query that is empty or too long is refused before anything is sent', async (query, message) => {
	expect(complaint(await search(query))).toContain(message);
	expect(await qase.calls()).toEqual([]);
});
