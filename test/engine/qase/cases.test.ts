/** Test cases of Qase: read, listed, and as details of failures. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { loadOptions } from '../harness';
import { byId, complaint, PROJECT, runsOf, useQase, withoutRetryDelays } from './setup';

const qase = useQase();
withoutRetryDelays();

const edit = async (caseId: number, fields: object) =>
	await qase.control().editCase({ project: PROJECT, caseId, ...fields });
const reads = async (path: RegExp) => (await qase.calls()).filter((call) => path.test(call.path)).length;
const refuse = async (path: string, status = 403) =>
	await qase.fault({ match: { path }, times: 99, fault: { kind: 'status', status } });

const EDITED = {
	...{ severity: 2, priority: 1, type: 3, behavior: 2, layer: 2, status: 1, isFlaky: 1, milestoneId: 2 },
	...{ isManual: true, isToBeAutomated: true, authorId: 102, tags: ['pay', 'card'] },
	customFields: { 11: '2', 12: '1,3', 13: '1', 14: 'REQ-4', 99: 'x' },
	issues: [{ type: 'jira-cloud', id: 'SHOP-12' }],
};

const IN_WORDS = {
	id: 1,
	title: 'pays with a saved card',
	owner: 'Ben',
	severity: 'Critical',
	priority: 'High',
	type: 'Regression',
	behavior: 'Negative',
	layer: 'Api',
	status: 'Draft',
	automation: 'to be automated',
	flaky: true,
	suiteId: 1,
	milestoneId: 2,
	tags: ['pay', 'card'],
	customFields: {
		Component: 'Search',
		Engines: ['Blink', 'WebKit'],
		'Needs a Device': true,
		Requirement: 'REQ-4',
		'Field 99': 'x',
	},
};

describe('Get Case', () => {
	test('gives the words of the workspace, not its numbers', async () => {
		await edit(1, EDITED);

		expect((await qase.run('getCase', { caseId: byId(1) })).json).toEqual([
			{
				...IN_WORDS,
				description: 'Checks that the shop pays with a saved card.',
				preconditions: null,
				postconditions: null,
				createdAt: '2026-01-15T09:00:00.000Z',
				updatedAt: '2026-01-15T09:00:00.000Z',
				project: { id: PROJECT, name: null },
			},
		]);
	});

	test('and external issues when they are asked for', async () => {
		await edit(1, EDITED);
		const options = { includeExternalIssues: true };

		const { json } = await qase.run('getCase', { caseId: byId(1), options });
		expect(json[0].externalIssues).toEqual(EDITED.issues);
	});

	test('is as Qase sent it without Simplify, in one request', async () => {
		const { json } = await qase.run('getCase', { caseId: byId(1), simplify: false });

		expect(json).toMatchObject([{ id: 1, severity: 4, author_id: 101, custom_fields: [] }]);
		expect(json[0]).not.toHaveProperty('project');
		expect(await qase.calls()).toHaveLength(1);
	});

	test('what means nothing in the workspace is null', async () => {
		await edit(1, { severity: 77, isManual: false });

		const { json } = await qase.run('getCase', { caseId: byId(1) });
		expect(json[0]).toMatchObject({ severity: null, priority: 'Medium', automation: 'automated' });
	});

	test.each([
		['/v1/system_field', 'Severity, priority and the like', { severity: null, owner: 'Ada' }],
		['/v2/custom_field', 'The custom fields', { customFields: null, severity: 'Normal' }],
		['/v1/author/', 'The author', { owner: null, severity: 'Normal' }],
	])('where %s cannot be read, the rest comes with a note', async (path, what, expected) => {
		await edit(1, { customFields: { 14: 'REQ-4' } });
		await refuse(path);

		const { json, error } = await qase.run('getCase', { caseId: byId(1) });
		expect(error).toBeNull();
		expect(json[0]).toMatchObject(expected);
		expect(json[0].note).toMatch(new RegExp(`^${what} could not be read\\. Could not .*HTTP 403`));
	});

	test('refuses what is no id, and names one that Qase does not know', async () => {
		expect(complaint(await qase.run('getCase', { caseId: byId('x') }))).toContain("'Case' is not a number");
		const unknown = complaint(await qase.run('getCase', { caseId: byId(99) }));
		expect(unknown).toContain('Could not read the test case: Qase did not find it');
		expect(unknown).toContain("'Case' is 99");
	});
});

describe('Get Many Cases', () => {
	const list = async (filters: INodeParameters, more: INodeParameters = {}) => {
		const { json, error } = await qase.run('getManyCases', { filters, returnAll: true, ...more });
		expect(error).toBeNull();
		return json.map(({ id }) => id);
	};

	test('filters by everything that Qase documents', async () => {
		await edit(1, EDITED);
		await edit(5, { severity: 1, type: 2, issues: [{ type: 'linear', id: 'WEB-1' }] });

		expect(await list({})).toHaveLength(12);
		expect(await list({ severities: ['blocker', 'critical'] })).toEqual([1, 5]);
		expect(await list({ priorities: ['high'] })).toEqual([1]);
		expect(await list({ types: ['smoke'] })).toEqual([5]);
		expect(await list({ behaviors: ['negative', 'destructive'] })).toEqual([1]);
		expect(await list({ automation: ['to-be-automated', 'automated'] })).toEqual([1]);
		expect(await list({ caseStatus: ['draft'] })).toEqual([1]);
		expect(await list({ milestoneId: byId(2) })).toEqual([1]);
		expect(await list({ suiteId: byId(3) })).toEqual([9, 10, 11, 12]);
		expect(await list({ search: 'saved card' })).toEqual([1]);
		expect(await list({ issueTracker: 'linear' })).toEqual([5]);
		expect(await list({ issueTracker: 'jira-cloud', issueIds: 'SHOP-11, SHOP-12' })).toEqual([1]);
	});

	test('reads the words once for all pages and all items', async () => {
		const titles = Array.from({ length: 150 }, (_, index) => `opens article ${index + 1}`);
		const ids = await qase.control().addCases({ project: PROJECT, titles });
		await edit(ids[149]!, EDITED);
		const { json, error } = await qase.run(
			'getManyCases',
			{ returnAll: true },
			{ items: [{ n: 1 }, { n: 2 }] },
		);

		expect(error).toBeNull();
		expect(json).toHaveLength(2 * 162);
		expect(json[161]).toMatchObject({ owner: 'Ben', severity: 'Critical' });
		expect(await reads(/^\/v1\/case\/SHOP$/)).toBe(4);
		expect(await reads(/system_field/)).toBe(1);
		expect(await reads(/custom_field/)).toBe(1);
		expect(await reads(/\/author\//)).toBe(2);
	});

	test('of more than 100 authors the others are not read, and their cases say so', async () => {
		const titles = Array.from({ length: 102 }, (_, index) => `opens article ${index + 1}`);
		const ids = await qase.control().addCases({ project: 'DOCS', titles });
		for (const caseId of ids)
			await qase.control().editCase({ project: 'DOCS', caseId, authorId: 200 + caseId });
		const { json } = await qase.run('getManyCases', { projectCode: byId('DOCS'), returnAll: true });

		expect(json).toHaveLength(102);
		expect(await reads(/\/author\//)).toBe(100);
		expect(json[99]!.note).toContain('Qase did not find it');
		expect(json.slice(100).map(({ note }) => note)).toEqual(
			Array(2).fill('More than 100 authors are not read.'),
		);
	});

	test('is as Qase sent it without Simplify', async () => {
		const { json } = await qase.run('getManyCases', { limit: 2, simplify: false });
		expect(json).toMatchObject([{ id: 1, severity: 4 }, { id: 2 }]);
		expect(await qase.calls()).toHaveLength(1);
	});

	test('tells what Qase refuses', async () => {
		await refuse('/v1/case/', 402);
		const told = complaint(await qase.run('getManyCases'));
		expect(told).toContain('Could not list the cases');
		expect(told).toContain('The plan of this Qase workspace does not include the feature.');
	});

	test.each([
		['qaseCaseSeverities', { name: 'Blocker', value: 'blocker' }],
		['qaseCasePriorities', { name: 'High', value: 'high' }],
		['qaseCaseTypes', { name: 'Smoke', value: 'smoke' }],
		['qaseCaseBehaviors', { name: 'Negative', value: 'negative' }],
	])('%s offers the choices of the workspace', async (method, choice) => {
		const parameters = { resource: 'qase' };
		const choices = await loadOptions({ node: new TestRun(), method, parameters, ...qase.settings() });
		expect(choices).toContainEqual(choice);
	});

	test('suites are searched by title', async () => {
		const { results } = await qase.pick('qaseSuites', { filter: '2' });
		expect(results).toEqual([{ name: 'Suite 2', value: '2' }]);
	});
});

describe('failures with the details of their cases', () => {
	const failed = async () => await qase.endedRun({ outcome: 'failed', failures: 2 });
	const failuresOf = async (runId: number, options: INodeParameters = { includeCaseDetails: true }) => {
		const { json, error } = await qase.run('getManyFailures', { runId: byId(runId), options });
		expect(error).toBeNull();
		return json;
	};

	test('Get Many Failures', async () => {
		await edit(1, EDITED);
		const { id } = await failed();
		await qase.sandbox().control.clearCalls();
		const [first, second] = await failuresOf(id);

		expect(first).toMatchObject({ caseId: 1, case: IN_WORDS });
		expect(Object.keys(first!.case as IDataObject)).toEqual(Object.keys(IN_WORDS));
		expect(second).toMatchObject({ caseId: 2, case: { owner: 'Ada', customFields: {} } });
		expect(first).not.toHaveProperty('caseNote');
		// The cases are read for their titles anyway.
		expect(await reads(/\/case\//)).toBe(2);
		expect((await qase.calls()).filter(({ path }) => /field|author/.test(path))).toHaveLength(4);
	});

	test('the identity of a failure does not depend on them', async () => {
		const { id } = await failed();
		const [plain, detailed] = [await failuresOf(id, {}), await failuresOf(id)];

		expect(detailed).toEqual(plain.map((failure) => ({ ...failure, case: expect.anything() })));
		expect(plain[0]).not.toHaveProperty('case');
	});

	test.each(['getRun', 'waitForRun'])('%s, with the failures that it includes', async (operation) => {
		const { id } = await failed();
		const options = { includeFailures: 1, includeCaseDetails: true };
		const [run] = runsOf(await qase.run(operation, { runId: byId(id), options }));

		expect(run!.failures).toMatchObject([{ caseId: 1, case: { id: 1, priority: 'Medium' } }]);
	});

	test.each(['getRun', 'waitForRun'])(
		'%s reads failures for them, if nothing else is set',
		async (operation) => {
			const { id } = await qase.endedRun({ outcome: 'failed', failures: 2 });
			const read = async (options: INodeParameters) =>
				runsOf(await qase.run(operation, { runId: byId(id), options }))[0]?.failures;

			expect(await read({ includeCaseDetails: true })).toMatchObject([
				{ case: { id: 1 } },
				{ case: { id: 2 } },
			]);
			expect(await read({ includeCaseDetails: true, includeFailures: 0 })).toBeNull();
			expect(await read({ includeCaseDetails: false })).toBeNull();
		},
	);

	test('many of them come from the list of cases', async () => {
		const titles = Array.from({ length: 130 }, (_, index) => `opens article ${index + 1}`);
		const caseIds = await qase.control().addCases({ project: PROJECT, titles });
		const { id } = await qase.endedRun({ outcome: 'failed', failures: 130 }, { planId: undefined, caseIds });
		await qase.sandbox().control.clearCalls();
		const { json } = await qase.run('getManyFailures', {
			runId: byId(id),
			returnAll: true,
			options: { includeCaseDetails: true },
		});

		expect(json.map((failure) => (failure.case as IDataObject).title)).toEqual(titles);
		expect(await reads(/\/case\//)).toBe(2);
	});

	test('a failure whose case is gone is still there, and says so', async () => {
		const { id } = await failed();
		await refuse('/v1/case/SHOP/1', 404);
		const [first, second] = await failuresOf(id);

		expect(first).toMatchObject({
			title: 'Case 1',
			case: null,
			caseNote: expect.stringContaining('deleted'),
		});
		expect(second).toMatchObject({ case: { priority: 'Medium' } });
	});

	test.each(['/v1/system_field', '/v1/author/'])('so are all where %s cannot be read', async (path) => {
		const { id } = await failed();
		await refuse(path);
		const failures = await failuresOf(id);

		expect(failures).toHaveLength(2);
		for (const { caseNote } of failures) expect(caseNote).toMatch(/could not be read\. Could not .*HTTP 403/);
	});
});
