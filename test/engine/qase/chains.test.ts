/** Operations in a row: each is wired to the one before by the expressions that the panel shows as examples. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters, INodePropertyCollection } from 'n8n-workflow';

import { TestRun } from '../../../nodes/TestRun/TestRun.node';
import { qase as platform } from '../../../platforms/qase';
import { connect, runWorkflow } from '../harness';
import { shown } from '../parameters';
import { byId, useQase } from './setup';

const qase = useQase();
const TYPE = 'n8n-nodes-test-runs.testRun';

/** What the panel suggests to enter for the project and for the thing that an operation works on. */
const PROJECT_OF_ITEM = { __rl: true, mode: 'code', value: '={{ $json.project.id }}' };
const ID_OF_ITEM = '={{ $json.id }}';
const RUN_OF_ITEM = { projectCode: PROJECT_OF_ITEM, runId: byId(ID_OF_ITEM) };

/** An operation with its parameters, and what is turned on in the settings of the node. */
type Step = [operation: string, parameters: INodeParameters, settings?: { executeOnce: true }];

/** Runs the operations one after the other, for these items. */
async function inARow(input: IDataObject[], steps: Step[]) {
	const nodes = steps.map(([operation, parameters, settings], index) => ({
		name: `${index} ${operation}`,
		type: TYPE,
		parameters: { resource: 'qase', operation, ...parameters },
		...settings,
	}));
	const names = ['Start', ...nodes.map(({ name }) => name)];
	const run = await runWorkflow({
		...qase.settings(),
		nodeTypes: { [TYPE]: new TestRun() },
		workflow: {
			nodes: [{ name: 'Start', type: 'test.start' }, ...nodes],
			connections: connect(
				...nodes.map(({ name }, index) => [names[index] as string, name] as [string, string]),
			),
		},
		input,
	});
	expect(run.error).toBeNull();
	return (index: number) => run.items(nodes.at(index)?.name ?? '');
}

const START: Step = [
	'startRun',
	{
		projectCode: { __rl: true, mode: 'code', value: '={{ $json.code }}' },
		title: '=Nightly of {{ $json.code }}',
		casesFrom: 'none',
	},
];
const RESULTS: Step = [
	'createResults',
	{ ...RUN_OF_ITEM, results: { rows: [{ title: 'opens the cart', status: 'passed' }] } },
];
const COMPLETE: Step = ['completeRun', RUN_OF_ITEM];

test('a run is started, gets results and is completed, for runs of two projects in one execution', async () => {
	const out = await inARow([{ code: 'SHOP' }, { code: 'APP' }, { code: 'SHOP' }], [START, RESULTS, COMPLETE]);
	const started = out(0).map(({ id, project }) => ({ id, project }));

	expect(started.map(({ project }) => (project as IDataObject).id)).toEqual(['SHOP', 'APP', 'SHOP']);
	expect(out(1)).toMatchObject(started.map((run) => ({ ...run, accepted: 1 })));
	expect(out(2)).toMatchObject(
		started.map((run) => ({
			...run,
			verdict: 'passed',
			counts: { total: 1, passed: 1 },
			alreadyEnded: false,
		})),
	);
});

test('every operation between them hands the run on', async () => {
	const between: Step[] = [
		['updateRun', { ...RUN_OF_ITEM, updateFields: { title: 'Nightly, again' } }],
		['publishRun', RUN_OF_ITEM],
		['linkIssue', { ...RUN_OF_ITEM, issue: 'SHOP-1' }],
		['getRun', RUN_OF_ITEM],
		['waitForRun', { ...RUN_OF_ITEM, timeoutMinutes: 0 }],
	];
	const out = await inARow([{ code: 'APP' }], [START, RESULTS, ...between, COMPLETE]);
	const [{ id }] = out(0);

	for (const index of [...between.keys(), between.length + 1]) {
		expect(out(index + 1)).toMatchObject([{ id, project: { id: 'APP' } }]);
	}
	expect(out(-1)).toMatchObject([{ name: 'Nightly, again', verdict: 'passed' }]);
});

test('a run that failed is read further, from the item of its event as well', async () => {
	const { id } = await qase.endedRun({ outcome: 'failed' });
	const event = { run: { id: String(id), project: { id: 'SHOP' } } };
	const ofEvent = {
		projectCode: { __rl: true, mode: 'code', value: '={{ $json.run.project.id }}' },
		runId: byId('={{ $json.run.id }}'),
	};
	const failures = await inARow([event], [['getManyFailures', ofEvent]]);
	const results = await inARow(
		[event],
		[
			['getRun', ofEvent],
			['getManyResults', { projectCode: PROJECT_OF_ITEM, runIds: ID_OF_ITEM, returnAll: true }],
		],
	);

	expect(failures(0).length).toBeGreaterThan(0);
	expect(new Set(results(1).map(({ run_id: run }) => run))).toEqual(new Set([id]));
});

describe('what failed is run again', () => {
	const SHOP = { projectCode: { __rl: true, mode: 'code', value: 'SHOP' } };
	const once = { executeOnce: true } as const;
	const casesOf = async (runId: unknown) => {
		const { json } = await qase.run('getRun', {
			runId: byId(String(runId)),
			simplify: false,
			options: { include: ['cases'] },
		});
		return json[0]?.cases;
	};
	const placeholderOf = (operation: string) => {
		const fields = platform.operations.find(({ value }) => value === operation)?.fields ?? [];
		const rows = fields.find(({ name }) => name === 'cases')?.options?.[0] as INodePropertyCollection;
		return rows.values[0]?.modes?.at(-1)?.placeholder?.replace('e.g. ', '=') ?? '';
	};
	const failures = async (): Promise<Step> => {
		const { id } = await qase.endedRun({ outcome: 'failed', failures: 2, blocked: 1 });
		return ['getManyFailures', { ...SHOP, runId: byId(id) }];
	};
	const casesBy = (value: string) => ({ cases: { rows: [{ id: byId(value) }] } });

	test('by one plan of all items, with the expression that the panel shows and Execute Once', async () => {
		const out = await inARow(
			[{}],
			[
				await failures(),
				[
					'createPlan',
					{
						projectCode: PROJECT_OF_ITEM,
						title: 'Failed on Monday',
						...casesBy(placeholderOf('createPlan')),
					},
					once,
				],
				[
					'startRun',
					{ projectCode: PROJECT_OF_ITEM, title: 'Again', casesFrom: 'plan', planId: byId(ID_OF_ITEM) },
				],
			],
		);

		expect(out(0)).toHaveLength(3);
		expect(out(1)).toMatchObject([{ title: 'Failed on Monday', cases_count: 3, project: { id: 'SHOP' } }]);
		expect(out(2)).toHaveLength(1);
		expect(await casesOf(out(2)[0]?.id)).toEqual(out(0).map(({ caseId }) => caseId));
	});

	test('without a plan, by Start Run with Chosen Cases', async () => {
		const chosen = { casesFrom: 'cases', ...casesBy(placeholderOf('startRun')) };
		const out = await inARow(
			[{}],
			[await failures(), ['startRun', { ...SHOP, title: 'Again', ...chosen }, once]],
		);

		expect(out(1)).toHaveLength(1);
		expect(await casesOf(out(1)[0]?.id)).toEqual(out(0).map(({ caseId }) => caseId));
	});

	test.each([
		['a text', "={{ $input.all().map((item) => item.json.caseId).join(', ') }}"],
		['a list in which a case is there twice and another result has none', '={{ [1, 2, null, 3, 1] }}'],
	])('by %s', async (_, value) => {
		const out = await inARow(
			[{}],
			[await failures(), ['createPlan', { ...SHOP, title: 'x', ...casesBy(value) }, once]],
		);

		expect(out(1)).toMatchObject([{ cases: [1, 2, 3].map((id) => ({ case_id: id })) }]);
	});

	test.each([
		['createPlan', {}],
		['startRun', { casesFrom: 'cases' }],
	])('the panel of %s says how to do it once for all items', (operation, chosen) => {
		const notices = shown(new TestRun(), { resource: 'qase', operation, ...chosen }).filter(
			({ type }) => type === 'notice',
		);

		expect(notices.map(({ displayName }) => displayName)).toEqual([
			expect.stringContaining('turn on Execute Once in the settings of this node'),
		]);
	});

	test('a run of a plan has no such notice', () => {
		const panel = shown(new TestRun(), { resource: 'qase', operation: 'startRun', casesFrom: 'plan' });

		expect(panel.filter(({ type }) => type === 'notice')).toEqual([]);
	});
});

test('an item of Get Many Failures leads to its run, its case and its result', async () => {
	const ended = await qase.endedRun({ outcome: 'failed' });
	const event = { run: { id: String(ended.id), project: { id: 'SHOP' } } };
	const failures: Step = [
		'getManyFailures',
		{
			projectCode: { __rl: true, mode: 'code', value: '={{ $json.run.project.id }}' },
			runId: byId('={{ $json.run.id }}'),
		},
	];
	const place = { projectCode: PROJECT_OF_ITEM };
	const resultHash = '={{ $json.resultHash }}';
	const next = async (operation: string, parameters: INodeParameters) => {
		const out = await inARow([event], [failures, [operation, { ...place, ...parameters }]]);
		return { failure: out(0)[0], item: out(1)[0] };
	};

	const { failure, item: testCase } = await next('getCase', { caseId: byId('={{ $json.caseId }}') });
	expect(failure).toMatchObject({ runId: String(ended.id), project: { id: 'SHOP', name: null } });
	expect(testCase).toMatchObject({ id: failure?.caseId, project: { id: 'SHOP' } });

	const { item: run } = await next('getRun', {
		runId: byId('={{ $json.runId }}'),
		options: { includeFailures: 1 },
	});
	expect(run).toMatchObject({ id: String(ended.id), project: { id: 'SHOP' } });
	const [ofRun] = run?.failures as IDataObject[];
	expect(ofRun).toMatchObject({ caseId: failure?.caseId, resultHash: failure?.resultHash });
	for (const name of ['runId', 'project']) expect(ofRun).not.toHaveProperty(name);

	const changes = { updateFields: { message: 'Seen' } };
	expect((await next('updateResult', { resultHash, ...changes })).item).toMatchObject({
		hash: failure?.resultHash,
		comment: 'Seen',
	});
});

test('the message with owners that the docs propose', async () => {
	const docs = readFileSync(path.join(__dirname, '../../../docs/platforms/qase.md'), 'utf8');
	const [, expression] = /^- One Slack message .* ``(\{\{.*\}\})``\.$/m.exec(docs) ?? [];
	const { id } = await qase.endedRun({ outcome: 'failed', failures: 2 });
	await qase.fault({ match: { path: '/v1/case/SHOP/2' }, fault: { kind: 'status', status: 404 } });
	const options = { includeFailures: 20, includeCaseDetails: true };
	const out = await inARow(
		[{ id, project: { id: 'SHOP' } }],
		[
			['getRun', { ...RUN_OF_ITEM, options }],
			['updateRun', { ...RUN_OF_ITEM, updateFields: { title: `=${expression}` } }],
		],
	);

	expect(out(1)[0]?.name).toBe('pays with a saved card: Ada\nCase 2: no owner');
});

test('a defect is created, read and resolved', async () => {
	const defect = { projectCode: PROJECT_OF_ITEM, defectId: ID_OF_ITEM };
	const out = await inARow(
		[{ code: 'APP' }],
		[
			[
				'createDefect',
				{
					projectCode: { __rl: true, mode: 'code', value: '={{ $json.code }}' },
					title: 'No invoice',
					actualResult: 'Nothing comes',
					severity: byId(2),
				},
			],
			['getDefect', defect],
			['resolveDefect', defect],
		],
	);

	expect(out(2)).toMatchObject([{ id: out(0)[0]?.id, project: { id: 'APP' }, status: 'resolved' }]);
});

test('the panel shows these expressions where the run, the defect and the project are asked for', () => {
	const examples = (name: string) =>
		platform.operations
			.flatMap(({ fields }) => fields)
			.filter((field) => field.name === name)
			.map((field) => field.modes?.at(-1)?.placeholder ?? field.placeholder);

	expect(new Set(examples('projectCode'))).toEqual(new Set(['e.g. SHOP, or {{ $json.project.id }}']));
	const projects = platform.operations.flatMap(({ fields }) =>
		fields.filter(({ name }) => name === 'projectCode'),
	);
	for (const { description } of projects) {
		expect(description).toBe('The Qase project. Behind a trigger it is {{ $json.run.project.id }}.');
	}
	for (const name of ['runId', 'runIds', 'defectId']) {
		expect(new Set(examples(name))).toEqual(new Set(['e.g. {{ $json.id }}']));
	}
});
