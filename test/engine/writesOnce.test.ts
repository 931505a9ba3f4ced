/** n8n's Retry On Fail executes a node for all of its items again: what an earlier try has written is not written again. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { nodeRun } from './harness';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();
const control = () => sandbox().control;

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const PROJECT = { projectCode: { __rl: true, mode: 'code', value: 'SHOP' } };
const SELF_HOSTED = () => ({
	testRunPreclinicalApi: { flavour: 'selfHosted', baseUrl: sandbox().preclinicalOss.baseUrl },
});

const run = async (
	resource: string,
	parameters: INodeParameters,
	more: { items?: IDataObject[]; onError?: INode['onError']; selfHosted?: boolean } = {},
) =>
	await nodeRun({
		node: new TestRun(),
		parameters: { resource, ...parameters },
		items: more.items,
		onError: more.onError,
		settings: RETRY,
		credentials: { ...credentialsFor(sandbox()), ...(more.selfHosted ? SELF_HOSTED() : {}) },
		credentialTypes,
	});

/** Calls other than reads that a platform has got. */
const writes = async (platform: 'currents' | 'qase' | 'preclinical' | 'preclinicalOss') =>
	(await control().calls({ platform })).filter(({ method }) => method !== 'GET').map(({ method }) => method);

const currentsRun = async () =>
	(await control().currents.createRun({ projectId: 'shop01', deliver: false })).run.runId;
const qaseRun = async () =>
	String((await control().qase.createRun({ project: 'SHOP', title: 'Nightly', deliver: false })).run.id);
const qaseResult = async () => {
	const result = { project: 'SHOP', runId: Number(await qaseRun()), caseId: 1, status: 'failed' };
	return (await control().qase.addResult(result)).hash;
};

const hook = async () =>
	(
		await control().currents.addWebhook({
			projectId: 'shop01',
			url: 'https://n8n.example.com/a',
			hookEvents: ['RUN_FINISH'],
		})
	).hookId;

/** Operation, platform, its parameters by the value of the item, that value, and whether it is self-hosted. */
type Write = [string, 'currents' | 'qase' | 'preclinical', INodeParameters, () => Promise<unknown>, boolean?];

const WRITES: Write[] = [
	[
		'createWebhook',
		'currents',
		{ projectId: 'shop01', url: '={{ $json.value }}' },
		async () => 'https://n8n.example.com/a',
	],
	[
		'createAction',
		'currents',
		{ projectId: 'shop01', name: '={{ $json.value }}', title: 'pays on invoice' },
		async () => 'Quarantine',
	],
	['deleteWebhook', 'currents', { webhookId: '={{ $json.value }}' }, hook],
	['deleteRun', 'currents', { runId: '={{ $json.value }}' }, currentsRun],
	[
		'cancelRun',
		'currents',
		{ runId: '={{ $json.value }}', options: { acceptAlreadyCanceled: false } },
		currentsRun,
	],
	['createWebhook', 'preclinical', { url: '={{ $json.value }}' }, async () => 'https://n8n.example.com/a'],
	[
		'createAgent',
		'preclinical',
		{ provider: 'vapi', name: '={{ $json.value }}', assistantId: 'a', apiKey: 'a-placeholder' },
		async () => 'Night desk',
	],
	[
		'createAgent',
		'preclinical',
		{ provider: 'vapi', name: '={{ $json.value }}', assistantId: 'a', apiKey: 'a-placeholder' },
		async () => 'Night desk',
		true,
	],
	[
		'createTestSuite',
		'preclinical',
		{ name: 'Again', scenarioIds: '={{ $json.value }}' },
		async () => (await control().preclinical.scenarios())[0].id,
	],
	[
		'deleteAgent',
		'preclinical',
		{ agentId: { __rl: true, mode: 'id', value: '={{ $json.value }}' } },
		async () => (await control().preclinical.agents())[2].id,
	],
	[
		'deleteWebhook',
		'preclinical',
		{ webhookId: '={{ $json.value }}' },
		async () => (await control().preclinical.addWebhook({ url: 'https://n8n.example.com/a' })).id,
	],
	[
		'deleteAgent',
		'preclinical',
		{ agentId: { __rl: true, mode: 'id', value: '={{ $json.value }}' } },
		async () => (await control().preclinicalOss.agents())[1].id,
		true,
	],
	[
		'generateScenarios',
		'preclinical',
		{ text: '={{ $json.value }}' },
		async () => 'If a caller reports chest pain, name the emergency number.',
		true,
	],
	[
		'cancelRun',
		'preclinical',
		{ runId: '={{ $json.value }}', options: { acceptAlreadyEnded: false } },
		async () => (await control().preclinical.createRun({ scenarios: 5 })).id,
	],
	[
		'deleteRun',
		'preclinical',
		{ runId: '={{ $json.value }}' },
		async () => (await control().preclinicalOss.createRun({ scenarios: 1 })).id,
		true,
	],
	['deleteRun', 'qase', { ...PROJECT, runId: '={{ $json.value }}' }, qaseRun],
	[
		'completeRun',
		'qase',
		{ ...PROJECT, runId: '={{ $json.value }}', options: { acceptAlreadyEnded: false } },
		qaseRun,
	],
	[
		'createDefect',
		'qase',
		{ ...PROJECT, title: '={{ $json.value }}', actualResult: 'x', severity: 1 },
		async () => 'Empty page',
	],
	['createMilestone', 'qase', { ...PROJECT, title: '={{ $json.value }}' }, async () => 'Beta'],
	['createEnvironment', 'qase', { ...PROJECT, title: '={{ $json.value }}', slug: 'a' }, async () => 'A'],
	[
		'createPlan',
		'qase',
		{ ...PROJECT, title: '={{ $json.value }}', cases: { rows: [{ id: '1' }] } },
		async () => 'Checkout',
	],
	[
		'createConfiguration',
		'qase',
		{ ...PROJECT, title: '={{ $json.value }}', groupId: '1' },
		async () => 'WebKit',
	],
	['deleteResult', 'qase', { ...PROJECT, resultHash: '={{ $json.value }}' }, qaseResult],
	[
		'updateResult',
		'qase',
		{ ...PROJECT, resultHash: '={{ $json.value }}', updateFields: { defect: true } },
		qaseResult,
	],
];

describe('beside an item that fails in every try', () => {
	test.each(WRITES)(
		'%s (%s) is done once',
		async (operation, resource, parameters, value, selfHosted = false) => {
			const items = [{ value: '' }, { value: await value() }] as IDataObject[];
			const onError = 'continueRegularOutput' as const;
			const done = await run(resource, { operation, ...parameters }, { items, onError, selfHosted });

			expect(done.json.map((item) => 'error' in item)).toEqual([true, false]);
			expect(await writes(selfHosted ? 'preclinicalOss' : resource)).toHaveLength(1);
		},
	);

	test('and without On Error: Continue, where the node fails', async () => {
		const items = ['https://n8n.example.com/a', 'https://n8n.example.com/b', ''].map((url) => ({ url }));
		const parameters = { operation: 'createWebhook', projectId: 'shop01', url: '={{ $json.url }}' };
		const done = await run('currents', parameters, { items });

		expect(done.error?.message).toBe("'URL' is empty");
		expect((await control().currents.webhooks()).map(({ url }) => url)).toEqual(
			items.slice(0, 2).map(({ url }) => url),
		);
	});

	test('but reads are made anew', async () => {
		const items = [{ id: '' }, { id: await currentsRun() }];
		const onError = 'continueRegularOutput' as const;
		await run('currents', { operation: 'getRun', runId: '={{ $json.id }}' }, { items, onError });

		expect((await control().calls({ platform: 'currents' })).map(({ method }) => method)).toEqual([
			'GET',
			'GET',
			'GET',
		]);
	});
});

describe('where the read behind it failed', () => {
	const refuseRead = async (platform: 'currents' | 'qase' | 'preclinical', skip: number) =>
		await control().addFault({
			platform,
			match: { method: 'GET' },
			skip,
			fault: { kind: 'status', status: 401 },
		});

	test('a run is completed once, and had not ended already', async () => {
		const parameters = { operation: 'completeRun', ...PROJECT, runId: await qaseRun() };
		await refuseRead('qase', 1);
		const done = await run('qase', { ...parameters, options: { acceptAlreadyEnded: false } });

		expect(done.json).toMatchObject([{ status: 'finished', alreadyEnded: false }]);
	});

	test('a run that had ended is still refused', async () => {
		const runId = await qaseRun();
		await control().qase.finishRun({
			project: 'SHOP',
			runId: Number(runId),
			outcome: 'passed',
			deliver: false,
		});
		const options = { acceptAlreadyEnded: false };
		const done = await run('qase', { operation: 'completeRun', ...PROJECT, runId, options });

		expect(done.error?.message).toMatch(/names a run that has ended already/);
	});

	test('a run of Currents is canceled once', async () => {
		const parameters = { operation: 'cancelRun', runId: await currentsRun() };
		await refuseRead('currents', 0);
		const done = await run('currents', { ...parameters, options: { acceptAlreadyCanceled: false } });

		expect(done.json).toMatchObject([{ status: 'canceled' }]);
	});

	test('a run of Preclinical is canceled once', async () => {
		const { id: runId } = await control().preclinical.createRun({ scenarios: 5 });
		await refuseRead('preclinical', 1);
		const done = await run('preclinical', {
			operation: 'cancelRun',
			runId,
			options: { acceptAlreadyEnded: false },
		});

		expect(done.json).toMatchObject([{ status: 'canceled' }]);
	});

	test('a milestone is created once', async () => {
		await refuseRead('qase', 0);
		const done = await run('qase', { operation: 'createMilestone', ...PROJECT, title: 'Beta' });

		expect(done.json).toMatchObject([{ title: 'Beta' }]);
		expect(await writes('qase')).toEqual(['POST']);
	});

	test('a result is changed once, with one defect', async () => {
		const parameters = { operation: 'updateResult', ...PROJECT, resultHash: await qaseResult() };
		await refuseRead('qase', 1);
		const done = await run('qase', { ...parameters, updateFields: { status: 'blocked', defect: true } });

		expect(done.json).toMatchObject([{ status: 'blocked' }]);
		expect(await writes('qase')).toEqual(['PATCH']);
		expect(await control().qase.defects({ project: 'SHOP' })).toHaveLength(1);
	});

	test('a defect is created once', async () => {
		await refuseRead('qase', 0);
		const parameters = {
			operation: 'createDefect',
			...PROJECT,
			title: 'Empty page',
			actualResult: 'x',
			severity: 1,
		};
		const done = await run('qase', parameters);

		expect(done.json).toMatchObject([{ title: 'Empty page' }]);
		expect(await writes('qase')).toEqual(['POST']);
	});
});

test.each([
	['currents', 'createWebhook', { projectId: 'shop01', url: 'https://n8n.example.com/a' }],
	['preclinical', 'createWebhook', { url: 'https://n8n.example.com/a' }],
	[
		'preclinical',
		'createAgent',
		{ provider: 'vapi', name: 'Night desk', assistantId: 'a', apiKey: 'a-placeholder' },
	],
	['preclinical', 'createTestSuite', { name: 'Again', scenarioIds: '11111111-2222-4333-8444-555555555555' }],
	['preclinicalOss', 'generateScenarios', { text: 'If a caller reports chest pain, advise at once.' }],
] as const)(
	'what %s was asked to make by %s, and whose answer is lost, is not made again',
	async (...made) => {
		const [platform, operation, parameters] = made;
		const match = { method: 'POST' } as const;
		await control().addFault({ platform, match, fault: { kind: 'closeSocket' }, afterEffect: true });
		const selfHosted = platform === 'preclinicalOss';
		const resource = selfHosted ? 'preclinical' : platform;
		const done = await run(resource, { operation, ...parameters }, { selfHosted });

		expect((done.error as { description?: string } | null)?.description).toMatch(
			/is not known: look there before you try again/,
		);
		expect(await writes(platform)).toEqual(['POST']);
	},
);

test('a result of Qase whose answer is lost does not get a second defect', async () => {
	const match = { method: 'PATCH' } as const;
	await control().addFault({ platform: 'qase', match, fault: { kind: 'closeSocket' }, afterEffect: true });
	const parameters = { operation: 'updateResult', ...PROJECT, resultHash: await qaseResult() };
	const done = await run('qase', { ...parameters, updateFields: { defect: true } });

	expect((done.error as { description?: string } | null)?.description).toContain(
		'Get Result shows how it is now.',
	);
	expect(await writes('qase')).toEqual(['PATCH']);
	expect(await control().qase.defects({ project: 'SHOP' })).toHaveLength(1);
});
