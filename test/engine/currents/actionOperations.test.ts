/** Operations on actions, the rules that quarantine, skip or tag tests. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Control } from '../../../workshop/sandbox/control';
import { complaint, project, PROJECT, useCurrents, withoutRetryDelays } from './setup';

const currents = useCurrents();
withoutRetryDelays();

const TITLE = { type: 'title', op: 'eq', value: 'pays on invoice' };

const stored = async () => await currents.control().testActions();
const added = async (changes: Partial<Parameters<Control['currents']['addTestAction']>[0]> = {}) =>
	await currents.control().addTestAction({
		...{ projectId: PROJECT, name: 'Quarantine', action: [{ op: 'quarantine' }] },
		...{ matcher: { op: 'AND', cond: [TITLE] }, ...changes },
	});
const namesOf = (list: IDataObject[]) => list.map(({ name }) => name);

describe('Create Action', () => {
	const create = async (parameters: INodeParameters = {}, options = {}) =>
		await currents.run(
			'createAction',
			{ projectId: project(), name: 'Quarantine', title: 'pays on invoice', ...parameters },
			options,
		);

	test('quarantines a test by its title, and returns what matters of the action', async () => {
		const { json } = await create();

		const [action] = await stored();
		expect(action).toMatchObject({
			...{ projectId: PROJECT, name: 'Quarantine', status: 'active', description: null, expiresAfter: null },
			...{ action: [{ op: 'quarantine' }], matcher: { op: 'AND', cond: [TITLE] } },
		});
		expect(json).toEqual([
			{
				...{ actionId: action!.actionId, name: 'Quarantine', description: null, status: 'active' },
				...{ types: ['quarantine'], tags: [], matcher: { op: 'AND', cond: [TITLE] } },
				...{ expiresAfter: null, createdAt: action!.createdAt },
			},
		]);
	});

	describe('is filled', () => {
		test('by the items of Get Many Failures: each failure becomes a quarantine that expires', async () => {
			const { runId } = await currents.endedRun({}, { outcome: 'failed', failures: 2 });
			const failures = (await currents.run('getManyFailures', { runId })).json;
			const run = await create(
				{
					...{ name: '=Quarantine {{ $json.title }}', title: '={{ $json.title }}' },
					...{ specFile: '={{ $json.file }}', testId: '={{ $json.url }}' },
					additionalFields: {
						description: '={{ $json.fingerprint }}',
						expiresAfter: "={{ DateTime.fromISO('2026-05-01T00:00:00Z').plus(14, 'days') }}",
					},
				},
				{ items: failures },
			);

			expect(run.error).toBeNull();
			const all = await stored();
			expect(all).toHaveLength(2);
			for (const [index, { title, file, url, fingerprint }] of failures.entries()) {
				expect(all[index]).toMatchObject({
					...{ name: `Quarantine ${String(title)}`, description: fingerprint },
					expiresAfter: '2026-05-15T00:00:00.000Z',
					matcher: {
						op: 'AND',
						cond: [
							{ type: 'title', op: 'eq', value: title },
							{ type: 'file', op: 'eq', value: file },
							{ type: 'testId', op: 'eq', value: String(url).split('/').at(-1) },
						],
					},
				});
			}
		});

		test('by the flaky tests of a run, which are not among its failures', async () => {
			const { runId } = await currents.endedRun({}, { outcome: 'flaky', flaky: 1 });
			const options = { includeTests: true, includeFailures: 20 };
			const [run] = (await currents.run('getRun', { runId, options })).json;
			const flaky = (run!.tests as IDataObject[]).filter((test) => test.flaky === true);

			const created = await create(
				{ title: '={{ $json.title }}', specFile: '={{ $json.file }}', testId: '={{ $json.url }}' },
				{ items: flaky },
			);

			expect(created.error).toBeNull();
			expect([run!.failures, flaky.length]).toEqual([[], 1]);
			const [{ title, file, url }] = flaky as [IDataObject];
			expect(title).not.toContain(' > ');
			expect((await stored()).map(({ matcher }) => matcher)).toEqual([
				{
					op: 'AND',
					cond: [
						{ type: 'title', op: 'eq', value: title },
						{ type: 'file', op: 'eq', value: file },
						{ type: 'testId', op: 'eq', value: String(url).split('/').at(-1) },
					],
				},
			]);
		});
	});

	test('adds tags, on some branches, with conditions of its own', async () => {
		const conditions = [{ type: 'tag', op: 'incAll', value: ['slow', 'ui'] }];
		await create({
			...{ actionType: 'tag', actionTags: 'flaky, needs-owner', title: '' },
			additionalFields: { branches: 'main, release', conditions: JSON.stringify(conditions) },
		});

		expect(await stored()).toMatchObject([
			{
				action: [{ op: 'tag', details: { tags: ['flaky', 'needs-owner'] } }],
				matcher: { cond: [{ type: 'git_branch', op: 'in', value: ['main', 'release'] }, ...conditions] },
			},
		]);
	});

	test('gives the answer of Currents without Simplify', async () => {
		const { json } = await create({ simplify: false });

		const [{ projectId, ...action }] = (await stored()) as unknown as [IDataObject];
		expect(projectId).toBe(PROJECT);
		expect(json).toEqual([action]);
	});

	describe('with Return Existing', () => {
		const additionalFields = { returnExisting: true };

		test('creates an action once, however often it is asked for', async () => {
			const first = await create({ additionalFields });
			const second = await create({ additionalFields });

			expect(second.json).toEqual(first.json);
			expect(await stored()).toHaveLength(1);
		});

		test.each<[string, object, object]>([
			['about another test', { matcher: { op: 'AND', cond: [{ ...TITLE, value: 'other' }] } }, {}],
			['that skips', { action: [{ op: 'skip' }] }, {}],
			['of another name', { name: 'Mine' }, {}],
			['of another project', { projectId: 'docs03' }, {}],
			['where any condition may be met', { matcher: { op: 'OR', cond: [TITLE] } }, {}],
		])('an action %s does not count', async (_, changes) => {
			await added(changes);
			await create({ additionalFields });

			expect(await stored()).toHaveLength(2);
		});

		test('one that was disabled does not count', async () => {
			const { actionId } = await added();
			await currents.run('disableAction', { actionId });
			await create({ additionalFields });

			expect(await stored()).toHaveLength(2);
		});
	});

	describe('refuses', () => {
		test.each<[string, INodeParameters, string]>([
			[
				'nothing that says which tests',
				{ title: '' },
				"'Title' is empty, and nothing else says which tests are meant",
			],
			[
				'a title that an expression does not give',
				{ title: '={{ $json.none }}', specFile: 'a.spec.ts' },
				"'Title' is empty",
			],
			[
				'a spec file that an expression does not give',
				{ specFile: '={{ $json.none }}' },
				"'Spec File' is empty",
			],
			['a test ID that an expression does not give', { testId: '={{ $json.none }}' }, "'Test ID' is empty"],
			[
				'the address of another page',
				{ testId: 'https://app.currents.dev/run/1' },
				"'Test ID' holds an address that is not the page of a test",
			],
			['no name', { name: '={{ "" }}' }, "'Name' is empty"],
			['a long name', { name: 'x'.repeat(256) }, "'Name' is longer than 255 characters"],
			['no tags', { actionType: 'tag', actionTags: '={{ "" }}' }, "'Tags to Add' is empty"],
			[
				'too many tags',
				{ actionType: 'tag', actionTags: 'a,b,c,d,e,f,g,h,i,j,k' },
				"'Tags to Add' has more than 10 tags",
			],
			['an unknown type', { actionType: '={{ "mute" }}' }, "'Action Type' has no choice 'mute'"],
			[
				'an expiry that an expression does not give',
				{ additionalFields: { expiresAfter: '={{ $json.none }}' } },
				"'Expires At' is empty",
			],
			[
				'branches that an expression does not give',
				{ additionalFields: { branches: '={{ $json.none }}' } },
				"'Branches' has an entry without a value",
			],
			[
				'conditions without a type',
				{ additionalFields: { conditions: '[{ "op": "eq" }]' } },
				"'Conditions' must be a list of conditions, each with type, op and value",
			],
			[
				'conditions that are no JSON',
				{ additionalFields: { conditions: '[' } },
				"'Conditions' is not valid JSON",
			],
		])('refuses %s without a request', async (_, parameters, message) => {
			expect(complaint(await create(parameters)).message).toBe(message);
			expect(await currents.calls()).toEqual([]);
		});

		test('says when the project is unknown', async () => {
			expect(complaint(await create({ projectId: project('nothing') })).message).toBe(
				'Could not create the action: Currents did not find it (HTTP 404)',
			);
		});
	});
});

describe('Get Many Actions', () => {
	const list = async (parameters: INodeParameters = {}) =>
		await currents.run('getManyActions', { projectId: project(), ...parameters });

	test('lists those of the project, up to the limit', async () => {
		await added({ name: 'A' });
		await added({ name: 'B' });
		await added({ name: 'C', projectId: 'docs03' });

		expect(namesOf((await list()).json)).toEqual(['A', 'B']);
		expect(namesOf((await list({ limit: 1 })).json)).toEqual(['A']);
		expect(namesOf((await list({ returnAll: true })).json)).toEqual(['A', 'B']);
	});

	test('filters by status and text', async () => {
		const { actionId } = await added({ name: 'Nightly' });
		await added({ name: 'Weekly' });
		await currents.run('archiveAction', { actionId });

		const archived = await list({ filters: { status: ['archived', 'expired'] } });
		expect(archived.json).toMatchObject([{ actionId, status: 'archived' }]);
		expect(namesOf((await list({ filters: { search: 'Week' } })).json)).toEqual(['Weekly']);
		expect(complaint(await list({ filters: { search: 'x'.repeat(101) } })).message).toBe(
			"'Search' is longer than 100 characters",
		);
	});
});

describe('an action', () => {
	test('is disabled, enabled and archived', async () => {
		const { actionId } = await added();
		const after = async (operation: string) => {
			const run = await currents.run(operation, { actionId });
			expect(run.error).toBeNull();
			return [run.json[0], (await stored())[0]!.status];
		};

		expect(await after('disableAction')).toEqual([
			expect.objectContaining({ status: 'disabled' }),
			'disabled',
		]);
		expect(await after('enableAction')).toEqual([expect.objectContaining({ status: 'active' }), 'active']);
		expect(await after('archiveAction')).toEqual([{ archived: true, actionId }, 'archived']);
	});

	test.each<[string, INodeParameters, object]>([
		['name', { name: 'Weekly' }, { name: 'Weekly' }],
		['description', { description: 'SHOP-17' }, { description: 'SHOP-17' }],
		['expiry', { expiresAfter: '2026-05-01T00:00:00Z' }, { expiresAfter: '2026-05-01T00:00:00.000Z' }],
		['type', { actionType: 'tag', actionTags: 'a' }, { action: [{ op: 'tag', details: { tags: ['a'] } }] }],
		[
			'conditions',
			{ conditions: '[{ "type": "file", "op": "any" }]' },
			{ matcher: { op: 'AND', cond: [{ type: 'file', op: 'any' }] } },
		],
	])('is changed in its %s alone', async (_, updateFields, change) => {
		const before = await added();

		const run = await currents.run('updateAction', { actionId: before.actionId, updateFields });

		expect(run.error).toBeNull();
		const stamps = { updatedAt: expect.any(String) as string, updatedBy: expect.any(String) as string };
		expect(await stored()).toEqual([{ ...before, ...change, ...stamps }]);
	});

	test.each<[string, INodeParameters, string]>([
		['nothing to change', {}, "'Update Fields' is empty"],
		['a name that an expression does not give', { name: '={{ "" }}' }, "'Update Fields' is empty"],
		['a tag without tags', { actionType: 'tag' }, "'Tags to Add' is empty"],
		[
			'no conditions',
			{ conditions: '[]' },
			"'Conditions' must be a list of conditions, each with type, op and value",
		],
	])('is not changed by %s', async (_, updateFields, message) => {
		const { actionId } = await added();

		expect(complaint(await currents.run('updateAction', { actionId, updateFields })).message).toBe(message);
		expect((await currents.calls()).filter((call) => call.startsWith('PUT'))).toEqual([]);
	});

	test.each([
		['getAction', 'read'],
		['enableAction', 'enable'],
		['disableAction', 'disable'],
		['archiveAction', 'archive'],
	])('%s says when there is none', async (operation, verb) => {
		expect(complaint(await currents.run(operation, { actionId: 'none' })).message).toBe(
			`Could not ${verb} the action: Currents did not find it (HTTP 404)`,
		);
	});
});
