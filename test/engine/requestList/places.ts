/** What operations can work on in the sandbox: fresh runs, webhooks and ids for each, by the names of parameters. */
import type { Sandbox } from '../../../workshop/sandbox';
import { planTests, testIdOf } from '../../../workshop/sandbox/platforms/currents/catalogue';
import { seedSuites } from '../../../workshop/sandbox/platforms/preclinical/seed';
import type { documentedCalls } from './documented';
import type { Values } from './parameters';

/** The sandbox's name of a platform. */
export type PlatformName = keyof typeof documentedCalls;

/** Gives values for the parameters of an operation. */
export type Place = (sandbox: Sandbox, operation: string) => Promise<Values>;

const SOMEWHERE = 'http://127.0.0.1:1/hook';

/** Operations on a run that is still going on. */
const ON_GOING_RUNS = ['cancelRun', 'cancelRunByGithub', 'completeRun'];

const QUICKLY = { minPollSeconds: 0.1, maxPollSeconds: 0.1 };

/** All fields of a result that Qase documents. */
const RESULT = {
	title: 'pays with points',
	id: '0b1c2d3e-0000-4000-8000-000000000001',
	signature: 'checkout::pays-with-points',
	testops_id: 1,
	message: 'No points left',
	execution: {
		status: 'failed',
		start_time: 1.5,
		end_time: 2.5,
		duration: 1000,
		stacktrace: 'x',
		thread: 'main',
	},
	fields: { severity: 'major' },
	params: { browser: 'chromium' },
	param_groups: [['browser']],
	relations: { suite: { data: [{ title: 'Checkout', public_id: 3 }] } },
	attachments: ['6f8d'],
	steps_type: 'classic',
	steps: [
		{
			data: { action: 'pay', expected_result: 'paid', input_data: '5', attachments: ['6f8d'] },
			execution: { status: 'failed', start_time: 1.5, end_time: 2.5, duration: 9, comment: 'x' },
			steps: [{ data: { action: 'confirm' }, execution: { status: 'skipped', attachments: ['6f8d'] } }],
		},
	],
};

/** All fields of a step of a result in v1. */
const V1_STEP = {
	...{ status: 'failed', comment: 'x', attachments: ['6f8d'], action: 'pay' },
	...{ expected_result: 'paid', data: '5' },
};

/** A run of a report file, with all that becomes part of a result. */
const TEST_RUN = {
	platform: 'report',
	status: 'finished',
	verdict: 'failed',
	counts: { total: 1, failed: 1 },
	tests: [
		{
			title: 'pays (Qase ID: 1,2)',
			suite: 'Checkout',
			file: 'pay.spec.ts',
			group: 'chromium',
			status: 'failed',
			startedAt: '2026-05-01T10:00:00Z',
			durationMs: 9,
			tags: ['smoke'],
		},
	],
	failures: [
		{
			title: 'pays (Qase ID: 1,2)',
			suite: 'Checkout',
			group: 'chromium',
			error: { message: 'a', stack: 'b' },
		},
	],
};

/** What an agent of OpenAI is called with; its provider and its settings depend on each other. */
const AGENT_SETTINGS = {
	...{ provider: 'openai', apiKey: 'placeholder-key', baseUrl: SOMEWHERE, assistantId: 'assistant-1' },
	...{ configuration: '{ "voice": "calm" }', active: undefined },
};

/** By the sandbox's names of the platforms. */
export const places: Record<PlatformName, Place> = {
	async currents({ control: { currents } }, operation) {
		const plan = { projectId: 'shop01', groups: ['chromium', 'firefox'], deliver: false };
		const [previous, run] = await Promise.all([
			currents.createRun(plan),
			currents.createRun({ ...plan, githubRunId: '4711', githubRunAttempt: 1 }),
		]);
		const [previousRunId, runId] = [previous.run.runId, run.run.runId];
		const over = { outcome: 'failed' as const, deliver: false };
		await currents.finishRun({ runId: previousRunId, ...over });
		if (!ON_GOING_RUNS.includes(operation)) await currents.finishRun({ runId, ...over });
		const hook = { projectId: 'shop01', url: SOMEWHERE, hookEvents: ['RUN_FINISH' as const] };
		const webhookId = (await currents.addWebhook(hook)).hookId;
		const action = {
			...{ projectId: 'shop01', name: 'Quarantine', action: [{ op: 'quarantine' }] },
			matcher: { op: 'AND', cond: [{ type: 'title', op: 'eq', value: 'pays on invoice' }] },
		};
		const { actionId } = await currents.addTestAction(action);
		// More than one page of them.
		const more = operation === 'getManyRuns' ? 50 : 0;
		for (let n = 0; n < more; n++)
			await currents.createRun({ projectId: 'shop01', tests: 0, deliver: false });
		const buildId = String(run.run.meta.ciBuildId);
		return {
			...{
				projectId: 'shop01',
				runId,
				previousRunId,
				webhookId,
				actionId,
				instanceId: run.run.specs[0].instanceId,
				buildId,
				githubRunId: '4711',
				url: SOMEWHERE,
			},
			...{
				branch: 'main',
				tags: 'smoke, nightly',
				tagOperator: 'OR',
				conditions: '[{ "type": "tag", "op": "inc", "value": ["slow"] }]',
				title: 'pays on invoice',
				specFile: 'tests/checkout/payment.spec.ts',
				annotations: '[{ "type": "owner" }]',
				metricSettings: '{ "failureRate": ["failed"] }',
				headers: '{ "x-token": "placeholder" }',
				// Cursors of entries that the other filters leave out would be refused; getManyRuns.test.ts has them.
				...{ startingAfter: undefined, endingBefore: undefined },
				options: QUICKLY,
			},
			...(operation === 'getFailureContext' ? { instanceId: pageOfTest(run.run.specs[0]) } : {}),
			// Both at once would be a request that is never sent.
			...(operation === 'resetRun' ? { options: { machineIds: 'chromium-machine-1' } } : {}),
		};
	},
	async qodex({ control: { qodex } }) {
		await qodex.nextRuns({ outcome: 'stuck', runs: 1 });
		const { testRunId: runId } = await qodex.startRun({});
		await qodex.finishRun({ testRunId: runId, outcome: 'failed', failures: 1 });
		return { runId, environment: 'staging', tags: 'smoke', callbackUrl: SOMEWHERE, options: QUICKLY };
	},
	async testclix({ testclix: { testId } }) {
		return { testId, options: { ...QUICKLY, settleSeconds: 0.1 } };
	},
	async qase({ control: { qase } }, operation) {
		const plan = { project: 'SHOP', title: 'Checkout', planId: 1, deliver: false };
		const [previous, run] = [await qase.createRun(plan), await qase.createRun(plan)];
		const over = { project: 'SHOP', outcome: 'failed' as const, failures: 1, deliver: false };
		await qase.finishRun({ ...over, runId: previous.run.id });
		if (!ON_GOING_RUNS.includes(operation)) await qase.finishRun({ ...over, runId: run.run.id });
		const defect = await qase.addDefect({ project: 'SHOP', title: 'No invoice' });
		const [result] = await qase.results({ project: 'SHOP', runId: previous.run.id });
		await qase.editCase({ project: 'SHOP', caseId: 1, customFields: { 11: '1' } });
		return {
			...{ projectCode: 'SHOP', runId: String(run.run.id), previousRunId: String(previous.run.id) },
			...{
				runIds: String(run.run.id),
				planId: '1',
				environmentId: '1',
				milestoneId: '1',
				id: '1',
				caseId: '1',
			},
			...{ caseIds: '1,2', memberIds: '1,2', authorId: '1', resultsJson: JSON.stringify([RESULT]) },
			testRun: JSON.stringify(TEST_RUN),
			// An environment is named in one way.
			...{ clear: ['description'], environmentSlug: undefined },
			options: { ...QUICKLY, includeCaseDetails: true, includeExternalIssues: true, includeFailures: 9 },
			...{ defectId: String(defect.id), severity: '2', removeLink: false, binaryField: 'data' },
			...{ groupId: '1', query: 'entity = "run" and project = "SHOP"' },
			// One that exists would be returned, and nothing would be created.
			...{ returnExisting: operation === 'createPlan' },
			...{ resultHash: result?.hash, steps: JSON.stringify([{ ...V1_STEP, steps: [V1_STEP] }]) },
			...{
				severities: ['blocker', 'major'],
				priorities: ['high'],
				types: ['smoke'],
				behaviors: ['positive'],
			},
			...{ suiteId: '1', issueIds: 'SHOP-12, SHOP-15' },
		};
	},
	async preclinical({ control }, operation) {
		const [{ id: testSuiteId }] = seedSuites([]);
		const { webhooks, addWebhook, deleteWebhook } = control.preclinical;
		for (const { id: webhookId } of await webhooks()) await deleteWebhook({ webhookId });
		const isOfOne = /Webhooks?$|^sendTest/.test(operation) && operation !== 'createWebhook';
		return {
			...(await preclinicalRuns(control.preclinical, operation)),
			...{ benchmarkMode: undefined, concurrencyLimit: undefined, creativeMode: undefined },
			...{ tags: undefined, url: SOMEWHERE, testSuiteId },
			...(/TestSuite$/.test(operation) ? {} : { scenarioIds: undefined }),
			...{ scenarioSelection: 'suite', chosenScenarioIds: undefined, chosenTags: undefined },
			...(isOfOne ? { webhookId: (await addWebhook({ url: SOMEWHERE })).id } : {}),
		};
	},
	preclinicalOss: async ({ control }, operation) => ({
		...(await preclinicalRuns(control.preclinicalOss, operation)),
		...{ testMode: undefined, testSuiteId: seedSuites([])[0].id },
		// Either is one of the choices of what to run.
		...{ scenarioIds: undefined, chosenTags: ['privacy'], tag: 'privacy' },
		...(/^(generateScenarios|updateScenario)$/.test(operation) ? {} : { tags: undefined }),
		// Others work on the first one.
		...(/^(update|delete)Scenario$/.test(operation)
			? { scenarioId: (await control.preclinicalOss.scenarios()).at(-1)!.id, active: true }
			: {}),
		content: '{ "script": "Says that it hurts" }',
		criteria: '[{ "criterion": "Names the emergency number", "points": 10, "tags": ["Safety"] }]',
		...{ chosenScenarioIds: [(await control.preclinicalOss.scenarios())[0].id], benchmarkMode: false },
		...(operation === 'getManyResults' ? { status: undefined, passed: undefined } : {}),
	}),
};

/** The page of the first test of a spec file in the dashboard. */
function pageOfTest({ instanceId, spec }: { instanceId: string; spec: string }): string {
	const [, titles] = planTests('pw', null).find(([file]) => file === spec)!;
	const testId = testIdOf('shop01', spec, titles[0]!);
	return `https://app.currents.dev/instance/${instanceId}/test/${testId}`;
}

async function preclinicalRuns(
	control: Sandbox['control']['preclinicalOss'],
	operation: string,
): Promise<Values> {
	const agents = await control.agents();
	const { id: agentId } = agents.find(({ isActive }) => isActive)!;
	const [{ id: scenarioIds }] = await control.scenarios();
	const [previous, run] = [
		await control.createRun({ scenarios: 4 }),
		await control.createRun({ scenarios: 4 }),
	];
	await control.finishRun({ runId: previous.id, outcome: 'completed', failures: 1 });
	if (!ON_GOING_RUNS.includes(operation)) {
		await control.finishRun({ runId: run.id, outcome: 'completed', failures: 1 });
	}
	return {
		...{ agentId, scenarioIds, scenarioId: scenarioIds, runId: run.id, previousRunId: previous.id },
		...{ options: operation === 'exportRun' ? {} : QUICKLY, ...AGENT_SETTINGS },
		name: `${operation} ${run.id}`,
	};
}
