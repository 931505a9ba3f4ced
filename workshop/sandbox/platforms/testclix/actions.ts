import { controlError, type ActionRoutes } from '../../kernel/actions';
import { boolean, httpUrl, integer, nullable, object, oneOf, text, type Check } from '../../kernel/checks';
import type { Delivery } from '../../kernel/deliveries';
import { deliver, payloadOf } from './deliveries';
import { acknowledge, endRun, startRun, visibleStatus } from './lifecycle';
import type { Outcome, RunPlan, Test, TestClixWorld, WebhookSettings } from './world';

/** A test as control shows it. */
export interface TestClixTestView {
	testId: string;
	name: string;
	kind: Test['kind'];
	/** As a read would show it now, in lower case. */
	status: string;
	/** Runs that are going on or queued. */
	runs: number;
}

/** What control can do to TestCLIX. */
export type TestClixActions = ReturnType<typeof testclixActions>;

const count = { check: integer({ min: 0 }) };
const testField = { testId: { check: text(), required: true as const } };
const planFields = {
	outcome: { check: oneOf(['pass', 'error']), required: true as const },
	lagReads: count,
	activeReads: count,
	afterMs: count,
	stuck: { check: boolean },
};
const number: Check = (value) => (typeof value === 'number' ? null : 'must be a number');

/** Routes of the actions, below `/control/testclix`. */
export const testclixActionRoutes: ActionRoutes<TestClixActions> = {
	tests: { route: 'GET /tests', fields: {} },
	setTest: {
		route: 'PUT /tests/:testId',
		fields: {
			...testField,
			status: { check: text() },
			failuresToAlarm: { check: integer({ min: 1, max: 50 }) },
			evaluationPeriod: { check: integer({ min: 1, max: 50 }) },
		},
	},
	acknowledge: { route: 'POST /tests/:testId/acknowledge', fields: testField },
	startRun: { route: 'POST /tests/:testId/runs', fields: { ...testField, ...planFields } },
	finishRun: {
		route: 'POST /tests/:testId/finish',
		fields: { ...testField, outcome: planFields.outcome },
	},
	nextRuns: { route: 'PUT /nextRuns', fields: { ...planFields, runs: { check: integer({ min: 1 }) } } },
	setAllowance: {
		route: 'PUT /allowance',
		fields: { executions: { check: nullable(integer({ min: 0 })), required: true } },
	},
	setWebhook: {
		route: 'PUT /webhook',
		fields: {
			enabled: { check: boolean },
			url: { check: nullable(httpUrl()) },
			secret: { check: nullable(text()) },
			customHeaders: { check: object },
		},
	},
	deliver: {
		route: 'POST /deliveries',
		fields: {
			...testField,
			url: { check: httpUrl() },
			status: { check: text() },
			timestamp: { check: number },
			createdAt: { check: text() },
		},
	},
};

/** The actions on one world. */
export function testclixActions(world: TestClixWorld) {
	const testOf = (id: string) => {
		const test = world.tests.find(({ testId }) => testId === id);
		if (!test) throw controlError(`no test ${id}`, 404);
		return test;
	};
	return {
		tests: (): TestClixTestView[] => world.tests.map(viewTest),
		/** Changes a test as a person does; a status stands until the next run ends. */
		setTest: ({ testId, ...changes }: { testId: string } & TestChanges): TestClixTestView =>
			viewTest(Object.assign(testOf(testId), changes)),
		/** Marks an error as acknowledged. */
		acknowledge({ testId }: { testId: string }): TestClixTestView {
			acknowledge(testOf(testId));
			return viewTest(testOf(testId));
		},
		/** Starts a run as the schedule does, without an API call. */
		startRun({ testId, ...plan }: { testId: string } & RunPlan): TestClixTestView {
			startRun(world, testOf(testId), plan);
			return viewTest(testOf(testId));
		},
		/** Ends the run that is going on; its delivery is sent and waited for. */
		async finishRun({ testId, outcome }: { testId: string; outcome: Outcome }): Promise<Delivery[]> {
			if (testOf(testId).runs.length === 0) throw controlError(`no run of ${testId} is going on`);
			return await endRun(world, testOf(testId), outcome);
		},
		/** How the next `runs` runs go; without `runs`, every run from now on. */
		nextRuns({ runs, ...plan }: RunPlan & { runs?: number }) {
			if (runs === undefined) {
				world.nextPlans = [];
				world.defaultPlan = plan;
			} else {
				world.nextPlans.push(...Array.from({ length: runs }, () => plan));
			}
		},
		/** Executions that the subscription has left; null for any number. */
		setAllowance({ executions }: { executions: number | null }) {
			world.allowance = executions;
		},
		/** Sets the webhook up as a person does under Settings > Webhook. */
		setWebhook: (changes: Partial<WebhookSettings>): WebhookSettings => Object.assign(world.webhook, changes),
		/** Sends a delivery about a test, signed with the secret of the webhook, without a run. */
		async deliver({ testId, url, status, timestamp, createdAt }: DeliveryWish): Promise<Delivery[]> {
			const to = url ?? world.webhook.url;
			if (!to) throw controlError('the webhook has no URL');
			const payload = payloadOf(world, { test_id: testId, status, timestamp, created_at: createdAt });
			return await deliver(world, to, payload);
		},
	};
}

type TestChanges = Partial<Pick<Test, 'status' | 'failuresToAlarm' | 'evaluationPeriod'>>;

interface DeliveryWish {
	testId: string;
	url?: string;
	status?: string;
	/** Unix seconds. */
	timestamp?: number;
	createdAt?: string;
}

function viewTest(test: Test): TestClixTestView {
	const { testId, name, kind, runs } = test;
	return { testId, name, kind, status: visibleStatus(test), runs: runs.length };
}
