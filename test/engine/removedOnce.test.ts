/** What an earlier try of n8n's Retry On Fail removed without an answer counts as removed. */
import type { INodeParameters } from 'n8n-workflow';

import { TestRun } from '../../nodes/TestRun/TestRun.node';
import { platforms } from '../../platforms';
import { nodeRun } from './harness';
import { credentialsFor, credentialTypes, sandboxForTests } from './support';

const sandbox = sandboxForTests();
const control = () => sandbox().control;

const URL = 'https://n8n.example.com/a';
const SELF_HOSTED = () => ({
	testRunPreclinicalApi: { flavour: 'selfHosted', baseUrl: sandbox().preclinicalOss.baseUrl },
});
const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
const inShop = (parameters: INodeParameters): INodeParameters => ({
	projectCode: { __rl: true, mode: 'code', value: 'SHOP' },
	...parameters,
});

const run = async (resource: string, parameters: INodeParameters, selfHosted = false) =>
	await nodeRun({
		node: new TestRun(),
		parameters: { resource, ...parameters },
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		credentials: { ...credentialsFor(sandbox()), ...(selfHosted ? SELF_HOSTED() : {}) },
		credentialTypes,
	});

const qaseRun = async () =>
	(await control().qase.createRun({ project: 'SHOP', title: 'Nightly', deliver: false })).run.id;

/** Operation, platform, parameters for something that is there, and whether it is self-hosted. */
type Removal = [string, 'currents' | 'qase' | 'preclinical', () => Promise<INodeParameters>, boolean];

const REMOVALS: Removal[] = [
	[
		'deleteWebhook',
		'currents',
		async () => {
			const hook = { projectId: 'shop01', url: URL, hookEvents: ['RUN_FINISH' as const] };
			return { webhookId: (await control().currents.addWebhook(hook)).hookId };
		},
		false,
	],
	[
		'deleteRun',
		'currents',
		async () => {
			const { run } = await control().currents.createRun({ projectId: 'shop01', deliver: false });
			return { runId: run.runId };
		},
		false,
	],
	[
		'deleteAgent',
		'preclinical',
		async () => ({ agentId: byId((await control().preclinical.agents())[2].id) }),
		false,
	],
	[
		'deleteAgent',
		'preclinical',
		async () => ({ agentId: byId((await control().preclinicalOss.agents())[1].id) }),
		true,
	],
	[
		'deleteRun',
		'preclinical',
		async () => ({ runId: (await control().preclinicalOss.createRun({ scenarios: 1 })).id }),
		true,
	],
	[
		'deleteScenario',
		'preclinical',
		async () => ({ scenarioId: byId((await control().preclinicalOss.scenarios())[0].id) }),
		true,
	],
	[
		'deleteWebhook',
		'preclinical',
		async () => ({ webhookId: (await control().preclinical.addWebhook({ url: URL })).id }),
		false,
	],
	['deleteRun', 'qase', async () => inShop({ runId: String(await qaseRun()) }), false],
	[
		'deleteResult',
		'qase',
		async () => {
			const result = { project: 'SHOP', runId: await qaseRun(), caseId: 1, status: 'failed' };
			return inShop({ resultHash: (await control().qase.addResult(result)).hash });
		},
		false,
	],
];

describe('what was removed without an answer', () => {
	test('is tried with each operation that removes', () => {
		const offered = platforms.flatMap(({ id, operations }) =>
			operations.filter(({ value }) => /^(delete|remove)/.test(value)).map(({ value }) => `${id} ${value}`),
		);

		expect([...new Set(REMOVALS.map(([operation, resource]) => `${resource} ${operation}`))].sort()).toEqual(
			offered.sort(),
		);
	});

	test.each(REMOVALS)('is removed (%s, %s)', async (...removal) => {
		const [operation, resource, place, selfHosted] = removal;
		const platform = selfHosted ? 'preclinicalOss' : resource;
		const match = { method: 'DELETE' } as const;
		const parameters = await place();
		await control().addFault({ platform, match, fault: { kind: 'closeSocket' }, afterEffect: true });
		const done = await run(resource, { operation, ...parameters }, selfHosted);

		expect(done.json).toMatchObject([{ deleted: true }]);
		expect((await control().calls({ platform })).filter(({ method }) => method === 'DELETE')).toHaveLength(2);
	});

	test.each(REMOVALS)('is an error where it was refused (%s, %s)', async (...removal) => {
		const [operation, resource, place, selfHosted] = removal;
		const platform = selfHosted ? 'preclinicalOss' : resource;
		const fault = { kind: 'status', status: 404, body: { error: 'Not there', code: 'NOT_FOUND' } } as const;
		const parameters = await place();
		await control().addFault({ platform, match: { method: 'DELETE' }, fault, times: 3 });
		const done = await run(resource, { operation, ...parameters }, selfHosted);

		expect(done.error?.message).toMatch(/^Could not delete the .* did not find it/);
	});

	test.each(['404', '400'] as const)(
		'is known by the code of the hosted Preclinical (HTTP %s)',
		async (notFoundStatus) => {
			await control().setVariants({ preclinical: { notFoundStatus } });
			const agentId = (await control().preclinical.agents())[2].id;
			const match = { method: 'DELETE' } as const;
			await control().addFault({
				platform: 'preclinical',
				match,
				fault: { kind: 'closeSocket' },
				afterEffect: true,
			});
			const done = await run('preclinical', {
				operation: 'deleteAgent',
				agentId: { __rl: true, mode: 'id', value: agentId },
			});

			expect(done.json).toEqual([{ deleted: true, agentId }]);
		},
	);
});
